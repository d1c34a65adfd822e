package dev.egresstls.lab.practice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.catalog.Catalog;
import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.event.Event;
import dev.egresstls.lab.event.UndoneReport;
import dev.egresstls.lab.experiment.Challenge;
import dev.egresstls.lab.experiment.ChallengeLevel;
import dev.egresstls.lab.experiment.FaultChoice;
import dev.egresstls.lab.lab.Fault;
import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.ledger.drift.Baseline;
import dev.egresstls.lab.practice.controlplane.ReconcilePace;
import dev.egresstls.lab.world.FakeNotes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Whatever a challenge breaks: the lab's request shows it, the checks fail, and a repair by hand
 * ends it with the cluster as the tutorial wants it.
 */
class ChallengesTest {
  /** All pairs take minutes: {@code -Dpairs=all}. Without it each fault is in one of them. */
  private static final boolean ALL_PAIRS = "all".equals(System.getProperty("pairs"));

  private final List<Event> events = new ArrayList<>();
  private final List<String> wrong = new ArrayList<>();
  private final Set<String> repairs = new TreeSet<>();

  @ParameterizedTest
  @CsvSource({"1.27.9,EASY", "1.30.3,EASY", "1.31.1,EASY", "1.27.9,HARD"})
  void each_shows_fails_and_is_ended_by_a_repair(String istio, ChallengeLevel level)
      throws Exception {
    String track = istio.startsWith("1.27") ? "as-written" : "current";
    Lab lab = Catalog.builtIn().read("backend-tls-egress", Optional.of(track));
    PracticeOptions options = PracticeOptions.withIstio(istio).with(ReconcilePace.IMMEDIATE);
    try (PracticeCluster cluster = PracticeCluster.start(options);
        PracticeWorld world = PracticeWorlds.on(cluster);
        LabRun run = LabRun.open(lab, world, Vars.of(lab, Map.of()), events::add)) {
      for (int step = 1; step <= lab.steps().size(); step++) {
        assertTrue(run.step(step), () -> events.get(events.size() - 1).toString());
      }
      run.keepWatching();
      Map<String, String> before = Inventory.of(cluster.store());
      Baseline baseline =
          new Baseline(
              world.cluster().orElseThrow().resources(), new FakeNotes(), world.clock(), "default");
      baseline.keep();
      List<List<Fault>> choices = new FaultChoice(run).all(level, 1);
      assertTrue(choices.size() >= 15, choices::toString);
      for (List<Fault> choice : ALL_PAIRS ? choices : covering(choices)) {
        played(cluster, run, level, choice);
        String name = name(choice);
        Inventory.differences(before, Inventory.of(cluster.store()))
            .forEach(one -> wrong.add(name + " leaves " + one));
        baseline.compare().differences().forEach(one -> wrong.add(name + " drifts: " + one));
      }
    }
    assertEquals("", String.join("\n", wrong));
    assertEquals(Set.of("create", "delete", "edit"), repairs);
    assertTrue(events.stream().noneMatch(Event.Regressed.class::isInstance));
  }

  private void played(PracticeCluster cluster, LabRun run, ChallengeLevel level, List<Fault> choice)
      throws InterruptedException {
    HandRepair hand = new HandRepair(cluster.store());
    Challenge challenge = Challenge.begin(run, level, 1, List.of(choice));
    Challenge.Judgement broken = challenge.judge();
    if (challenge.symptom().right() || broken.symptom().right() || broken.solved()) {
      wrong.add(name(choice) + " is not noticed: " + broken);
    }
    repairs.addAll(hand.mend());
    run.pausedRun().notice(); // as after each line for the user's own shell
    if (!challenge.stale()) {
      wrong.add(name(choice) + ": a repair is not noticed");
    }
    Challenge.Judgement mended = challenge.judge();
    if (!mended.solved()) {
      wrong.add(name(choice) + " is not mended: " + mended);
    }
    UndoneReport back = challenge.end();
    if (!back.whole() || back.held().size() != back.total()) {
      wrong.add(name(choice) + " is not restored: " + back);
    }
  }

  private static String name(List<Fault> choice) {
    return choice.stream().map(Fault::id).collect(Collectors.joining("+"));
  }

  /** The first choices that have every fault in them. */
  private static List<List<Fault>> covering(List<List<Fault>> choices) {
    Set<String> seen = new TreeSet<>();
    return choices.stream()
        .filter(
            choice ->
                choice.stream()
                    .map(fault -> seen.add(fault.id()))
                    .reduce(false, Boolean::logicalOr))
        .toList();
  }
}
