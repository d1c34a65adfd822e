package dev.egresstls.lab.cli;

import dev.egresstls.lab.cli.report.Output;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.shell.desk.Interrupts;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code run}: all steps, one after the other, without a prompt. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = "Does all steps, checks each, and stops at the first that does not hold.")
final class RunCommand implements Callable<Integer> {
  private final Workshop workshop;

  @Mixin private Selection selection = new Selection();

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask before the first step.")
  private boolean yes;

  @Option(names = "--to", paramLabel = "STEP", description = "The last step: a number or a name.")
  private String to;

  @Option(names = "--keep-going", description = "Go on after a step that does not hold.")
  private boolean keepGoing;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = "table or json.")
  private Output output = Output.TABLE;

  RunCommand(Workshop workshop) {
    this.workshop = workshop;
  }

  @Override
  public Integer call() throws Exception {
    Unattended run = new Unattended(workshop, selection, output, Optional.ofNullable(to));
    if (!yes && !agreed()) {
      return Problem.Kind.UNSAFE.exitCode();
    }
    return Interrupts.allow(() -> run.walk(keepGoing));
  }

  private boolean agreed() throws IOException {
    Surroundings here = workshop.here();
    if (!here.terminal()) {
      throw Problem.of(
              Problem.Kind.USAGE,
              "run changes a cluster, and nobody is here to agree to that",
              "run --yes",
              "run --yes --practice, which touches no cluster")
          .failure();
    }
    here.err().print("Run all steps? They change the cluster. Type yes: ");
    here.err().flush();
    StringBuilder typed = new StringBuilder();
    int c = here.in().read();
    while (c >= 0 && c != '\n') {
      typed.append((char) c);
      c = here.in().read();
    }
    return typed.toString().strip().equalsIgnoreCase("yes");
  }
}
