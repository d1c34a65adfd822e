package dev.egresstls.lab.practice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.catalog.Catalog;
import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.experiment.Experiments;
import dev.egresstls.lab.experiment.Offer;
import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.ledger.UndoReport;
import dev.egresstls.lab.practice.controlplane.ReconcilePace;
import dev.egresstls.lab.world.Cluster;
import dev.egresstls.lab.world.FakeNotes;
import dev.egresstls.lab.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * A process may be killed before and after each of its changes: what it did is undone from what it
 * has written down. {@code -DkillPoints=all} tries each point, without it some of each kind are.
 */
class KillPointsTest {
  private static final boolean ALL = "all".equals(System.getProperty("killPoints"));

  private static final List<String> SOME =
      List.of("registry-only", "no-alpha-flag", "policy-before-service", "policy-other-namespace");

  private final Lab lab = Catalog.builtIn().read("backend-tls-egress", Optional.of("as-written"));
  private final List<String> wrong = new ArrayList<>();
  private int points;
  private TestReporter reporter;
  private FakeNotes notes = new FakeNotes();
  private PracticeCluster cluster;
  private Cluster client;
  private Snapshot empty;

  /** What a process does until it ends or is killed. */
  private interface Work {
    void of(LabRun run) throws InterruptedException;
  }

  @BeforeEach
  void there_is_a_cluster(TestReporter to) throws Exception {
    reporter = to;
    cluster =
        PracticeCluster.start(PracticeOptions.withIstio("1.27.9").with(ReconcilePace.IMMEDIATE));
    client = PracticeWorlds.client(cluster);
    process(new Mortal(0, true), run -> assertTrue(run.step(1)));
    notes = new FakeNotes();
    Snapshot.settled(cluster.store());
    empty = Snapshot.of(cluster.store());
  }

  @AfterEach
  void close() {
    client.close();
    cluster.close();
  }

  /** A process of its own on the cluster; gives whether it was killed. */
  private boolean process(Mortal mortal, Work work) throws InterruptedException {
    World world = mortal.world(client, notes);
    CompletableFuture<Boolean> killed = new CompletableFuture<>();
    Thread main =
        new Thread(
            () -> {
              try (LabRun run = LabRun.open(lab, world, Vars.of(lab, Map.of()), event -> {})) {
                run.survey();
                work.of(run);
                killed.complete(false);
              } catch (Mortal.Killed e) {
                killed.complete(true);
              } catch (Throwable e) {
                killed.completeExceptionally(e);
              }
            });
    main.start();
    main.join();
    return killed.join();
  }

  /** Every point of some work, or every so many. */
  private void sweep(String name, int stride, Snapshot wanted, Work work, Work afterwards)
      throws InterruptedException {
    int step = ALL ? 1 : stride;
    for (int point = 1; ; point += step) {
      int at = (point + 1) / 2;
      if (!process(new Mortal(at, point % 2 == 1), work)) {
        return;
      }
      points++;
      process(new Mortal(0, true), afterwards);
      List<String> differences = wanted.awaited(cluster.store());
      if (!differences.isEmpty()) {
        wrong.add(name + " killed at point " + point + ": " + differences);
        return;
      }
    }
  }

  private void allWell() {
    reporter.publishEntry("points", String.valueOf(points));
    assertTrue(points > 0, "nothing was killed");
    assertEquals("", String.join("\n", wrong));
  }

  private void steps(LabRun run) throws InterruptedException {
    for (int step = 1; step <= lab.steps().size(); step++) {
      assertTrue(run.step(step), "step " + step);
    }
  }

  private static void undoAll(LabRun run) {
    UndoReport report = run.world().ledger().undo(entry -> true);
    assertEquals(List.of(), report.failed());
    assertEquals(List.of(), report.kept());
  }

  private static void undoLeftovers(LabRun run) throws InterruptedException {
    new Experiments(run).undoLeftovers();
  }

  @Test
  void a_run_that_is_killed_anywhere_is_undone() throws Exception {
    sweep("run", 9, empty, this::steps, KillPointsTest::undoAll);
    process(new Mortal(0, true), KillPointsTest::undoAll);
    assertEquals(List.of(), empty.awaited(cluster.store()));
    allWell();
    assertTrue(notes.none());
  }

  @Test
  void a_what_if_that_is_killed_anywhere_is_undone_at_the_next_start() throws Exception {
    process(new Mortal(0, true), this::steps);
    Snapshot done = Snapshot.of(cluster.store());
    List<Offer> offers = new ArrayList<>();
    process(new Mortal(0, true), run -> offers.addAll(new Experiments(run).offers()));
    for (Offer offer : offers) {
      boolean here = offer.scratch().isEmpty() && !offer.whatIf().turns().isEmpty();
      if (here && (ALL || SOME.contains(offer.whatIf().id()))) {
        sweep(
            offer.whatIf().id(),
            5,
            done,
            run -> new Experiments(run).run(offer.whatIf(), Optional.empty(), Optional.empty()),
            KillPointsTest::undoLeftovers);
      }
    }
    process(new Mortal(0, true), KillPointsTest::undoAll);
    assertEquals(List.of(), empty.awaited(cluster.store()));
    allWell();
  }

  @Test
  void a_refresh_and_a_fix_that_are_killed_anywhere_are_undone_at_the_next_start()
      throws Exception {
    process(new Mortal(0, true), this::steps);
    Snapshot done = Snapshot.of(cluster.store());
    sweep(
        "refresh",
        1,
        done,
        run -> run.writeSlices(6, List.of("203.0.113.77")),
        KillPointsTest::undoLeftovers);
    process(new Mortal(0, true), run -> run.writeSlices(6, List.of("203.0.113.10")));
    for (String broken : List.of("services", "endpointslices.discovery.k8s.io")) {
      cluster.store().delete(broken, "default", "google-headless");
      Snapshot before = Snapshot.of(cluster.store());
      sweep(
          "fix " + broken,
          1,
          before,
          run -> {
            int number = broken.equals("services") ? 5 : 6;
            run.fix(number, run.why(number).first().orElseThrow());
          },
          KillPointsTest::undoLeftovers);
    }
    process(new Mortal(0, true), KillPointsTest::undoAll);
    assertEquals(List.of(), empty.awaited(cluster.store()));
    allWell();
  }

  @Test
  void an_undo_that_is_killed_anywhere_is_finished_by_the_next_one() throws Exception {
    int step = ALL ? 1 : 11;
    boolean killed = true;
    for (int point = 1; killed; point += step) {
      process(new Mortal(0, true), this::steps);
      int at = (point + 1) / 2;
      killed = process(new Mortal(at, point % 2 == 1), KillPointsTest::undoAll);
      points += killed ? 1 : 0;
      process(new Mortal(0, true), KillPointsTest::undoAll);
      List<String> differences = empty.awaited(cluster.store());
      assertEquals(List.of(), differences, "undo killed at point " + point);
    }
    allWell();
    assertTrue(notes.none());
  }
}
