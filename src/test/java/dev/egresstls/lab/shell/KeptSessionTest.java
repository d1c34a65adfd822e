package dev.egresstls.lab.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.app.launch.ChosenLaunch;
import dev.egresstls.lab.app.launch.PracticeOnly;
import dev.egresstls.lab.catalog.Catalog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hints and guesses are counted over all sessions of a track. */
class KeptSessionTest {
  @TempDir Path state;

  private SessionScript open() {
    return SessionScript.open(
        new ChosenLaunch(PracticeOnly.CHOICE, new PracticeOnly(), Catalog.builtIn()), 100, state);
  }

  @Test
  void hints_are_counted_across_sessions_and_begin_with_the_first_again() throws Exception {
    Path file = state.resolve("progress/backend-tls-egress-as-written.json");
    try (SessionScript session = open()) {
      session.type("hint 7").type("hint 7").type("hint 1").type("log").shows("3 hints were shown.");
      session.hides("earlier");
      session.type("goto 5").shows("4/8");
      session.press("next\r").awaits("predict 1 to");
      session.press("2\r").awaits("5/8").awaitsEmptyPrompt();
    }
    String kept = Files.readString(file);
    assertTrue(kept.contains("\"policy\" : 2") && kept.contains("\"service\" : \"it "), kept);
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    try (SessionScript session = open()) {
      session.type("hint 7").shows("hint 1 of 3").type("log");
      session.shows("1 hint was shown.", "3 hints were shown in earlier sessions.");
      session.type("status").shows("1 hint was shown.", "3 hints were shown in earlier");
    }
    Files.writeString(file, "{\"hints\": {\"policy\": ");
    try (SessionScript session = open()) {
      session.type("log").hides("earlier").type("hint 6").shows("hint 1 of 3");
    }
    assertTrue(Files.readString(file).contains("\"slice\" : 1"));
  }

  @Test
  void a_session_that_cannot_be_kept_says_so_once_at_its_beginning_and_goes_on() throws Exception {
    state = Files.writeString(state.resolve("file"), "").resolve("below");
    try (SessionScript session = open()) {
      String opening = String.join(" ", session.all()).replaceAll("\\s+", " ");
      assertTrue(opening.contains("cannot be written: the history, the recording and"), opening);
      assertTrue(opening.contains("set XDG_STATE_HOME to a writable folder"), opening);
      session.type("run 1").shows("✓ 1").hides("cannot be written");
    }
  }
}
