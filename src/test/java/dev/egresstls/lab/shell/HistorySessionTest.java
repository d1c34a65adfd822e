package dev.egresstls.lab.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.app.launch.ChosenLaunch;
import dev.egresstls.lab.app.launch.PracticeOnly;
import dev.egresstls.lab.catalog.Catalog;
import dev.egresstls.lab.render.text.Theme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was typed in one session is there in the next, but for what nobody should keep. */
class HistorySessionTest {
  @TempDir Path state;

  private SessionScript open(Theme theme) {
    return SessionScript.open(
        new ChosenLaunch(PracticeOnly.CHOICE, new PracticeOnly(), Catalog.builtIn()),
        100,
        state,
        theme);
  }

  @Test
  void lines_are_kept_across_sessions_without_secrets_and_answers() throws Exception {
    try (SessionScript session = open(Theme.PLAIN)) {
      session.type("status").type("!true --token=hunter2").type(" vars").type("show 2");
      session.type("!true bearer abc").type("goto 8");
      session.press("next\r").awaits("predict 1 to");
      session.press("2\r").awaits("8/8");
    }
    Path file = state.resolve("history");
    String kept = Files.readString(file);
    assertTrue(kept.contains(":status\n") && kept.contains(":show 2\n"), kept);
    assertFalse(kept.contains("hunter2") || kept.contains("bearer"), kept);
    assertFalse(kept.contains("vars") || kept.contains(":2\n"), kept);
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    try (SessionScript session = open(Theme.PLAIN)) {
      session.press("\u001bOA").awaits("› next");
      session.press("\u001bOA").awaits("› goto 8");
      session.press("\u001bOA").awaits("› show 2");
      session.press("\u001bOA").awaits("› status");
    }
  }

  @Test
  void an_earlier_line_is_suggested_and_the_right_arrow_takes_it() {
    try (SessionScript session = open(new Theme(true, true))) {
      session.type("hint policy").shows("hint 1 of 3");
      session.press("hin").awaits("› hint policy").press("\u001bOC\r").awaits("hint 2 of 3");
      session.awaitsEmptyPrompt();
      session.press("hin").awaits("› hint policy").press("\u001bOF\r").awaits("hint 3 of 3");
      session.awaitsEmptyPrompt();
      session.press("hin").awaits("› hint policy").press("t vars\r").awaits("no step \"vars\"");
      session.awaitsEmptyPrompt();
    }
  }

  @Test
  void nothing_is_suggested_where_it_could_not_be_told_from_what_was_typed() {
    try (SessionScript session = open(Theme.PLAIN)) {
      session.type("hint policy").shows("hint 1 of 3");
      session.press("hin").awaits("› hin").press("t \u001bOC5").awaits("› hint 5");
      session.hides("policy");
    }
  }
}
