package dev.egresstls.lab.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.Clock;
import dev.egresstls.lab.world.FakeNotes;
import dev.egresstls.lab.world.FakeResources;
import dev.egresstls.lab.world.Ref;
import dev.egresstls.lab.world.Rollout;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LedgerTest {
  private static final Ref MAP = new Ref("v1", "ConfigMap", Optional.of("a"), "map");
  private static final Ref OTHER = new Ref("v1", "ConfigMap", Optional.of("a"), "other");

  private final FakeResources resources = new FakeResources();
  private final FakeNotes notes = new FakeNotes();

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

  private Ledger open() {
    return Ledger.open(resources, notes, Note.of("try it", Clock.SYSTEM.now(), List.of(1, 2)));
  }

  @Test
  void the_inverse_of_a_patch_brings_back_just_what_it_changes() {
    Tree before = Tree.object("a", 1, "b", Tree.object("c", 2, "d", List.of(1, 2)), "e", 5);
    Tree patch =
        Tree.object("a", 7, "b", Tree.object("d", List.of(), "new", 1), "f", Tree.object("g", 1));
    Tree expected =
        Tree.object("a", 1, "b", Tree.object("d", List.of(1, 2), "new", null), "f", null);
    assertEquals(expected, Inverse.of(before, patch));
  }

  @Test
  void what_the_server_wrote_is_not_created_again() {
    Tree object =
        Tree.object(
            "kind",
            "ConfigMap",
            "metadata",
            Tree.object("name", "x", "uid", "1", "resourceVersion", "2", "labels", Tree.object()),
            "status",
            Tree.object());
    assertEquals(
        Tree.object(
            "kind", "ConfigMap", "metadata", Tree.object("name", "x", "labels", Tree.object())),
        Inverse.creatable(object));
  }

  @Test
  void all_is_taken_back_the_last_change_first() {
    resources.put(map(MAP, Tree.object("x", "1")));
    try (Ledger ledger = open()) {
      ledger.merge(MAP, Tree.object("data", Tree.object("x", "2")));
      ledger.delete(MAP);
      ledger.create(map(OTHER, Tree.object()));
      assertEquals(3, ledger.note().entries().size());
      assertTrue(ledger.note().summary().contains("ConfigMap a/other created"));
      TakenBack back = ledger.takeBack();
      assertTrue(back.whole(), back::toString);
    }
    assertEquals("1", resources.get(MAP).orElseThrow().at("data.x").text(""));
    assertEquals(Optional.empty(), resources.get(OTHER));
    assertEquals(Optional.empty(), Ledger.leftBehind(resources, notes));
  }

  @Test
  void what_was_left_behind_is_found_and_holds_everything_back_until_it_is_taken_back() {
    resources.put(map(MAP, Tree.object("x", "1")));
    Ledger dying = open();
    dying.delete(MAP);
    assertEquals(Optional.empty(), Ledger.leftBehind(resources, notes), "it is still at work");
    dying.close();
    assertThrows(LabFailure.class, this::open);
    try (Ledger found = Ledger.leftBehind(resources, notes).orElseThrow()) {
      assertEquals("try it", found.note().purpose());
      assertTrue(found.takeBack().whole());
    }
    assertTrue(resources.get(MAP).isPresent());
    open().close();
  }

  @Test
  void what_is_not_there_cannot_be_changed() {
    try (Ledger ledger = open()) {
      assertThrows(LabFailure.class, () -> ledger.delete(MAP));
      assertThrows(LabFailure.class, () -> ledger.merge(MAP, Tree.object("data", "x")));
      assertTrue(ledger.note().entries().isEmpty());
    }
  }

  @Test
  void a_note_is_read_as_it_was_written_and_nothing_else_is_taken_for_one() {
    Note note =
        Note.of("try it", Clock.SYSTEM.now(), List.of(1, 3))
            .with(Entry.created(MAP).as("uid-1"))
            .with(Entry.changed(OTHER, Tree.object("data", null), List.of("set-1")))
            .with(Entry.deleted(MAP, map(MAP, Tree.object("x", "1"))));
    assertEquals(note, Note.read(note.write()));
    for (String other : List.of("{", "{}", "[]", "{\"version\": 1, \"entries\": [{}]}")) {
      LabFailure failure = assertThrows(LabFailure.class, () -> Note.read(other));
      assertTrue(failure.problem().what().contains("cannot be read"));
    }
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
}
