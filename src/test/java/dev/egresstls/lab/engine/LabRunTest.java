package dev.egresstls.lab.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.catalog.TutorialLab;
import dev.egresstls.lab.event.Event;
import dev.egresstls.lab.event.StepState;
import dev.egresstls.lab.event.Verdict;
import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.FakeWorld;
import dev.egresstls.lab.world.Ref;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class LabRunTest extends TutorialRun {
  @Test
  void a_step_is_done_and_then_holds() throws InterruptedException {
    FakeWorld world = tutorial();
    world.resources().delete(SERVICE);
    LabRun run = run(world);
    assertTrue(run.changesAnything(5));
    assertTrue(run.step(5));
    assertEquals(List.of("StepStarted", "ActionStarted", "StepHeld"), heard.kinds());
    assertEquals(List.of(SERVICE), world.resources().applied());
    assertEquals(StepState.HOLDS, run.session().state(5));
    assertFalse(run.changesAnything(5));
    assertFalse(run.changesAnything(8));
  }

  @Test
  void a_step_that_holds_is_not_done_again() throws InterruptedException {
    FakeWorld world = tutorial();
    long version = world.resources().version();
    LabRun run = run(world);
    for (int number = 1; number <= 8; number++) {
      assertTrue(run.step(number));
    }
    assertEquals(version, world.resources().version());
    assertEquals(List.of(), world.resources().applied());
    assertEquals(List.of(), world.ran());
    long already =
        heard.all().stream()
            .filter(event -> event instanceof Event.StepHeld held && held.already())
            .count();
    assertEquals(7, already, "the request is sent anew every time");
    run.finish();
    assertEquals(8, heard.next(Event.RunFinished.class).held());
  }

  @Test
  void a_step_waits_for_what_it_checks_and_says_what_for() throws Exception {
    FakeWorld world = tutorial();
    world.resources().delete(SERVICE);
    world
        .resources()
        .reacting(
            object ->
                object.get("kind").text("").equals("Service")
                    ? object.with("spec", object.get("spec").with("type", "LoadBalancer"))
                    : object);
    LabRun run = run(world);
    AtomicReference<Boolean> held = new AtomicReference<>();
    Thread learner =
        new Thread(
            () -> {
              try {
                held.set(run.step(5));
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    learner.start();
    Event.Waiting waiting = heard.next(Event.Waiting.class);
    assertEquals("Service default/google-headless", waiting.forWhat());
    assertEquals("spec.type  expected ClusterIP, found LoadBalancer", waiting.seen());
    assertEquals(StepState.CHECKING, run.session().state(5));
    world.resources().put(with(world, SERVICE, "type", "ClusterIP"));
    heard.next(Event.StepHeld.class);
    learner.join();
    assertEquals(Boolean.TRUE, held.get());
  }

  @Test
  void out_of_patience_it_says_what_was_seen_last() throws InterruptedException {
    FakeWorld world = tutorial();
    world.resources().put(with(world, SERVICE, "clusterIP", "10.96.12.4"));
    world
        .resources()
        .reacting(
            object ->
                Ref.of(object).equals(SERVICE)
                    ? with(world, SERVICE, "clusterIP", "10.96.12.4")
                    : object);
    LabRun run = hasty(world);
    assertFalse(run.step(5));
    Verdict red = heard.next(Event.StepBroke.class).verdicts().get(0);
    assertEquals("spec.clusterIP  expected None, found 10.96.12.4", red.gaps().get(0).sentence());
    assertEquals("service-has-cluster-ip", red.cause().orElseThrow().id());
    assertEquals(StepState.BROKEN, run.session().state(5));
  }

  @Test
  void a_step_is_not_done_before_what_it_needs() throws InterruptedException {
    FakeWorld world = tutorial();
    world.resources().delete(SERVICE);
    LabRun run = run(world);
    assertTrue(run.step(6), "the slice is there, and is left alone");
    world.resources().delete(SLICE);
    assertFalse(run.step(6));
    Problem problem = heard.next(Event.StepFailed.class).problem();
    assertEquals(
        "this step needs step 5 (Create a headless Service), which does not hold", problem.what());
    assertEquals(List.of(), world.resources().applied());
    assertEquals(Optional.of(problem), run.reports().get(5).problem());
  }

  @Test
  void addresses_that_cannot_be_looked_up_make_the_check_unknown_and_not_red()
      throws InterruptedException {
    FakeWorld world = tutorial();
    Lab lab = TutorialLab.impatient("as-written");
    LabRun run = LabRun.open(lab, world, Vars.of(lab, Map.of("host", "unknown.example")), heard);
    open.add(run);
    assertFalse(run.check(6));
    Verdict verdict = heard.next(Event.StepBroke.class).verdicts().get(0);
    assertEquals(Verdict.State.UNKNOWN, verdict.state());
    assertEquals("DNS knows no addresses of unknown.example", verdict.gaps().get(0).saw());
  }

  @Test
  void what_is_forbidden_is_unknown_and_not_waited_for() throws InterruptedException {
    FakeWorld world = tutorial();
    world.resources().fail("Service", Problem.of(Problem.Kind.DENIED, "you may not list services"));
    LabRun run = run(world);
    assertFalse(run.step(5));
    Verdict verdict = heard.next(Event.StepBroke.class).verdicts().get(0);
    assertEquals(Verdict.State.UNKNOWN, verdict.state());
    assertTrue(verdict.gaps().get(0).saw().contains("may not list"), verdict.toString());
  }

  @Test
  void a_kind_that_is_not_served_is_told_from_an_object_that_is_missing()
      throws InterruptedException {
    FakeWorld world = tutorial();
    world.resources().unserve("BackendTLSPolicy");
    LabRun run = hasty(world);
    assertFalse(run.check(7));
    assertEquals(
        "expected to exist, found nothing: the cluster does not serve "
            + "BackendTLSPolicy of gateway.networking.k8s.io/v1alpha3",
        heard.next(Event.StepBroke.class).verdicts().get(0).gaps().get(0).sentence());
  }

  @Test
  void an_interrupted_step_is_to_be_done_and_the_run_goes_on() throws InterruptedException {
    FakeWorld world = new FakeWorld();
    CountDownLatch running = new CountDownLatch(1);
    world.tool(
        "kind",
        (argv, lines) -> {
          running.countDown();
          new CountDownLatch(1).await();
          return 0;
        });
    LabRun run = run(world);
    Thread learner = new Thread(() -> assertThrows(InterruptedException.class, () -> run.step(1)));
    learner.start();
    running.await();
    learner.interrupt();
    heard.next(Event.StepInterrupted.class);
    learner.join();
    assertEquals(StepState.TODO, run.session().state(1));
    world.tool("kind", (argv, lines) -> 7);
    assertFalse(run.step(1));
    heard.next(Event.StepFailed.class);
  }

  @Test
  void what_breaks_is_told_once_and_what_mends_too() throws InterruptedException {
    FakeWorld world = tutorial();
    LabRun run = run(world);
    run.survey();
    run.step(8);
    run.keepWatching();
    heard.all();
    world.resources().fail("Service", Problem.of(Problem.Kind.PRECONDITION, "connection lost"));
    Tree slice = world.resources().get(SLICE).orElseThrow();
    Tree broken =
        slice.with("endpoints", List.of(Tree.object("addresses", List.of("203.0.113.10"))));
    world.resources().put(broken);
    Event.Regressed regressed = heard.next(Event.Regressed.class);
    assertEquals(6, regressed.number());
    String because = regressed.verdicts().get(0).cause().orElseThrow().because();
    assertTrue(because.startsWith("DNS may return 203.0.113.11"), because);
    assertEquals(StepState.BROKEN, run.session().state(6));
    assertEquals(StepState.TODO, run.session().state(8));
    world
        .resources()
        .put(
            broken.with(
                "metadata",
                broken
                    .get("metadata")
                    .with(
                        "labels",
                        Tree.object("kubernetes.io/service-name", "google-headless", "a", "b"))));
    world.resources().put(slice);
    Event next = heard.next(Event.Recovered.class);
    assertEquals(6, ((Event.Recovered) next).number());
    assertEquals(StepState.HOLDS, run.session().state(6));
    assertEquals(List.of(), heard.kinds());
  }

  @Test
  void moves_of_the_learner_change_nothing_in_the_cluster() {
    FakeWorld world = new FakeWorld();
    LabRun run = run(world);
    run.skip();
    assertEquals(List.of("StepSkipped"), heard.kinds());
    assertEquals(2, run.session().at());
    run.back();
    run.goTo(9);
    run.skip();
    assertTrue(run.session().finished());
    assertEquals(List.of(), heard.kinds());
    assertEquals(0, world.resources().version());
  }
}
