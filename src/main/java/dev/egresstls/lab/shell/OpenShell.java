package dev.egresstls.lab.shell;

import dev.egresstls.lab.app.AppContext;
import dev.egresstls.lab.app.ProcessContext;
import dev.egresstls.lab.app.launch.ChosenLaunch;
import dev.egresstls.lab.app.launch.LaunchOptions;
import dev.egresstls.lab.catalog.Catalog;
import dev.egresstls.lab.console.Console;
import dev.egresstls.lab.console.Consoles;
import dev.egresstls.lab.render.text.ColourChoice;
import dev.egresstls.lab.render.text.Theme;
import dev.egresstls.lab.shell.record.Pace;
import dev.egresstls.lab.world.background.Threads;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Opens the prompt. The terminal and the lab are made ready at the same time. */
public final class OpenShell {
  private OpenShell() {}

  /** Runs a session until its end, and gives the exit code. */
  public static int run(AppContext app, LaunchOptions choice, ColourChoice colour) {
    CompletableFuture<Console> console =
        Threads.compute("terminal", () -> console(app.here(), colour));
    boolean asked = app.here().terminal() && !app.catalog().named();
    Optional<ChosenLaunch> known = Optional.empty();
    try {
      if (!asked || app.catalog().ids().size() < 2) {
        known = Optional.of(launch(app, choice, app.catalog()));
        Shell.rehearse(known.get(), app.here().theme(colour));
      }
    } catch (RuntimeException e) {
      console.thenAccept(Console::close);
      throw e;
    }
    try (Console ready = console.join()) {
      LabQuestions questions = new LabQuestions(app, ready);
      Catalog labs = questions.chosen();
      ChosenLaunch launch = known.orElseGet(() -> launch(app, choice, labs));
      questions.trusted(labs, launch);
      Pace pace = new Pace(app.here().brisk());
      return new Shell(ready, launch, app.failures()::problem, app.here().state(), pace)
          .run(questions.command());
    }
  }

  /** Where nobody sees the banner, a simulation must not pass for a cluster. */
  private static ChosenLaunch launch(AppContext app, LaunchOptions choice, Catalog labs) {
    return app.here().terminal()
        ? new ChosenLaunch(choice, app.worlds(), labs)
        : ChosenLaunch.unattended(choice, app.worlds(), labs);
  }

  private static Console console(ProcessContext here, ColourChoice colour) {
    Theme theme = here.theme(colour);
    boolean simple = theme.spoken() || !here.terminal() || here.dumb();
    return simple
        ? Consoles.plain(here.in(), here.out(), here.charset(), theme, here.terminal())
        : Consoles.terminal(theme, here.charset(), here.state().resolve("history"));
  }
}
