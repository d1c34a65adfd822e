package dev.egresstls.lab.practice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.catalog.Catalog;
import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.event.Event;
import dev.egresstls.lab.experiment.Experiments;
import dev.egresstls.lab.experiment.Offer;
import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.practice.controlplane.ReconcilePace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every what-if that a practice cluster of a version between those of the tracks can show; the
 * proof of the lab shows them on these.
 */
class WhatIfsTest {
  private static final String LAB = "backend-tls-egress";

  @ParameterizedTest
  @ValueSource(strings = {"1.30.3"})
  void every_what_if_behaves_as_predicted_and_leaves_nothing_behind(String istio) throws Exception {
    Lab lab =
        Catalog.builtIn()
            .read(LAB, Optional.of(istio.startsWith("1.27") ? "as-written" : "current"));
    PracticeOptions options = PracticeOptions.withIstio(istio).with(ReconcilePace.IMMEDIATE);
    List<Event> events = new ArrayList<>();
    List<String> wrong = new ArrayList<>();
    try (PracticeCluster cluster = PracticeCluster.start(options);
        PracticeWorld world = PracticeWorlds.on(cluster);
        LabRun run = LabRun.open(lab, world, Vars.of(lab, Map.of()), events::add)) {
      for (int step = 1; step <= lab.steps().size(); step++) {
        assertTrue(run.step(step), () -> events.get(events.size() - 1).toString());
      }
      run.keepWatching();
      Map<String, String> before = Inventory.of(cluster.store());
      Experiments experiments = new Experiments(run);
      for (Offer offer : experiments.offers()) {
        if (offer.scratch().isPresent()) {
          continue;
        }
        assertEquals(Optional.empty(), offer.whyNot());
        Experiments.Result result =
            experiments.run(offer.whatIf(), Optional.empty(), Optional.empty());
        if (!result.good()) {
          wrong.add(offer.whatIf().id() + ": " + result);
        }
        assertEquals(
            List.of(),
            Inventory.differences(before, Inventory.of(cluster.store())),
            offer.whatIf().id());
        assertEquals(8, run.session().held(), offer.whatIf().id());
      }
      assertEquals("", String.join("\n", wrong));
    }
    assertTrue(events.stream().noneMatch(Event.Regressed.class::isInstance));
  }
}
