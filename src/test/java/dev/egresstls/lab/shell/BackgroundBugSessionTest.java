package dev.egresstls.lab.shell;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.app.launch.ChosenLaunch;
import dev.egresstls.lab.app.launch.PracticeOnly;
import dev.egresstls.lab.catalog.Catalog;
import dev.egresstls.lab.world.background.Threads;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackgroundBugSessionTest {
  @TempDir Path state;

  @Test
  void a_bug_in_the_background_is_shown_above_the_prompt_and_logged() throws Exception {
    try (SessionScript session =
        SessionScript.open(
            new ChosenLaunch(PracticeOnly.CHOICE, new PracticeOnly(), Catalog.builtIn()),
            100,
            state)) {
      session.press("stat");
      Threads.start(
              "broken",
              () -> {
                throw new IllegalArgumentException("nobody thought of this");
              })
          .join();
      session
          .awaits("nobody thought of this")
          .shows("unexpected error in the lab", "the same command again");
      session.press("us\r").awaits("1 Create a cluster");
      String log = Files.readString(state.resolve("errors.log"));
      assertTrue(log.contains("BackgroundBugSessionTest"), log);
    }
  }
}
