package dev.egresstls.lab.shell.commands;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.ledger.Items.Item;
import dev.egresstls.lab.ledger.Ledger;
import dev.egresstls.lab.render.text.Role;
import dev.egresstls.lab.shell.Consent;
import dev.egresstls.lab.shell.ShellSession;
import dev.egresstls.lab.shell.StepNumber;
import dev.egresstls.lab.shell.commands.Command.After;
import dev.egresstls.lab.shell.complete.Flag;
import dev.egresstls.lab.shell.complete.PromptWords;
import dev.egresstls.lab.shell.undo.LedgerLines;
import dev.egresstls.lab.shell.undo.UndoChoice;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The commands {@code ledger} and {@code undo}. */
final class UndoCommands {
  private UndoCommands() {}

  static After ledger(ShellSession lesson, PromptWords words) throws InterruptedException {
    lesson.console().print(LedgerLines.list(lesson.run().world().ledger().items()));
    return After.STAY;
  }

  static After undo(ShellSession lesson, PromptWords words) throws InterruptedException {
    LabRun run = lesson.run();
    Ledger ledger = run.world().ledger();
    OptionalInt step =
        words.first().isPresent()
            ? OptionalInt.of(StepNumber.of(run.lab(), words.first().get()))
            : OptionalInt.empty();
    UndoChoice choice = new UndoChoice(words.has(Flag.EVERYTHING), step);
    List<Item> plan = choice.plan(ledger.items());
    Optional<Problem> damage = ledger.items().damage();
    if (words.has(Flag.PLAN) || plan.isEmpty() && damage.isEmpty()) {
      lesson.console().print(LedgerLines.plan(plan, damage));
      return After.STAY;
    }
    Consent.ask(lesson, run);
    if (!agreed(lesson, plan, damage)) {
      lesson.say(Role.PLAIN, say("shell.undo.left"));
      return After.STAY;
    }
    run.pausedRun().hold();
    AutoCloseable pause = run.pausedRun().pause();
    try {
      UndoChoice.Undone undone = choice.undo(ledger);
      lesson.console().print(LedgerLines.report(lesson.console().theme(), undone));
      lesson.console().print(choice.proof(run, undone));
      run.survey();
    } finally {
      quietly(pause);
      lesson.console().promptChanged();
    }
    return After.STAY;
  }

  private static void quietly(AutoCloseable pause) {
    try {
      pause.close();
    } catch (Exception e) {
      throw new IllegalStateException("a pause that does not end", e);
    }
  }

  private static boolean agreed(ShellSession lesson, List<Item> plan, Optional<Problem> damage) {
    if (!lesson.console().attended()) {
      return true;
    }
    lesson.console().print(LedgerLines.plan(plan, damage));
    String prompt = "  " + say("shell.undo.question") + " ";
    return lesson.console().read(() -> prompt).map(String::strip).filter("yes"::equals).isPresent();
  }
}
