package dev.egresstls.lab.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.catalog.TutorialLab;
import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.ledger.journal.ChangeGroup;
import dev.egresstls.lab.ledger.journal.Entry;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.FakeWorld;
import dev.egresstls.lab.world.Ref;
import dev.egresstls.lab.world.World;
import dev.egresstls.lab.world.served.ServedKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What istioctl and kind do, and what of it can be undone. */
class ToolsInTheLedgerTest {
  private static final ChangeGroup STEP =
      new ChangeGroup(ChangeGroup.Kind.STEP, "istio", 3, Instant.EPOCH, List.of(1, 2));
  private static final Tree ISTIOCTL = Tree.object("command", "istioctl install -y");

  private final FakeWorld world = new FakeWorld().mode(World.Mode.LIVE);
  private int writes;

  /** As if the process was killed. */
  private static final class KilledError extends Error {
    private static final long serialVersionUID = 1L;
  }

  private static Ref ref(String name) {
    return new Ref("v1", "ConfigMap", Optional.of("mesh"), name);
  }

  private void write(String name, String... managers) {
    List<Tree> fields = new ArrayList<>();
    for (String manager : managers) {
      String time = "2026-05-04T12:00:%02dZ".formatted(++writes);
      fields.add(
          Tree.object(
              "manager",
              manager,
              "operation",
              "Update",
              "time",
              time,
              "fieldsV1",
              Tree.object("f:data" + writes, Tree.object())));
    }
    world
        .resources()
        .put(
            Tree.object(
                "apiVersion",
                "v1",
                "kind",
                "ConfigMap",
                "metadata",
                Tree.object(
                    "name",
                    name,
                    "namespace",
                    "mesh",
                    "uid",
                    "uid-" + name,
                    "managedFields",
                    fields)));
  }

  private void thereAreObjects() {
    world
        .resources()
        .serve(new ServedKind("v1", "ConfigMap", "configmaps", "configmap", List.of(), true));
    for (String name : List.of("untouched", "patched", "theirs", "gone")) {
      write(name, "team-a");
    }
  }

  private void install() {
    write("patched", "team-a", "istio-operator");
    write("theirs", "team-a", "team-b");
    write("brought", "istio-operator");
    write("of-others", "team-b");
    world.resources().delete(ref("gone"));
  }

  private Ledger run(LedgeredResources.ToolWork work) throws InterruptedException {
    LedgeredWorld ledgered = LedgeredWorld.over(world);
    ledgered
        .ledger()
        .during(
            STEP,
            () -> {
              ledgered.resources().orElseThrow().tool(ISTIOCTL, work);
              return null;
            });
    return ledgered.ledger();
  }

  private void nothingButWhatWasBroughtIsUndone(UndoReport report) {
    assertEquals(List.of(), report.failed());
    assertEquals(Optional.empty(), world.resources().get(ref("brought")));
    assertTrue(world.resources().get(ref("of-others")).isPresent());
    String kept = String.join("\n", report.kept());
    assertTrue(kept.contains("changed v1/ConfigMap mesh/patched"), kept);
    assertTrue(kept.contains("v1/ConfigMap mesh/gone existed before `istioctl"), kept);
    assertEquals(2, report.kept().size(), kept);
  }

  @Test
  void the_ledger_says_what_istioctl_created_changed_and_deleted() throws InterruptedException {
    thereAreObjects();
    Ledger ledger = run(this::install);
    ToolEffect effect = ToolEffect.of(ledger.items().open().get(0).entry());
    assertEquals(
        List.of("v1/ConfigMap mesh/brought", "v1/ConfigMap mesh/of-others"), effect.created());
    assertEquals(List.of("v1/ConfigMap mesh/patched"), effect.changed());
    assertEquals(List.of("v1/ConfigMap mesh/gone"), effect.gone());
    nothingButWhatWasBroughtIsUndone(ledger.undo(entry -> true));
  }

  @Test
  void of_one_that_was_cut_short_it_is_found_out_when_it_is_undone() {
    thereAreObjects();
    assertThrows(
        KilledError.class,
        () ->
            run(
                () -> {
                  install();
                  throw new KilledError();
                }));
    nothingButWhatWasBroughtIsUndone(LedgeredWorld.over(world).ledger().undo(entry -> true));
  }

  /** Somebody with fewer rights ran it: what could not be seen then is not taken for new now. */
  @Test
  void what_could_not_be_read_before_is_not_taken_for_brought() throws InterruptedException {
    thereAreObjects();
    write("installed-long-ago", "istio-operator");
    Problem denied = Problem.of(Problem.Kind.DENIED, "no");
    world.resources().failReading("ConfigMap", Optional.of(denied));
    run(() -> {});
    world.resources().failReading("ConfigMap", Optional.empty());
    LedgeredWorld.over(world).ledger().undo(entry -> true);
    assertTrue(world.resources().get(ref("installed-long-ago")).isPresent());
  }

  private FakeWorld kind(List<String> clusters, boolean dies) {
    return new FakeWorld()
        .withoutCluster()
        .tool(
            "kind",
            (argv, lines) -> {
              if (argv.contains("get")) {
                clusters.forEach(lines);
              } else if (argv.contains("delete")) {
                clusters.remove("kind");
              } else if (clusters.contains("kind")) {
                lines.accept("ERROR: node(s) already exist for a cluster with the name");
                return 1;
              } else {
                clusters.add("kind");
                if (dies) {
                  throw new KilledError();
                }
              }
              return 0;
            });
  }

  private static void create(FakeWorld where) throws InterruptedException {
    Lab lab = TutorialLab.impatient("as-written");
    try (LabRun run = LabRun.open(lab, where, Vars.of(lab, Map.of()), event -> {})) {
      run.survey();
      run.step(1);
    }
  }

  @Test
  void a_cluster_whose_creation_was_cut_off_is_offered_to_be_deleted() {
    List<String> clusters = new ArrayList<>(List.of("mine"));
    FakeWorld machine = kind(clusters, true);
    assertThrows(KilledError.class, () -> create(machine));
    Ledger next = LedgeredWorld.over(machine).ledger();
    assertEquals(Entry.State.INTENDED, next.items().open().get(0).entry().state());
    assertEquals(List.of("the kind cluster kind is deleted"), next.undo(entry -> true).done());
    assertEquals(List.of("mine"), clusters);
    assertEquals(List.of(), next.items().open());
  }

  @Test
  void a_cluster_that_was_there_before_is_never_deleted() throws Exception {
    List<String> clusters = new ArrayList<>(List.of("kind"));
    FakeWorld machine = kind(clusters, false);
    create(machine);
    Ledger next = LedgeredWorld.over(machine).ledger();
    UndoReport report = next.undo(entry -> true);
    assertEquals(List.of(), report.failed());
    assertEquals(List.of("kind"), clusters);
    assertTrue(report.kept().get(0).contains("it existed before"), report.kept().toString());
  }

  @Test
  void a_cluster_that_was_created_has_a_ledger_of_its_own() throws Exception {
    List<String> clusters = new ArrayList<>();
    FakeWorld machine = kind(clusters, false);
    create(machine);
    Ledger next = LedgeredWorld.over(machine).ledger();
    assertEquals(Entry.State.DONE, next.items().open().get(0).entry().state());
    assertTrue(machine.notes().journal("of-kind").isEmpty());
    assertEquals(List.of("the kind cluster kind is deleted"), next.undo(entry -> true).done());
    assertEquals(List.of(), clusters);
  }
}
