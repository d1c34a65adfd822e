package dev.egresstls.lab.cli.why;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.cli.AppContext;
import dev.egresstls.lab.cli.Selection;
import dev.egresstls.lab.cli.report.Output;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.shell.MeshConsent;
import dev.egresstls.lab.shell.console.Interrupts;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fix}: fixes the cause that {@code why} names. */
@Command(
    name = "fix",
    mixinStandardHelpOptions = true,
    description = {"${bundle:cli.fix.summary}", "${bundle:cli.fix.more}"})
public final class FixCommand implements Callable<Integer> {
  private final AppContext app;

  @Mixin private Selection selection = new Selection();

  @Option(
      names = {"-y", "--yes"},
      description = "${bundle:cli.fix.yes}")
  private boolean yes;

  @Option(names = MeshConsent.OPTION, description = "${bundle:cli.option.allow-mesh-wide}")
  private boolean allowMeshWide;

  @Parameters(
      arity = "0..1",
      paramLabel = "STEP",
      description = "${bundle:cli.option.failing-step}")
  private String step;

  public FixCommand(AppContext app) {
    this.app = app;
  }

  @Override
  public Integer call() throws Exception {
    Mending mending = new Mending(app, selection, Output.TABLE, Optional.ofNullable(step));
    if (!yes && !app.here().terminal()) {
      throw Problem.of(
              Problem.Kind.USAGE, say("cli.consent.fix"), "fix --yes", say("cli.consent.fix.try"))
          .failure();
    }
    return Interrupts.allow(() -> mending.fix(yes, allowMeshWide));
  }
}
