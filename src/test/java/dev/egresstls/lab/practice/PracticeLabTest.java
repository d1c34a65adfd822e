package dev.egresstls.lab.practice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.catalog.Catalog;
import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.engine.StepReport;
import dev.egresstls.lab.event.Event;
import dev.egresstls.lab.event.StepState;
import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.practice.controlplane.ReconcilePace;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole lab on the practice cluster. */
class PracticeLabTest {

  @ParameterizedTest
  @ValueSource(strings = {"as-written", "current"})
  void all_eight_steps_hold_and_a_second_run_changes_nothing(String track) throws Exception {
    Lab lab = Catalog.builtIn().read("backend-tls-egress", Optional.of(track));
    PracticeOptions options =
        PracticeOptions.of(
                Catalog.builtIn().read("backend-tls-egress", Optional.of(track)).track().vars())
            .with(ReconcilePace.IMMEDIATE);
    try (PracticeCluster cluster = PracticeCluster.start(options);
        PracticeWorld world = PracticeWorlds.on(cluster)) {
      assertEquals(8, held(run(lab, world)));
      long requests = cluster.requests();
      // through a client that cannot know that no other cluster takes this one's place
      assertTrue(requests <= 360, "the run cost " + requests + " requests");
      Map<String, String> before = versions(cluster);
      assertEquals(8, held(run(lab, world)));
      assertEquals(before, versions(cluster));
    }
  }

  private static List<StepReport> run(Lab lab, PracticeWorld world) throws InterruptedException {
    List<Event> events = new ArrayList<>();
    try (LabRun run = LabRun.open(lab, world, Vars.of(lab, Map.of()), events::add)) {
      for (int step = 1; step <= lab.steps().size(); step++) {
        int number = step;
        assertTrue(run.step(step), () -> "step " + number + ": " + events.get(events.size() - 1));
      }
      return run.reports();
    }
  }

  private static long held(List<StepReport> reports) {
    return reports.stream().filter(report -> report.state() == StepState.HOLDS).count();
  }

  /** Every object's resourceVersion, but those of Events. */
  private static Map<String, String> versions(PracticeCluster cluster) {
    Map<String, String> versions = new HashMap<>();
    cluster.store().kinds().stream()
        .filter(kind -> !kind.key().startsWith("events"))
        .forEach(
            kind -> {
              for (Tree object : cluster.store().list(kind.key())) {
                String name = kind.key() + " " + object.at("metadata.namespace").text("");
                versions.put(
                    name + "/" + object.at("metadata.name").text(""),
                    object.at("metadata.resourceVersion").text(""));
              }
            });
    return versions;
  }
}
