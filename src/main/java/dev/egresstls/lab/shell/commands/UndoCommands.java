package dev.egresstls.lab.shell.commands;

import dev.egresstls.lab.app.StepNumber;
import dev.egresstls.lab.app.change.ChangeUndo;
import dev.egresstls.lab.app.change.UndoChoice;
import dev.egresstls.lab.app.grammar.CommandWords;
import dev.egresstls.lab.app.grammar.Flag;
import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.shell.ShellSession;
import dev.egresstls.lab.shell.commands.Command.After;
import java.util.OptionalInt;

/** The command {@code undo}. */
final class UndoCommands {
  private UndoCommands() {}

  static After undo(ShellSession session, CommandWords words) throws InterruptedException {
    LabRun run = session.run();
    OptionalInt step =
        words.first().isPresent()
            ? OptionalInt.of(StepNumber.of(run.lab(), words.first().get()))
            : OptionalInt.empty();
    UndoChoice choice = new UndoChoice(words.has(Flag.EVERYTHING), step, run.lab().key());
    if (words.has(Flag.PLAN)) {
      session.user().print(ChangeUndo.plan(session.open(), choice).lines());
      return After.STAY;
    }
    try {
      ChangeUndo.undo(session.open(), choice, session.user(), !session.console().attended());
    } finally {
      session.console().promptChanged();
    }
    return After.STAY;
  }
}
