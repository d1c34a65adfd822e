package dev.egresstls.lab.cli.run;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.app.AppContext;
import dev.egresstls.lab.app.StepNumber;
import dev.egresstls.lab.app.change.ChangeUndo;
import dev.egresstls.lab.app.change.UndoChoice;
import dev.egresstls.lab.app.launch.LaunchedRun;
import dev.egresstls.lab.app.query.ChangeDocuments;
import dev.egresstls.lab.lab.Problem;
import java.util.OptionalInt;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code undo}: undoes what the lab has changed in this cluster. */
@Command(
    name = "undo",
    mixinStandardHelpOptions = true,
    description = {"${bundle:cli.undo.summary}", "${bundle:cli.undo.more}"})
public final class UndoCommand extends ChangeCommand {
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

  /** The command for a process. */
  public UndoCommand(AppContext app) {
    super(app);
  }

  @Override
  void refuse() {
    if (all && step != null) {
      throw Problem.of(Problem.Kind.USAGE, say("cli.undo.both"), "undo --all", "undo " + step)
          .failure();
    }
    if (!plan && !yes && !app.here().terminal()) {
      throw Problem.of(
              Problem.Kind.USAGE, say("cli.consent.undo"), agreed(), say("cli.consent.undo.try"))
          .failure();
    }
  }

  @Override
  int change(LaunchedRun opened) throws InterruptedException {
    OptionalInt number =
        step == null
            ? OptionalInt.empty()
            : OptionalInt.of(StepNumber.of(opened.run().lab(), step));
    opened.run().world().unassigned().ifPresent(app.here().err()::println);
    UndoChoice choice = new UndoChoice(all, number, opened.run().lab().key());
    return plan ? planned(opened, choice) : undone(opened, choice);
  }

  private int planned(LaunchedRun opened, UndoChoice choice) {
    ChangeUndo.Plan found = ChangeUndo.plan(opened, choice);
    if (!json()) {
      user().print(found.lines());
    }
    document(() -> ChangeDocuments.plan(found));
    return found.exitCode();
  }

  private int undone(LaunchedRun opened, UndoChoice choice) throws InterruptedException {
    ChangeUndo.Result result = ChangeUndo.undo(opened, choice, user(), yes);
    document(() -> ChangeDocuments.undo(result));
    return result.exitCode();
  }
}
