package dev.egresstls.lab.shell;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.app.launch.ChosenLaunch;
import dev.egresstls.lab.app.launch.PracticeOnly;
import dev.egresstls.lab.catalog.Catalog;
import dev.egresstls.lab.render.text.Columns;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a lab teaches around its steps, at a terminal in memory. */
class CurriculumSessionTest {
  @TempDir Path state;

  private SessionScript open(int columns) {
    return SessionScript.open(
        new ChosenLaunch(PracticeOnly.CHOICE, new PracticeOnly(), Catalog.builtIn()),
        columns,
        state);
  }

  @Test
  void minutes_are_in_the_bar_and_trainer_notes_are_shown_only_to_trainers() {
    try (SessionScript session = open(100)) {
      session.type("show 6").shows("6  Generate its EndpointSlice · about 7 min", "predict 1 to");
      session.type("").type("show 2").hides("for the trainer");
      session.type("show 2 --trainer").shows("for the trainer", "The point of this step");
      session.resize(100, 24);
      session.awaitsInBar("request · ~3 min").press("run 1\r");
      session.awaitsInBar("request · ~4 min");
    }
    try (SessionScript session = open(40)) {
      session.resize(40, 24);
      session.awaitsInBar("8").strike("\r");
      assertTrue(Columns.of(session.bar()) <= 40, session.bar());
    }
  }

  @Test
  void whoever_has_done_all_steps_is_told_what_to_do_in_production() {
    try (SessionScript session = open(100)) {
      session.type("run").shows("For production", "Always list subjectAltNames", "`show prod");
      session.press("show production\r").awaits("by hand, teaches how a");
    }
  }
}
