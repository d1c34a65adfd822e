package dev.egresstls.lab.cli.undo;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.cli.AppContext;
import dev.egresstls.lab.cli.Selection;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.shell.console.Interrupts;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code undo}: undoes what the lab has changed in this cluster. */
@Command(
    name = "undo",
    mixinStandardHelpOptions = true,
    description = {"${bundle:cli.undo.summary}", "${bundle:cli.undo.more}"})
public final class UndoCommand implements Callable<Integer> {
  private final AppContext app;

  @Mixin private Selection selection = new Selection();

  @Option(names = "--all", description = "${bundle:cli.undo.all}")
  private boolean all;

  @Option(names = "--plan", description = "${bundle:cli.undo.plan}")
  private boolean plan;

  @Option(
      names = {"-y", "--yes"},
      description = "${bundle:cli.undo.yes}")
  private boolean yes;

  @Parameters(arity = "0..1", paramLabel = "STEP", description = "${bundle:cli.undo.step}")
  private String step;

  public UndoCommand(AppContext app) {
    this.app = app;
  }

  @Override
  public Integer call() throws Exception {
    if (all && step != null) {
      throw Problem.of(Problem.Kind.USAGE, say("cli.undo.both"), "undo --all", "undo " + step)
          .failure();
    }
    Changes changes = new Changes(app, selection);
    if (!plan && !yes && !app.here().terminal()) {
      throw Problem.of(
              Problem.Kind.USAGE,
              say("cli.consent.undo"),
              "undo --yes",
              say("cli.consent.undo.try"))
          .failure();
    }
    return Interrupts.allow(() -> changes.undo(all, Optional.ofNullable(step), plan, yes));
  }
}
