package dev.egresstls.lab.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.catalog.TutorialLab;
import dev.egresstls.lab.event.Cause;
import dev.egresstls.lab.event.Event;
import dev.egresstls.lab.event.Gap;
import dev.egresstls.lab.event.Verdict;
import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.lab.Step;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.world.FakeWorld;
import dev.egresstls.lab.world.Query;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The lab's checks against what real Istio did. */
class CapturedRunsTest {
  private final Heard heard = new Heard();

  private LabRun run(FakeWorld world, String track) {
    Lab lab = TutorialLab.impatient(track);
    return LabRun.open(lab, world, Vars.of(lab, Map.of()), heard);
  }

  @ParameterizedTest
  @CsvSource({
    "1.27.9/tutorial, as-written",
    "1.29.1/tutorial, current",
    "1.31.0-eed52ebb/tutorial, current"
  })
  void every_check_holds_on_the_tutorials_own_state(String capture, String track)
      throws InterruptedException {
    FakeWorld world = CapturedWorld.of(capture);
    try (LabRun run = run(world, track)) {
      run.survey();
      assertEquals(8, run.session().at(), () -> run.reports().toString());
      for (int number = 1; number <= 8; number++) {
        assertTrue(run.check(number), heard.all().toString());
      }
      assertTrue(run.session().allHold());
      assertTrue(run.mismatch().isEmpty());
      String facts = facts(run.reports().get(7));
      assertEquals(
          """
          curl: exit 0 · HTTP 200 · from 203.0.113.10:443
          access log: outbound|443||google-headless.default.svc.cluster.local  →  203.0.113.10:443
          way: as predicted, hop by hop; `proof` shows both
          sidecar: ORIGINAL_DST with TLS, SNI www.google.com
          listeners: 2 of 2 addresses of the slice have one
          CA: file-root:system is loaded""",
          facts);
      assertEquals(List.of(), world.resources().applied());
    }
  }

  private static String facts(StepReport report) {
    return report.verdicts().stream()
        .flatMap(verdict -> verdict.facts().stream())
        .map(fact -> fact.label() + ": " + fact.text())
        .collect(Collectors.joining("\n"));
  }

  @Test
  void the_caveat_is_told_with_what_was_dialled() throws InterruptedException {
    try (LabRun run = run(CapturedWorld.of("1.27.9/tutorial"), "as-written")) {
      run.survey();
      assertTrue(run.step(8));
      String told = heard.next(Event.Told.class).markdown();
      assertTrue(told.contains("203.0.113.10:443"), told);
      assertTrue(told.contains("`203.0.113.10_443`"), told);
      assertTrue(told.contains("203.0.113.10, 203.0.113.11"), told);
      assertFalse(told.contains("${") || told.contains("<"), told);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          no-policy             | 7 | targets-service            | expected to exist, found nothing                              | policy-missing
          no-policy             | 8 | answered                   | not sent: this step needs step 7                            | policy-missing
          no-service            | 5 | headless                   | expected to exist, found nothing                              | service-missing
          no-slice              | 6 | addresses                  | expected to exist, found nothing                              | slice-missing
          slice-without-label   | 6 | addresses                  | kubernetes.io/service-name]  expected google-headless       | slice-not-labelled
          no-alpha-flag         | 3 | alpha-flag                 | value  expected true, found false                             | alpha-flag-off
          no-alpha-flag         | 7 | accepted                   | status.ancestors  expected an item                          | alpha-flag-off
          wrong-hostname        | 7 | targets-service            | spec.validation.hostname  expected www.google.com, found nope | hostname-other
          missing-ca            | 7 | accepted                   | conditions[0].status  expected True, found False              | ca-ref-missing
          ip-not-in-slice       | 6 | addresses                  | expected 203.0.113.10, 203.0.113.11, found 203.0.113.10       | address-not-in-slice
          policy-other-namespace| 7 | targets-service            | expected to exist, found nothing                              | policy-wrong-namespace
          """)
  void a_broken_state_is_named_by_step_check_field_and_cause(
      String scenario, int number, String check, String gap, String cause)
      throws InterruptedException {
    try (LabRun run = run(CapturedWorld.of("1.27.9/" + scenario), "as-written")) {
      assertFalse(run.check(number), scenario);
      Verdict red =
          heard.next(Event.StepBroke.class).verdicts().stream()
              .filter(verdict -> verdict.checkId().equals(check))
              .findFirst()
              .orElseThrow();
      assertEquals(Verdict.State.UNMET, red.state());
      assertTrue(red.gaps().get(0).sentence().contains(gap), red.toString());
      assertEquals(cause, red.cause().map(Cause::id).orElse(""), red.toString());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tutorial",
        "wrong-san",
        "registry-only",
        "wrong-hostname",
        "two-policies",
        "missing-ca"
      })
  void the_request_goes_the_way_that_the_model_predicts(String scenario)
      throws InterruptedException {
    try (LabRun run = sentIn("1.27.9/" + scenario)) {
      assertEquals(List.of(), unpredicted(run), scenario);
    }
  }

  @Test
  void a_way_that_was_not_predicted_is_shown_and_not_smoothed_over() throws InterruptedException {
    try (LabRun run = sentIn("1.27.9/port-80")) {
      assertEquals(
          List.of(
              "listener  expected as predicted 203.0.113.10_443, found 0.0.0.0_80",
              "filter  expected as predicted tcp_proxy, found http_connection_manager",
              "cluster  expected as predicted "
                  + "outbound|443||google-headless.default.svc.cluster.local · ORIGINAL_DST, "
                  + "found PassthroughCluster · ORIGINAL_DST",
              "TLS  expected as predicted SNI www.google.com · CA system, found none: "
                  + "plain text",
              "upstream  expected as predicted 203.0.113.10:443, found 203.0.113.10:80"),
          unpredicted(run));
    }
  }

  /**
   * A lab whose request needs no step, so that it is sent in a state that is not the tutorial's.
   */
  private LabRun sentIn(String capture) throws InterruptedException {
    Lab lab = TutorialLab.impatient("as-written");
    List<Step> steps = lab.steps().stream().map(Step::needless).toList();
    Lab free = lab.with(steps);
    LabRun run = LabRun.open(free, CapturedWorld.of(capture), Vars.of(free, Map.of()), heard);
    run.step(8);
    return run;
  }

  private static List<String> unpredicted(LabRun run) {
    return run.reports().get(7).verdicts().stream()
        .flatMap(verdict -> verdict.gaps().stream())
        .filter(gap -> gap.expected().startsWith("as predicted"))
        .map(Gap::sentence)
        .toList();
  }

  @Test
  void a_mix_that_cannot_work_is_told_before_anything_is_done() throws InterruptedException {
    try (LabRun run = run(CapturedWorld.of("1.29.1-old-crds/tutorial"), "current")) {
      run.survey();
      Problem problem = run.mismatch().orElseThrow();
      assertTrue(problem.what().contains("older than v1.4.0"), problem.what());
      assertEquals(2, run.session().at());
    }
  }

  @Test
  void an_istio_that_the_track_is_not_for_is_told_before_anything_is_done()
      throws InterruptedException {
    try (LabRun run = run(CapturedWorld.of("1.29.1/tutorial"), "as-written")) {
      run.survey();
      Problem problem = run.mismatch().orElseThrow();
      assertEquals(
          "Istio 1.29.1 is installed, and the track as-written is for Istio >=1.26 <1.28",
          problem.what());
      assertEquals("--track current, which is for this version", problem.tries().get(0));
    }
  }

  @Test
  void there_is_one_watch_a_kind_and_the_proof_costs_two_execs() throws InterruptedException {
    FakeWorld world = CapturedWorld.of("1.27.9/tutorial");
    try (LabRun run = run(world, "as-written")) {
      run.check(8);
      List<String> kinds = world.resources().watches().stream().map(Query::kind).toList();
      assertEquals(kinds.stream().distinct().toList(), kinds);
      assertEquals(10, kinds.size(), kinds.toString());
      assertEquals(2, world.execs().size(), world.execs().toString());
    }
  }
}
