package dev.egresstls.lab.cli;

import dev.egresstls.lab.cli.open.Choice;
import dev.egresstls.lab.cli.open.ChosenOpening;
import dev.egresstls.lab.render.text.ColourChoice;
import dev.egresstls.lab.render.text.Theme;
import dev.egresstls.lab.shell.Shell;
import dev.egresstls.lab.shell.desk.Desk;
import dev.egresstls.lab.shell.desk.Desks;
import dev.egresstls.lab.world.background.Threads;
import java.util.concurrent.CompletableFuture;

/** Opens the prompt. The terminal and the lab are made ready at the same time. */
final class OpenShell {
  private OpenShell() {}

  static int run(Workshop workshop, Choice choice, ColourChoice colour) {
    CompletableFuture<Desk> desk = Threads.compute("terminal", () -> desk(workshop.here(), colour));
    ChosenOpening opening;
    try {
      opening = opening(workshop, choice);
      Shell.rehearse(opening);
    } catch (RuntimeException e) {
      desk.thenAccept(Desk::close);
      throw e;
    }
    try (Desk ready = desk.join()) {
      return new Shell(ready, opening, workshop.failures()::problem, workshop.here().state()).run();
    }
  }

  /** Where nobody sees the banner, a simulation must not pass for a cluster. */
  private static ChosenOpening opening(Workshop workshop, Choice choice) {
    return workshop.here().terminal()
        ? new ChosenOpening(choice, workshop.worlds(), workshop.catalog())
        : ChosenOpening.unattended(choice, workshop.worlds(), workshop.catalog());
  }

  private static Desk desk(Surroundings here, ColourChoice colour) {
    Theme theme = here.theme(colour);
    boolean simple = theme.spoken() || !here.terminal() || "dumb".equals(here.env().get("TERM"));
    return simple
        ? Desks.plain(here.in(), here.out(), here.charset(), theme, here.terminal())
        : Desks.terminal(theme, here.charset(), here.state().resolve("history"));
  }
}
