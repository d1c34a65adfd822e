package dev.egresstls.lab.cli.classroom;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.app.AppContext;
import dev.egresstls.lab.app.classroom.ClassCleaning;
import dev.egresstls.lab.app.launch.LaunchedRun;
import dev.egresstls.lab.lab.Problem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code class clean}: deletes all that was made for a class. */
@Command(
    name = "clean",
    mixinStandardHelpOptions = true,
    description = {"${bundle:cli.class.clean.summary}", "${bundle:cli.class.clean.more}"})
public final class CleanCommand extends TrainerCommand {
  @Option(names = "--plan", description = "${bundle:cli.class.clean.plan}")
  private boolean plan;

  @Option(
      names = {"-y", "--yes"},
      description = "${bundle:cli.class.clean.yes}")
  private boolean yes;

  /** The command for a process. */
  public CleanCommand(AppContext app) {
    super(app);
  }

  @Override
  public Integer call() throws Exception {
    if (!plan && !yes && !app.here().terminal()) {
      throw Problem.of(
              Problem.Kind.USAGE,
              say("cli.class.clean.unasked"),
              "egresstls-lab class clean --plan",
              "egresstls-lab class clean --yes")
          .failure();
    }
    return super.call();
  }

  @Override
  int on(LaunchedRun opened) throws InterruptedException {
    ClassCleaning cleaning = new ClassCleaning(opened, course);
    if (plan) {
      user().print(cleaning.planned());
      return 0;
    }
    return cleaning.clean(opened, user(), yes);
  }
}
