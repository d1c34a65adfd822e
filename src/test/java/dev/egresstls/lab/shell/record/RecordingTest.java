package dev.egresstls.lab.shell.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingTest {
  private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

  @TempDir Path state;

  @Test
  void rows_are_there_at_once_without_colours_and_secrets_for_this_user_alone() throws IOException {
    Path folder = state.resolve("not/there/yet");
    try (Recording recording = Recording.begin(folder, NOON, "practice")) {
      Path file = recording.file().orElseThrow();
      assertEquals("20260504T120000Z-practice.txt", file.getFileName().toString());
      recording.typed("\u001b[90mpractice\u001b[0m 0/8 › ", "!kubectl --token=abc get po");
      recording.shown(List.of("a\u001b[2Jb\u202e", "-----BEGIN PRIVATE KEY-----", "MIIE"));
      assertEquals(
          List.of("practice 0/8 › !kubectl --token=*** get po", "ab", "***", "***"),
          Files.readAllLines(file));
      assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }
  }

  @Test
  void two_of_one_second_have_names_of_their_own_and_the_last_twenty_are_kept() throws IOException {
    Files.writeString(state.resolve("mine.txt"), "is left alone");
    for (int i = 0; i < 25; i++) {
      Recording.begin(state, NOON.plusSeconds(i), "live").close();
    }
    Recording.begin(state, NOON.plusSeconds(24), "live").close();
    try (Stream<Path> files = Files.list(state)) {
      List<String> names = files.map(one -> one.getFileName().toString()).sorted().toList();
      assertEquals(21, names.size(), names::toString);
      assertTrue(names.contains("20260504T120024Z-live-2.txt"), names::toString);
      assertTrue(names.contains("20260504T120024Z-live.txt"), names::toString);
      assertFalse(names.contains("20260504T120005Z-live.txt"), names::toString);
      assertTrue(names.contains("mine.txt"));
    }
  }

  @Test
  void what_cannot_be_written_is_told_and_disturbs_nobody() throws IOException {
    Path file = Files.writeString(state.resolve("file"), "in the way");
    Recording none = Recording.begin(file.resolve("sessions"), NOON, "live");
    none.shown(List.of("x"));
    assertEquals(Optional.empty(), none.file());
    assertTrue(none.failure().isPresent());
    none.close();
    Path full = Path.of("/dev/full");
    if (Files.exists(full)) {
      Recording recording = Recording.begin(state.resolve("full"), NOON, "live");
      recording.close();
      Recording onFull = Recording.into(full);
      onFull.shown(List.of("x"));
      onFull.shown(List.of("y"));
      assertTrue(onFull.failure().orElse("").contains("No space left"));
      assertEquals(Optional.empty(), onFull.file());
    }
  }
}
