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

  static int run(AppContext workshop, LaunchOptions choice, ColourChoice colour) {
    CompletableFuture<Console> desk =
        CompletableFuture.supplyAsync(() -> desk(workshop.here(), colour));
    ChosenLaunch opening;
    try {
      opening = opening(workshop, choice);
      Shell.rehearse(opening);
    } catch (RuntimeException e) {
      desk.thenAccept(Console::close);
      throw e;
    }
    try (Console ready = desk.join()) {
      tellOfCrashes(ready, workshop);
      return new Shell(ready, opening, workshop.failures()::problem, workshop.here().state()).run();
    }
  }

  /** Where nobody sees the banner, a simulation must not pass for a cluster. */
  private static ChosenLaunch opening(AppContext workshop, LaunchOptions choice) {
    return workshop.here().terminal()
        ? new ChosenLaunch(choice, workshop.worlds(), workshop.catalog())
        : ChosenLaunch.unattended(choice, workshop.worlds(), workshop.catalog());
  }

  /** A thread that dies must not write over the screen, and a stack trace helps no learner. */
  private static void tellOfCrashes(Console desk, AppContext workshop) {
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, thrown) -> {
          Problem problem = workshop.failures().problem(thrown);
          try {
            desk.print(ProblemLines.of(problem, 2));
          } catch (RuntimeException closed) {
            FailureReport.print(problem, workshop.here());
          }
        });
  }

  private static Console desk(ProcessContext here, ColourChoice colour) {
    Theme theme = here.theme(colour);
    boolean simple = theme.spoken() || !here.terminal() || "dumb".equals(here.env().get("TERM"));
    return simple
        ? Consoles.plain(here.in(), here.out(), here.charset(), theme, here.terminal())
        : Consoles.terminal(theme, here.charset(), here.state().resolve("history"));
  }
}
