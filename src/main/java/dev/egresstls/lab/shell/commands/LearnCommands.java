package dev.egresstls.lab.shell.commands;

import dev.egresstls.lab.app.grammar.CommandWords;
import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.shell.ShellSession;
import dev.egresstls.lab.shell.commands.Command.After;
import dev.egresstls.lab.shell.record.QuizRound;

/** The commands about what was learned. */
final class LearnCommands {
  private LearnCommands() {}

  static After quiz(ShellSession lesson, CommandWords words) throws InterruptedException {
    LabRun run = lesson.run();
    if (words.first().isPresent()) {
      lesson.learning().quizAgain();
    }
    new QuizRound(lesson.console(), lesson.learning(), run.vars()::show).ask(run.lab());
    return After.STAY;
  }
}
