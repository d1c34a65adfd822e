package dev.egresstls.lab.cli.run;

import dev.egresstls.lab.app.AppContext;
import dev.egresstls.lab.console.Interrupts;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code check}: looks at every step and changes nothing. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = {"${bundle:cli.check.summary}", "${bundle:cli.check.more}"})
public final class CheckCommand implements Callable<Integer> {
  private final AppContext app;

  @Mixin private StepOptions options = new StepOptions();

  @Parameters(arity = "0..1", paramLabel = "STEP", description = "${bundle:cli.check.only}")
  private String only;

  /** The command for a process. */
  public CheckCommand(AppContext app) {
    this.app = app;
  }

  @Override
  public Integer call() throws Exception {
    Unattended run = new Unattended(app, options);
    return Interrupts.allow(() -> run.look(Optional.ofNullable(only)));
  }
}
