package dev.egresstls.lab.cli;

import dev.egresstls.lab.cli.open.ChosenLaunch;
import dev.egresstls.lab.cli.open.LaunchOptions;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.render.ProblemLines;
import dev.egresstls.lab.render.text.ColourChoice;
import dev.egresstls.lab.render.text.Theme;
import dev.egresstls.lab.shell.Shell;
import dev.egresstls.lab.shell.console.Console;
import dev.egresstls.lab.shell.console.Consoles;
import java.util.concurrent.CompletableFuture;

/** Opens the prompt. The terminal and the lab are made ready at the same time. */
final class OpenShell {
  private OpenShell() {}

  static int run(AppContext app, LaunchOptions choice, ColourChoice colour) {
    CompletableFuture<Console> console =
        CompletableFuture.supplyAsync(() -> console(app.here(), colour));
    ChosenLaunch launch;
    try {
      launch = launch(app, choice);
      Shell.rehearse(launch);
    } catch (RuntimeException e) {
      console.thenAccept(Console::close);
      throw e;
    }
    try (Console ready = console.join()) {
      tellOfCrashes(ready, app);
      return new Shell(ready, launch, app.failures()::problem, app.here().state()).run();
    }
  }

  /** Where nobody sees the banner, a simulation must not pass for a cluster. */
  private static ChosenLaunch launch(AppContext app, LaunchOptions choice) {
    return app.here().terminal()
        ? new ChosenLaunch(choice, app.worlds(), app.catalog())
        : ChosenLaunch.unattended(choice, app.worlds(), app.catalog());
  }

  /** A thread that dies must not write over the screen, and a stack trace helps no learner. */
  private static void tellOfCrashes(Console console, AppContext app) {
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, thrown) -> {
          Problem problem = app.failures().problem(thrown);
          try {
            console.print(ProblemLines.of(problem, 2));
          } catch (RuntimeException closed) {
            FailureReport.print(problem, app.here());
          }
        });
  }

  private static Console console(ProcessContext here, ColourChoice colour) {
    Theme theme = here.theme(colour);
    boolean simple = theme.spoken() || !here.terminal() || "dumb".equals(here.env().get("TERM"));
    return simple
        ? Consoles.plain(here.in(), here.out(), here.charset(), theme, here.terminal())
        : Consoles.terminal(theme, here.charset(), here.state().resolve("history"));
  }
}
