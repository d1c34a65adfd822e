package dev.egresstls.lab.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.app.launch.ChosenLaunch;
import dev.egresstls.lab.app.launch.PracticeOnly;
import dev.egresstls.lab.catalog.Catalog;
import dev.egresstls.lab.world.Ref;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept of a session: its log and its recording. */
class LogSessionTest {
  private static final Ref SLICE =
      new Ref("discovery.k8s.io/v1", "EndpointSlice", Optional.of("default"), "google-headless");

  @TempDir Path state;

  private final PracticeOnly worlds = new PracticeOnly();

  private SessionScript open() {
    return SessionScript.open(
        new ChosenLaunch(PracticeOnly.CHOICE, worlds, Catalog.builtIn()), 200, state);
  }

  private Path recording() throws IOException {
    try (Stream<Path> files = Files.list(state.resolve("sessions"))) {
      return files.findFirst().orElseThrow();
    }
  }

  @Test
  void log_says_what_was_typed_what_came_of_it_and_where_it_is_written_down() throws Exception {
    try (SessionScript session = open()) {
      session.type("run 2").type("run 4").type("skip").type("hint 7").type("run 6").type("goto 7");
      session.press("");
      worlds.delete(SLICE);
      session.awaits("6 broke");
      session.type("next").shows("✓ 6");
      session
          .type("log")
          .shows("› run 2", "✓ 1 Create a cluster: holds", "– 5 Create a headless Service: skipped")
          .shows("› hint 7", "1 hint was shown.")
          .shows("✗ 6 Generate its EndpointSlice: no longer holds")
          .shows("✓ 6 Generate its EndpointSlice: holds")
          .shows("recording   " + recording());
      session.news().stream()
          .filter(row -> row.contains("›") || row.contains("✓"))
          .filter(row -> !row.contains("/8 ›"))
          .forEach(row -> assertTrue(row.matches("  \\d\\d:\\d\\d:\\d\\d  .*"), row));
    }
  }

  @Test
  void everything_that_was_shown_is_in_the_recording_and_no_secret_is() throws Exception {
    try (SessionScript session = open()) {
      session.type("run 2").type("trace --token=hunter2").type("status");
      List<String> shown = session.all();
      List<String> kept = Files.readAllLines(recording());
      for (String row : kept.subList(0, kept.size())) {
        String seen = row.replace("--token=***", "--token=hunter2");
        assertTrue(shown.contains(seen) || seen.contains("hunter2"), row);
      }
      assertTrue(kept.stream().anyMatch(row -> row.endsWith("0/8 › run 2")), kept::toString);
      assertTrue(kept.stream().anyMatch(row -> row.startsWith("  ✓ 1 Create a cluster")));
      assertFalse(String.join("\n", kept).contains("hunter2"));
    }
  }

  @Test
  void a_session_that_cannot_be_written_down_says_so_when_it_is_asked() throws Exception {
    Files.writeString(state.resolve("sessions"), "in the way");
    try (SessionScript session = open()) {
      session.type("run 2").shows("2/8").hides("Could not record");
      session.type("log").shows("Could not record this session: ");
    }
    assertEquals("in the way", Files.readString(state.resolve("sessions")));
  }
}
