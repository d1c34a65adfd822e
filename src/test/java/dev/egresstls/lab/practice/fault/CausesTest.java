package dev.egresstls.lab.practice.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.event.Gap;
import dev.egresstls.lab.event.Verdict;
import dev.egresstls.lab.explain.Diagnosis;
import dev.egresstls.lab.explain.TrueCause;
import dev.egresstls.lab.explain.causes.KnownCauses;
import dev.egresstls.lab.explain.context.Row;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * For each cause somebody brings it about: it is named first, {@code trace} is of the same mind,
 * and its fix makes the step hold.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CausesTest {
  private final List<BrokenLab> open = new ArrayList<>();

  @AfterAll
  void close() {
    open.forEach(BrokenLab::close);
  }

  private BrokenLab lab(String track, String istio) {
    try {
      BrokenLab lab = new BrokenLab(track, istio);
      open.add(lab);
      lab.restore();
      return lab;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @TestFactory
  Stream<DynamicContainer> a_fault_is_named_first_and_its_fix_makes_the_step_hold_again() {
    return Stream.of(container("as-written", "1.27.9"), container("current", "1.31.1"));
  }

  private DynamicContainer container(String track, String istio) {
    BrokenLab lab = lab(track, istio);
    return DynamicContainer.dynamicContainer(
        track,
        Faults.all().stream()
            .filter(fault -> fault.isFor(track))
            .map(fault -> DynamicTest.dynamicTest(fault.cause(), () -> mended(lab, fault, track))));
  }

  private static void mended(BrokenLab lab, Fault fault, String track) throws InterruptedException {
    fault.breaks().accept(lab.api);
    TrueCause cause = lab.named(fault.step(), fault.cause());
    // Once for each fault: it sends a request.
    boolean compared = track.equals("current") || !fault.isFor("current");
    String differs =
        compared ? TraceAndWhy.difference(lab, fault.step(), Set.of(fault.cause())) : "";
    List<String> claimed = BrokenLab.ids(lab.run.why(fault.step()));
    assertEquals(List.of(fault.cause()), claimed, "what is claimed");
    for (Gap seen : cause.told().seen()) {
      assertNotEquals(seen.expected(), seen.saw(), seen.toString());
    }
    for (String text : List.of(cause.told().because(), cause.told().fix(), cause.told().byHand())) {
      assertFalse(text.matches(".*<[a-zA-Z]+>.*"), "a name without a value: " + text);
    }
    assertEquals(fault.byHand().isPresent(), cause.left(), cause.told().left());
    if (fault.byHand().isPresent()) {
      assertTrue(cause.told().left().contains("the lab did not create it"), cause.told().left());
      assertFalse(lab.run.fix(fault.step(), cause), "it is somebody else's");
      fault.byHand().get().accept(lab.api);
      lab.await(fault.step(), Diagnosis::holds);
    } else {
      assertTrue(lab.run.fix(fault.step(), cause), () -> "not mended: " + lab.last());
    }
    fault.tidies().accept(lab.api);
    lab.restore();
    for (int number = 1; number <= BrokenLab.STEPS; number++) {
      assertEquals(List.of(), lab.run.why(number).causes(), "step " + number);
    }
    assertEquals("", differs);
  }

  @Test
  void every_known_cause_has_a_fault() {
    Set<String> broken = new LinkedHashSet<>();
    Faults.all().forEach(fault -> broken.add(fault.cause()));
    broken.addAll(OtherFaultsTest.CAUSES);
    assertEquals(
        KnownCauses.ALL.stream().map(Row::id).sorted().toList(), broken.stream().sorted().toList());
  }

  @TestFactory
  Stream<DynamicTest> in_a_half_done_cluster_only_what_is_missing_is_named() {
    return Stream.of("as-written", "current")
        .map(track -> DynamicTest.dynamicTest(track, () -> halfDone(track)));
  }

  /** What is missing while a step has not been done. */
  private static final List<String> MISSING =
      List.of(
          "cluster-missing",
          "gateway-api-missing",
          "istiod-missing",
          "namespace-not-labelled client-missing injector-missing",
          "service-missing",
          "slice-missing",
          "policy-missing",
          "");

  private static void halfDone(String track) throws Exception {
    String istio = track.equals("current") ? "1.31.1" : "1.27.9";
    try (BrokenLab lab = new BrokenLab(track, istio)) {
      for (int done = 0; done < BrokenLab.STEPS; done++) {
        Set<String> allowed = new LinkedHashSet<>();
        MISSING
            .subList(done, MISSING.size())
            .forEach(ids -> allowed.addAll(List.of(ids.split(" "))));
        for (int number = 1; number <= BrokenLab.STEPS; number++) {
          Diagnosis found = lab.why(number);
          List<String> named = BrokenLab.ids(found);
          boolean sent = number == BrokenLab.STEPS && done == BrokenLab.STEPS - 1;
          assertEquals(number <= done || sent, found.holds(), "step " + number + " after " + done);
          assertEquals(found.holds(), named.isEmpty(), "step " + number + " after " + done);
          assertTrue(
              allowed.containsAll(named), "step " + number + " after " + done + ": " + named);
        }
        assertTrue(lab.run.step(done + 1), lab.last());
      }
    }
  }

  @Test
  void a_red_check_without_a_known_cause_says_what_was_seen_and_claims_none() throws Exception {
    BrokenLab lab = lab("current", "1.31.1");
    lab.api.patch(Faults.SERVICE, "{spec: {ports: [{name: https, port: 443, protocol: UDP}]}}");
    Diagnosis found = lab.await(5, one -> !one.holds());
    assertEquals(List.of(), found.causes());
    Verdict red = found.verdicts().get(0);
    assertTrue(red.cause().isEmpty());
    assertEquals("spec.ports[0].protocol", red.gaps().get(0).path());
  }
}
