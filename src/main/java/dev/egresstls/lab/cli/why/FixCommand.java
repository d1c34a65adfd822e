package dev.egresstls.lab.cli.why;

import dev.egresstls.lab.cli.Selection;
import dev.egresstls.lab.cli.Workshop;
import dev.egresstls.lab.cli.report.Output;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.shell.desk.Interrupts;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fix}: gets rid of the cause that {@code why} names. */
@Command(
    name = "fix",
    mixinStandardHelpOptions = true,
    description = {
      "Gets rid of the cause that why names, and looks at the step again.",
      "Exits with 0 if the step then holds, and with 1 if it is still red."
    })
public final class FixCommand implements Callable<Integer> {
  private final Workshop workshop;

  @Mixin private Selection selection = new Selection();

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask before the change.")
  private boolean yes;

  @Parameters(
      arity = "0..1",
      paramLabel = "STEP",
      description = "This step; else the first that is red.")
  private String step;

  public FixCommand(Workshop workshop) {
    this.workshop = workshop;
  }

  @Override
  public Integer call() throws Exception {
    Mending mending = new Mending(workshop, selection, Output.TABLE, Optional.ofNullable(step));
    if (!yes && !workshop.here().terminal()) {
      throw Problem.of(
              Problem.Kind.USAGE,
              "fix changes a cluster, and nobody is here to agree to that",
              "fix --yes",
              "why, which changes nothing")
          .failure();
    }
    return Interrupts.allow(() -> mending.fix(yes));
  }
}
