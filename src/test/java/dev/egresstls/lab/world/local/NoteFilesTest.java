package dev.egresstls.lab.world.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NoteFilesTest {
  @TempDir Path folder;

  @Test
  void a_note_is_there_until_it_is_removed() {
    NoteFiles notes = new NoteFiles(folder.resolve("deep/changes"));
    assertEquals(Optional.empty(), notes.read("one"));
    notes.write("one", "first");
    notes.write("one", "second");
    assertEquals(Optional.of("second"), new NoteFiles(folder.resolve("deep/changes")).read("one"));
    notes.remove("one");
    notes.remove("one");
    assertEquals(Optional.empty(), notes.read("one"));
  }

  @Test
  void a_name_is_held_by_one_at_a_time() throws Exception {
    NoteFiles notes = new NoteFiles(folder);
    AutoCloseable held = notes.hold("one", "test").orElseThrow();
    assertEquals(Optional.empty(), new NoteFiles(folder).hold("one", "test"));
    notes.hold("other", "test").orElseThrow().close();
    held.close();
    notes.hold("one", "test").orElseThrow().close();
  }

  @Test
  void where_nothing_can_be_written_one_is_told_what_to_do() throws Exception {
    NoteFiles notes = new NoteFiles(Files.writeString(folder.resolve("file"), "x"));
    Problem write = assertThrows(LabFailure.class, () -> notes.write("one", "x")).problem();
    assertEquals(Problem.Kind.PRECONDITION, write.kind());
    assertTrue(write.tries().get(0).contains("XDG_STATE_HOME"));
    assertThrows(LabFailure.class, () -> notes.hold("one", "test"));
    assertThrows(IllegalArgumentException.class, () -> notes.write("../one", "x"));
  }

  /** Ctrl-C comes in the midst of a change: what was done must be written down all the same. */
  @Test
  void an_interrupted_thread_writes_and_stays_interrupted() throws Exception {
    NoteFiles notes = new NoteFiles(folder);
    Thread.currentThread().interrupt();
    AutoCloseable held = notes.hold("one", "test").orElseThrow();
    notes.append("one", 0, "line\n");
    notes.write("one", "note");
    assertTrue(Thread.interrupted(), "the interrupt is kept");
    assertEquals("line\n", new String(notes.journal("one").orElseThrow(), UTF_8));
    assertEquals(Optional.of("note"), notes.read("one"));
    assertEquals(Optional.empty(), new NoteFiles(folder).hold("one", "test"));
    held.close();
  }
}
