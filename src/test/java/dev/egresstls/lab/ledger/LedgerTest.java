package dev.egresstls.lab.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.ledger.journal.ChangeGroup;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.Yaml;
import dev.egresstls.lab.world.FakeWorld;
import dev.egresstls.lab.world.Ref;
import dev.egresstls.lab.world.Rollout;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LedgerTest {
  private static final Ref MAP = new Ref("v1", "ConfigMap", Optional.of("a"), "map");
  private static final Ref OTHER = new Ref("v1", "ConfigMap", Optional.of("a"), "other");
  private static final ChangeGroup TRYING =
      new ChangeGroup(ChangeGroup.Kind.WHAT_IF, "it", 7, Instant.EPOCH, List.of(1, 2));

  private final FakeWorld world = new FakeWorld();
  private final LedgeredWorld ledgered = LedgeredWorld.over(world);
  private final LedgeredResources resources = ledgered.resources().orElseThrow();

  private static Tree map(Ref ref, Object data) {
    return Tree.object(
        "apiVersion",
        "v1",
        "kind",
        "ConfigMap",
        "metadata",
        Tree.object("name", ref.name(), "namespace", "a"),
        "data",
        data);
  }

  private UndoReport during(Runnable work) throws InterruptedException {
    return ledgered
        .ledger()
        .during(
            TRYING,
            () -> {
              work.run();
              return ledgered.ledger().undoGroup();
            });
  }

  @Test
  void all_is_undone_the_last_change_first() throws InterruptedException {
    world.resources().put(map(MAP, Tree.object("x", "1")));
    UndoReport report =
        during(
            () -> {
              resources.merge(MAP, Tree.object("data", Tree.object("x", "2")));
              resources.delete(MAP, Optional.empty());
              resources.create(map(OTHER, Tree.object()));
              assertEquals(3, ledgered.ledger().items().open().size());
            });
    assertTrue(report.whole(), report::toString);
    assertEquals("1", resources.get(MAP).orElseThrow().at("data.x").text(""));
    assertEquals(Optional.empty(), resources.get(OTHER));
    assertTrue(world.notes().none());
  }

  @Test
  void what_was_left_behind_holds_everything_back_until_it_is_undone() throws Exception {
    world.resources().put(map(MAP, Tree.object("x", "1")));
    assertThrows(
        KilledError.class,
        () ->
            ledgered
                .ledger()
                .during(
                    TRYING,
                    () -> {
                      resources.delete(MAP, Optional.empty());
                      Ledger another = LedgeredWorld.over(world).ledger();
                      assertEquals(Optional.empty(), another.leftover(), "it is still at work");
                      throw new KilledError();
                    }));
    LedgeredWorld next = LedgeredWorld.over(world);
    LabFailure refused =
        assertThrows(LabFailure.class, () -> next.ledger().during(TRYING, () -> null));
    assertTrue(refused.problem().what().contains("must be undone first"));
    assertEquals("try it", next.ledger().leftover().orElseThrow().group().name());
    assertEquals("delete ConfigMap a/map", next.ledger().leftover().orElseThrow().summary());
    assertTrue(next.ledger().undoLeftover().whole());
    assertTrue(resources.get(MAP).isPresent());
    assertTrue(world.notes().none());
  }

  @Test
  void an_undo_that_cannot_set_a_former_value_again_is_not_whole_and_names_it() throws Exception {
    Ref ref = new Ref("v1", "Secret", Optional.of("a"), "key");
    Tree key = map(ref, Tree.object("x", "b2xk")).with("kind", "Secret");
    Tree owner =
        Yaml.read("[{manager: egresstls-lab, operation: Update, fieldsV1: {f:data: {f:x: {}}}}]");
    Tree secret = key.with("metadata", key.get("metadata").with("managedFields", owner));
    for (boolean deleted : List.of(false, true)) {
      world.resources().put(secret);
      ChangeGroup fix = new ChangeGroup(ChangeGroup.Kind.FIX, "it", 7, Instant.EPOCH, List.of());
      ledgered
          .ledger()
          .during(
              fix,
              () ->
                  deleted
                      ? resources.delete(ref, Optional.empty())
                      : resources.merge(ref, Tree.object("data", Tree.object("x", "bmV3"))));
      UndoReport report = LedgeredWorld.over(world).ledger().undo(entry -> true);
      assertFalse(report.whole(), report::toString);
      assertEquals(List.of(), report.done());
      Problem problem = report.failed().get(0);
      assertEquals(3, problem.kind().exitCode());
      assertTrue(problem.what().contains(" of Secret a/key was not restored"), problem.what());
      assertEquals(List.of("set it by hand: kubectl edit secret key -n a"), problem.tries());
      assertTrue(world.notes().none());
    }
  }

  @Test
  void what_is_not_there_cannot_be_changed() throws InterruptedException {
    during(
        () -> {
          assertFalse(resources.delete(MAP, Optional.empty()));
          assertThrows(
              LabFailure.class, () -> resources.merge(MAP, Tree.object("data", Tree.object())));
        });
    assertTrue(world.notes().none());
  }

  @Test
  void a_change_that_belongs_to_no_group_is_a_bug() {
    assertThrows(
        IllegalStateException.class, () -> resources.create(map(MAP, Tree.object("x", "1"))));
    assertEquals(Optional.empty(), resources.get(MAP));
  }

  @Test
  void a_rollout_is_done_once_all_pods_are_new_and_available() {
    Tree deployment =
        Tree.object(
            "metadata",
            Tree.object("generation", 2),
            "spec",
            Tree.object("replicas", 1),
            "status",
            Tree.object(
                "observedGeneration",
                2,
                "updatedReplicas",
                1,
                "replicas",
                1,
                "availableReplicas",
                1));
    assertTrue(Rollout.done(deployment));
    assertFalse(Rollout.done(deployment.with("metadata", Tree.object("generation", 3))));
  }

  /** As if the process was killed. */
  private static final class KilledError extends Error {
    private static final long serialVersionUID = 1L;
  }
}
