package dev.egresstls.lab.cli.why;

import dev.egresstls.lab.cli.AppContext;
import dev.egresstls.lab.cli.Selection;
import dev.egresstls.lab.cli.report.Output;
import dev.egresstls.lab.shell.console.Interrupts;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code why}: names the cause of what fails. */
@Command(
    name = "why",
    mixinStandardHelpOptions = true,
    description = {"${bundle:cli.why.summary}", "${bundle:cli.why.more}"})
public final class WhyCommand implements Callable<Integer> {
  private final AppContext app;

  @Mixin private Selection selection = new Selection();

  @Option(
      names = {"-v", "--verbose"},
      description = "${bundle:cli.why.verbose}")
  private boolean verbose;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = "${bundle:cli.option.output}")
  private Output output = Output.TABLE;

  @Parameters(
      arity = "0..1",
      paramLabel = "STEP",
      description = "${bundle:cli.option.failing-step}")
  private String step;

  public WhyCommand(AppContext app) {
    this.app = app;
  }

  @Override
  public Integer call() throws Exception {
    Mending mending = new Mending(app, selection, output, Optional.ofNullable(step));
    return Interrupts.allow(() -> mending.why(verbose));
  }
}
