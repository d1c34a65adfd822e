package dev.egresstls.lab.practice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.catalog.Catalog;
import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.event.Event;
import dev.egresstls.lab.event.StepState;
import dev.egresstls.lab.experiment.Experiments;
import dev.egresstls.lab.experiment.Offer;
import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.practice.cluster.ReconcilePace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every lab but the tutorial, which has tests of its own, whole on the practice cluster. */
class EveryLabTest {

  @ParameterizedTest
  @CsvSource({
    "service-entry-egress, policy",
    "service-entry-egress, destination-rule",
    "egress-gateway, current"
  })
  void steps_fail_before_and_hold_after_and_what_ifs_behave_as_predicted(String id, String track)
      throws Exception {
    Lab lab = Catalog.builtIn().read(id, Optional.of(track));
    PracticeOptions options = PracticeOptions.of(lab.track().vars()).with(ReconcilePace.IMMEDIATE);
    List<Event> events = new ArrayList<>();
    try (PracticeCluster cluster = PracticeCluster.start(options);
        PracticeWorld world = PracticeWorlds.on(cluster);
        LabRun run = LabRun.open(lab, world, Vars.of(lab, Map.of()), events::add)) {
      for (int step = 1; step <= lab.steps().size(); step++) {
        int number = step;
        run.survey();
        assertFalse(run.session().state(step) == StepState.HOLDS, () -> number + " holds already");
        assertTrue(run.step(step), () -> number + ": " + events.get(events.size() - 1));
      }
      run.keepWatching();
      assertEquals("", whatIfs(run, cluster, lab));
    }
    assertTrue(events.stream().noneMatch(Event.Regressed.class::isInstance));
  }

  /** What went wrong with what-ifs. */
  private static String whatIfs(LabRun run, PracticeCluster cluster, Lab lab)
      throws InterruptedException {
    List<String> wrong = new ArrayList<>();
    Map<String, String> before = Inventory.of(cluster.store());
    Experiments experiments = new Experiments(run);
    for (Offer offer : experiments.offers()) {
      if (offer.scratch().isPresent()) {
        continue;
      }
      assertEquals(Optional.empty(), offer.whyNot());
      Experiments.Result result =
          experiments.run(offer.whatIf(), Optional.empty(), Optional.empty());
      List<String> left = Inventory.differences(before, Inventory.of(cluster.store()));
      if (!result.good() || !left.isEmpty() || run.session().held() != lab.steps().size()) {
        wrong.add(offer.whatIf().id() + ": " + left + " " + result);
      }
    }
    return String.join("\n", wrong);
  }
}
