package dev.egresstls.lab.ledger.journal;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.ledger.journal.Entry.State;
import dev.egresstls.lab.ledger.journal.Entry.Verb;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.FakeNotes;
import dev.egresstls.lab.world.Ref;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JournalTest {
  private static final String NAME = "cluster-1";
  private static final Ref MAP = new Ref("v1", "ConfigMap", Optional.of("a"), "map");

  private static final ChangeGroup GROUP =
      new ChangeGroup(ChangeGroup.Kind.STEP, "policy", 7, Instant.EPOCH, List.of());

  private final FakeNotes notes = new FakeNotes();
  private byte[] whole;
  private String headBefore;

  @BeforeEach
  void three_changes_were_made() {
    Journal journal = Journal.read(notes, NAME);
    int group =
        journal.begin(
            new ChangeGroup(
                ChangeGroup.Kind.WHAT_IF, "it\u202e\u001b[31m", 7, Instant.EPOCH, List.of()));
    for (Verb verb : List.of(Verb.CREATE, Verb.CHANGE, Verb.DELETE)) {
      Entry entry = journal.intend(group, Entry.of(verb, MAP, Tree.MISSING));
      headBefore = notes.head(NAME).orElseThrow();
      Tree metadata = Tree.object("uid", "uid-" + verb, "resourceVersion", "7");
      journal.done(entry, Tree.object("metadata", metadata), Tree.MISSING, List.of());
    }
    whole = notes.journal(NAME).orElseThrow();
  }

  @Test
  void it_is_read_as_it_was_written() {
    Journal journal = Journal.read(notes, NAME);
    assertEquals(Optional.empty(), journal.damage());
    assertEquals(3, journal.open().size());
    assertEquals(3, journal.leftovers().size());
    assertEquals(State.DONE, journal.entries().get(2).state());
    assertEquals(Optional.of("uid-CREATE"), journal.entries().get(0).uid());
    assertEquals("try it", journal.group(journal.entries().get(0)).name());
  }

  @Test
  void a_change_of_any_byte_is_noticed_and_the_file_is_named() {
    for (int at = 0; at < whole.length; at++) {
      byte[] changed = whole.clone();
      changed[at] ^= 1;
      notes.put(NAME, changed);
      Problem problem;
      try {
        problem = Journal.read(notes, NAME).damage().orElse(null);
      } catch (LabFailure e) {
        problem = e.problem();
      }
      assertTrue(problem != null, "byte " + at + " was changed, and nobody noticed");
      assertEquals(Problem.Kind.PRECONDITION, problem.kind());
      assertTrue(problem.what().contains("state/cluster-1.jsonl"), problem.what());
      assertTrue(problem.tries().size() >= 2, problem.toString());
    }
  }

  private void isDamaged(String how, String words) {
    Problem problem = Journal.read(notes, NAME).damage().orElseThrow(() -> new AssertionError(how));
    assertEquals(Problem.Kind.PRECONDITION, problem.kind(), how);
    assertTrue(problem.what().contains("state/cluster-1.jsonl"), problem.what());
    assertTrue(problem.what().contains(words), how + ": " + problem.what());
    assertTrue(problem.tries().size() >= 2, problem.toString());
    LabFailure refused =
        assertThrows(LabFailure.class, () -> Journal.read(notes, NAME).begin(GROUP), how);
    assertEquals(problem, refused.problem());
  }

  @Test
  void lines_that_are_missing_at_the_end_are_noticed() {
    List<String> lines = new String(whole, StandardCharsets.UTF_8).lines().toList();
    for (int kept = 0; kept < lines.size(); kept++) {
      String cut = lines.stream().limit(kept).map(one -> one + "\n").collect(joining());
      notes.put(NAME, cut.getBytes(StandardCharsets.UTF_8));
      isDamaged(kept + " lines", "has " + kept + " of " + lines.size());
    }
    notes.lose(NAME, false);
    assertTrue(!notes.none(), "it is not as if nothing had been changed");
    isDamaged("no file", "has 0 of " + lines.size());
    Journal.read(notes, NAME).mend();
    assertEquals(Optional.empty(), Journal.read(notes, NAME).damage());
  }

  @Test
  void a_line_that_is_there_twice_is_noticed() {
    String text = new String(whole, StandardCharsets.UTF_8);
    String last = text.lines().reduce((one, other) -> other).orElseThrow();
    for (String twice : List.of(text + last + "\n", text + last)) {
      notes.put(NAME, twice.getBytes(StandardCharsets.UTF_8));
      isDamaged("twice", "line 9");
    }
  }

  @Test
  void what_is_kept_beside_it_must_be_right_and_there() {
    String head = notes.head(NAME).orElseThrow();
    for (int at = 0; at < head.length(); at++) {
      char other = head.charAt(at) == '1' ? '2' : '1';
      notes.writeHead(NAME, head.substring(0, at) + other + head.substring(at + 1));
      assertTrue(Journal.read(notes, NAME).damage().isPresent(), "at " + at);
    }
    notes.lose(NAME, true);
    isDamaged("no head", "says otherwise");
  }

  /** The journal is on disk before what is kept beside it, and that one line at most. */
  @Test
  void a_kill_between_a_line_and_what_is_kept_beside_it_is_no_damage() {
    String before = notes.head(NAME).orElseThrow();
    Journal journal = Journal.read(notes, NAME);
    journal.undoing(journal.entries().get(2));
    notes.writeHead(NAME, before);
    Journal again = Journal.read(notes, NAME);
    assertEquals(Optional.empty(), again.damage());
    again.undone(again.entries().get(2), Optional.empty(), List.of());
    assertEquals(State.UNDONE, Journal.read(notes, NAME).entries().get(2).state());
    notes.writeHead(NAME, before);
    isDamaged("two lines ahead", "says otherwise");
  }

  @Test
  void a_kill_at_the_beginning_or_the_end_of_a_journal_is_no_damage() {
    FakeNotes fresh = new FakeNotes();
    Journal.read(fresh, NAME).begin(GROUP);
    String text = new String(fresh.journal(NAME).orElseThrow(), StandardCharsets.UTF_8);
    String first = text.lines().findFirst().orElseThrow() + "\n";
    fresh.put(NAME, first.getBytes(StandardCharsets.UTF_8));
    fresh.lose(NAME, true);
    assertEquals(Optional.empty(), Journal.read(fresh, NAME).damage());

    Journal journal = Journal.read(notes, NAME);
    journal.open().forEach(entry -> journal.undone(entry, Optional.empty(), List.of()));
    notes.writeHead(NAME, JournalHead.ENDED.text());
    assertEquals(Optional.empty(), Journal.read(notes, NAME).damage());
    notes.lose(NAME, false);
    assertEquals(Optional.empty(), Journal.read(notes, NAME).damage());
    Journal.read(notes, NAME).begin(GROUP);
    assertEquals(Optional.empty(), Journal.read(notes, NAME).damage());
  }

  @Test
  void a_last_line_that_was_cut_off_was_never_begun() {
    List<String> lines = new String(whole, StandardCharsets.UTF_8).lines().toList();
    int before = whole.length - lines.get(lines.size() - 1).length() - 1;
    for (int length = before; length < whole.length; length++) {
      notes.put(NAME, Arrays.copyOf(whole, length));
      notes.writeHead(NAME, headBefore);
      Journal journal = Journal.read(notes, NAME);
      assertEquals(Optional.empty(), journal.damage(), "cut off at byte " + length);
      assertEquals(State.INTENDED, journal.entries().get(2).state());
      journal.refused(journal.entries().get(2));
      assertEquals(
          State.REFUSED, Journal.read(notes, NAME).entries().get(2).state(), "goes on behind it");
    }
  }

  @Test
  void of_a_damaged_one_the_intact_part_is_kept_on_its_own() {
    byte[] changed = whole.clone();
    changed[whole.length - 10] ^= 1;
    notes.put(NAME, changed);
    Journal journal = Journal.read(notes, NAME);
    assertThrows(LabFailure.class, () -> journal.refused(journal.entries().get(0)));
    String aside = journal.mend();
    assertEquals(Optional.empty(), Journal.read(notes, NAME).damage());
    assertEquals(3, Journal.read(notes, NAME).entries().size());
    assertTrue(aside.contains("aside"));
  }

  @Test
  void one_of_a_newer_version_is_left_alone() {
    notes.put(
        NAME,
        "x {\"record\":\"journal\",\"format\":3}\nwhatever\n".getBytes(StandardCharsets.UTF_8));
    Problem problem = assertThrows(LabFailure.class, () -> Journal.read(notes, NAME)).problem();
    assertTrue(problem.what().contains("newer version"), problem.what());
    assertTrue(problem.what().contains("state/cluster-1.jsonl"), problem.what());
  }

  @Test
  void it_ends_when_everything_is_undone() {
    Journal journal = Journal.read(notes, NAME);
    for (Entry entry : journal.open()) {
      journal.tidy();
      assertTrue(notes.journal(NAME).isPresent());
      journal.undoing(entry);
      journal.undone(entry, Optional.empty(), List.of());
    }
    journal.tidy();
    assertTrue(notes.none());
  }
}
