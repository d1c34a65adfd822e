package dev.egresstls.lab.cli;

import dev.egresstls.lab.cli.report.Output;
import dev.egresstls.lab.shell.console.Interrupts;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code check}: looks at every step and changes nothing. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = {"${bundle:cli.check.summary}", "${bundle:cli.check.more}"})
final class CheckCommand implements Callable<Integer> {
  private final AppContext app;

  @Mixin private Selection selection = new Selection();

  @Option(names = "--to", paramLabel = "STEP", description = "${bundle:cli.check.to}")
  private String to;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = "${bundle:cli.option.output}")
  private Output output = Output.TABLE;

  @Parameters(arity = "0..1", paramLabel = "STEP", description = "${bundle:cli.check.only}")
  private String only;

  CheckCommand(AppContext app) {
    this.app = app;
  }

  @Override
  public Integer call() throws Exception {
    Unattended run = new Unattended(app, selection, output, Optional.ofNullable(to));
    return Interrupts.allow(() -> run.look(Optional.ofNullable(only)));
  }
}
