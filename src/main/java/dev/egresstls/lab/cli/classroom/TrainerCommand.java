package dev.egresstls.lab.cli.classroom;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.app.AppContext;
import dev.egresstls.lab.app.launch.ChosenLaunch;
import dev.egresstls.lab.app.launch.LaunchedRun;
import dev.egresstls.lab.cli.option.ProcessUser;
import dev.egresstls.lab.cli.option.Selection;
import dev.egresstls.lab.console.Interrupts;
import dev.egresstls.lab.lab.Problem;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A command on the trainer's cluster. */
abstract class TrainerCommand implements Callable<Integer> {
  final AppContext app;
  @Mixin Selection selection = new Selection();

  @Option(
      names = "--class",
      paramLabel = "NAME",
      defaultValue = "class",
      description = "${bundle:cli.class.option.class}")
  String course;

  TrainerCommand(AppContext app) {
    this.app = app;
  }

  /** Does it; gives the exit code. */
  abstract int on(LaunchedRun opened) throws InterruptedException;

  @Override
  public Integer call() throws Exception {
    ChosenLaunch launch = ChosenLaunch.unattended(selection.choice(), app.worlds(), app.catalog());
    return Interrupts.allow(
        () -> {
          try (LaunchedRun opened = launch.open(banner -> {}, app.here()::warned)) {
            if (opened.world().confined()) {
              throw Problem.of(
                      Problem.Kind.DENIED,
                      say("cli.class.learners", opened.banner().context()),
                      say("cli.class.learners.try"))
                  .failure();
            }
            return on(opened);
          }
        });
  }

  ProcessUser user() {
    return new ProcessUser(app.here(), selection, ProcessUser.Pages.of(false, false));
  }
}
