package dev.egresstls.lab.practice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.catalog.Catalog;
import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.event.UndoneReport;
import dev.egresstls.lab.experiment.Experiments;
import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.practice.controlplane.ReconcilePace;
import dev.egresstls.lab.world.FakeNotes;
import dev.egresstls.lab.world.Notes;
import dev.egresstls.lab.world.World;
import dev.egresstls.lab.world.local.NoteFiles;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever happens to a what-if, its changes are taken back. */
class ExperimentSafetyTest {
  private static final List<String> THOROUGH = List.of("policy-before-service", "no-sidecar");
  private static final Map<String, String> KILLED =
      Map.of(
          "policy-before-service",
          "try policy-before-service",
          "no-sidecar",
          "try no-sidecar",
          KilledLab.CHALLENGE,
          "challenge hard 1");

  @TempDir Path folder;

  private final Lab lab = Catalog.builtIn().read("backend-tls-egress", Optional.of("as-written"));
  private PracticeCluster cluster;
  private PracticeWorld world;

  @BeforeEach
  void all_steps_are_done() throws Exception {
    cluster =
        PracticeCluster.start(PracticeOptions.withIstio("1.27.9").with(ReconcilePace.IMMEDIATE));
    world = PracticeWorlds.on(cluster);
    try (LabRun run = open(world)) {
      for (int step = 1; step <= lab.steps().size(); step++) {
        assertTrue(run.step(step));
      }
    }
  }

  @AfterEach
  void close() {
    world.close();
    cluster.close();
  }

  private LabRun open(World in) throws InterruptedException {
    LabRun run = LabRun.open(lab, in, Vars.of(lab, Map.of()), event -> {});
    run.survey();
    return run;
  }

  private static Experiments.Result experiment(LabRun run, World in, String id)
      throws InterruptedException {
    Experiments experiments = new Experiments(run);
    return experiments.run(experiments.offer(id).whatIf(), Optional.empty(), Optional.empty());
  }

  private void same(Map<String, String> before) {
    assertEquals(List.of(), Inventory.differences(before, Inventory.of(cluster.store())));
  }

  @Test
  void ctrl_c_in_the_middle_takes_everything_back() throws Exception {
    Map<String, String> before = Inventory.of(cluster.store());
    NoteFiles notes = new NoteFiles(folder.resolve("changes"));
    for (String id : THOROUGH) {
      Map<String, String> versions = Inventory.versions(cluster.store());
      CountDownLatch changed = new CountDownLatch(1);
      World hooked =
          HookedWorld.of(
              world,
              notes,
              () -> {
                changed.countDown();
                new CountDownLatch(1).await();
              });
      CompletableFuture<Throwable> ended = new CompletableFuture<>();
      Thread worker =
          new Thread(
              () -> {
                try (LabRun run = open(hooked)) {
                  experiment(run, hooked, id);
                  ended.complete(null);
                } catch (Throwable e) {
                  ended.complete(e);
                }
              });
      worker.start();
      assertTrue(changed.await(60, TimeUnit.SECONDS));
      assertNotEquals(versions, Inventory.versions(cluster.store()));
      worker.interrupt();
      assertTrue(ended.get(60, TimeUnit.SECONDS) instanceof InterruptedException, id);
      same(before);
      assertEquals(Optional.empty(), new Experiments(open(hooked)).leftBehind());
    }
  }

  @Test
  void what_a_killed_process_left_behind_is_undone_at_the_next_start() throws Exception {
    Map<String, String> before = Inventory.of(cluster.store());
    Path kubeconfig = Files.writeString(folder.resolve("config.yaml"), cluster.kubeconfig());
    Path changes = folder.resolve("changes");
    for (String id : KILLED.keySet()) {
      Map<String, String> versions = Inventory.versions(cluster.store());
      Process lab =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  KilledLab.class.getName(),
                  kubeconfig.toString(),
                  changes.toString(),
                  id)
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("killed.log").toFile())
              .start();
      assertEquals(KilledLab.KILLED, lab.waitFor(), () -> read(folder.resolve("killed.log")));
      assertNotEquals(versions, Inventory.versions(cluster.store()));
      World next = HookedWorld.of(world, new NoteFiles(changes), () -> {});
      try (LabRun run = open(next)) {
        Experiments experiments = new Experiments(run);
        assertEquals(KILLED.get(id), experiments.leftBehind().orElseThrow().group().name());
        LabFailure refused =
            assertThrows(LabFailure.class, () -> experiment(run, next, "no-policy"));
        assertTrue(refused.problem().what().contains("left changes behind"));
        UndoneReport back = experiments.undoLeftovers().orElseThrow();
        assertTrue(back.whole(), back::toString);
        same(before);
        assertEquals(List.of(1, 2, 3, 4, 5, 6, 7), back.held());
        assertEquals(7, run.session().held());
        assertEquals(Optional.empty(), experiments.undoLeftovers());
      }
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (java.io.IOException e) {
      return e.toString();
    }
  }

  @Test
  void without_a_note_nothing_is_changed() throws Exception {
    Path file = Files.writeString(folder.resolve("no-folder"), "x");
    Map<String, String> before = Inventory.versions(cluster.store());
    Notes none = new FakeNotes();
    Notes full =
        (Notes)
            Proxy.newProxyInstance(
                Notes.class.getClassLoader(),
                new Class<?>[] {Notes.class},
                (proxy, method, args) -> {
                  if (method.getName().equals("append")) {
                    throw Problem.of(Problem.Kind.PRECONDITION, "no space left").failure();
                  }
                  return method.invoke(none, args);
                });
    for (Notes notes : List.of(new NoteFiles(file.resolve("changes")), full)) {
      World hooked = HookedWorld.of(world, notes, () -> {});
      try (LabRun run = open(hooked)) {
        LabFailure refused =
            assertThrows(LabFailure.class, () -> experiment(run, hooked, "no-policy"));
        assertEquals(Problem.Kind.PRECONDITION, refused.problem().kind());
        assertEquals(before, Inventory.versions(cluster.store()));
      }
    }
  }

  @Test
  void two_at_a_time_keep_their_hands_off_each_other() throws Exception {
    NoteFiles notes = new NoteFiles(folder.resolve("changes"));
    World other = HookedWorld.of(world, notes, () -> {});
    World hooked =
        HookedWorld.of(
            world,
            notes,
            () -> {
              try (LabRun run = open(other)) {
                assertEquals(Optional.empty(), new Experiments(run).undoLeftovers());
                LabFailure refused =
                    assertThrows(LabFailure.class, () -> experiment(run, other, "no-policy"));
                assertTrue(refused.problem().what().contains("another run of the lab"));
              }
            });
    try (LabRun run = open(hooked)) {
      assertTrue(experiment(run, hooked, "no-policy").report().prediction());
    }
  }
}
