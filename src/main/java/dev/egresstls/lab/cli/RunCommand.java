package dev.egresstls.lab.cli;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.cli.report.Output;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.shell.console.Interrupts;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code run}: all steps, one after the other, without a prompt. */
@Command(name = "run", mixinStandardHelpOptions = true, description = "${bundle:cli.run.summary}")
final class RunCommand implements Callable<Integer> {
  private final AppContext app;

  @Mixin private Selection selection = new Selection();

  @Option(
      names = {"-y", "--yes"},
      description = "${bundle:cli.run.yes}")
  private boolean yes;

  @Option(names = "--to", paramLabel = "STEP", description = "${bundle:cli.run.to}")
  private String to;

  @Option(names = "--keep-going", description = "${bundle:cli.run.keep-going}")
  private boolean keepGoing;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = "${bundle:cli.option.output}")
  private Output output = Output.TABLE;

  RunCommand(AppContext app) {
    this.app = app;
  }

  @Override
  public Integer call() throws Exception {
    Unattended run = new Unattended(app, selection, output, Optional.ofNullable(to));
    if (!yes && !agreed()) {
      return Problem.Kind.UNSAFE.exitCode();
    }
    return Interrupts.allow(() -> run.walk(keepGoing));
  }

  private boolean agreed() throws IOException {
    ProcessContext here = app.here();
    if (!here.terminal()) {
      throw Problem.of(
              Problem.Kind.USAGE, say("cli.consent.run"), "run --yes", say("cli.consent.run.try"))
          .failure();
    }
    here.err().print(say("cli.consent.run.ask"));
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
