package dev.egresstls.lab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.app.AppContext;
import dev.egresstls.lab.app.FailureReport;
import dev.egresstls.lab.app.ProcessContext;
import dev.egresstls.lab.app.launch.PracticeOnly;
import dev.egresstls.lab.catalog.Catalog;
import dev.egresstls.lab.shell.OpenShell;
import dev.egresstls.lab.world.background.Threads;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bug on a background thread, where lines are only added. */
class BackgroundBugTest {
  @TempDir Path home;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final PracticeOnly worlds = new PracticeOnly();

  private int lab(String input, String... args) {
    worlds.onPractice(BackgroundBugTest::bug);
    ProcessContext here =
        new ProcessContext(
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Map.of("XDG_STATE_HOME", home.toString()),
            home,
            false,
            StandardCharsets.UTF_8);
    AppContext app =
        new AppContext(here, worlds, Catalog.builtIn(), new FailureReport(here.state()));
    return new CliProgram(app, OpenShell::run).run(List.of(args));
  }

  private static void bug() {
    Thread thread =
        Threads.start(
            "broken",
            () -> {
              throw new IllegalArgumentException("nobody thought of this");
            });
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void isToldAndLogged(String shown) throws Exception {
    assertTrue(shown.contains("unexpected error in the lab"), shown);
    assertTrue(shown.contains("nobody thought of this"), shown);
    assertTrue(shown.contains("the same command again"), shown);
    String log = Files.readString(home.resolve("egresstls-lab").resolve("errors.log"));
    assertTrue(log.contains("BackgroundBugTest"), log);
    assertFalse(shown.contains("BackgroundBugTest"), shown);
  }

  @Test
  void a_command_tells_it_on_stderr_and_goes_on() throws Exception {
    assertEquals(0, lab("", "run", "--yes", "--practice", "--to", "cluster"), err::toString);
    isToldAndLogged(err.toString(StandardCharsets.UTF_8));
    assertTrue(out.toString(StandardCharsets.UTF_8).contains("ok   1 cluster"), out::toString);
  }

  @Test
  void lines_from_a_pipe_get_it_between_their_answers() throws Exception {
    assertEquals(0, lab("status\n", "--practice"), err::toString);
    String shown = out.toString(StandardCharsets.UTF_8);
    isToldAndLogged(shown);
    assertTrue(shown.contains("1 cluster      to do"), shown);
    assertEquals("", err.toString(StandardCharsets.UTF_8));
  }
}
