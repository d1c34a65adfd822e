package dev.egresstls.lab.cli.run;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.app.AppContext;
import dev.egresstls.lab.console.Interrupts;
import dev.egresstls.lab.lab.Problem;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code run}: all steps, one after the other, without a prompt. */
@Command(name = "run", mixinStandardHelpOptions = true, description = "${bundle:cli.run.summary}")
public final class RunCommand implements Callable<Integer> {
  private final AppContext app;

  @Mixin private StepOptions options = new StepOptions();

  @Spec private CommandSpec spec;

  @Option(
      names = {"-y", "--yes"},
      description = "${bundle:cli.run.yes}")
  private boolean yes;

  @Option(names = "--keep-going", description = "${bundle:cli.run.keep-going}")
  private boolean keepGoing;

  /** The command for a process. */
  public RunCommand(AppContext app) {
    this.app = app;
  }

  @Override
  public Integer call() throws Exception {
    Unattended run = new Unattended(app, options);
    if (!yes && !app.here().terminal()) {
      throw Problem.of(
              Problem.Kind.USAGE,
              say("cli.consent.run"),
              Agreed.line(spec, app),
              say("cli.consent.run.try"))
          .failure();
    }
    return Interrupts.allow(() -> run.walk(yes, keepGoing));
  }
}
