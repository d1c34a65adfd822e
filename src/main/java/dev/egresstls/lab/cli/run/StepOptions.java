package dev.egresstls.lab.cli.run;

import dev.egresstls.lab.cli.option.Selection;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of commands that go through the steps. */
final class StepOptions {
  @Mixin private Selection selection = new Selection();

  @Option(names = "--to", paramLabel = "STEP", description = "${bundle:cli.run.to}")
  private String to;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = "${bundle:cli.run.output}")
  private RunOutput output = RunOutput.TABLE;

  @Option(
      names = {"-q", "--quiet"},
      description = "${bundle:cli.option.quiet}")
  private boolean quiet;

  Selection selection() {
    return selection;
  }

  Optional<String> to() {
    return Optional.ofNullable(to);
  }

  RunOutput output() {
    return output;
  }

  boolean quiet() {
    return quiet;
  }
}
