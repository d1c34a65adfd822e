package dev.egresstls.lab.shell.commands;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.app.Answer;
import dev.egresstls.lab.app.StepNumber;
import dev.egresstls.lab.app.change.StepRun;
import dev.egresstls.lab.app.grammar.CommandWords;
import dev.egresstls.lab.app.grammar.Flag;
import dev.egresstls.lab.app.query.Explanation;
import dev.egresstls.lab.app.query.ProductionPage;
import dev.egresstls.lab.app.query.Queries;
import dev.egresstls.lab.app.query.QueryRow;
import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Role;
import dev.egresstls.lab.render.text.Theme;
import dev.egresstls.lab.shell.ShellSession;
import dev.egresstls.lab.shell.commands.Command.After;
import java.util.List;
import java.util.Optional;

/** The commands that only look. */
final class LookCommands {
  private LookCommands() {}

  static After check(ShellSession lesson, CommandWords words) throws InterruptedException {
    LabRun run = lesson.run();
    if (words.first().isPresent()) {
      run.check(StepNumber.of(run.lab(), words.first().get()));
      return After.STAY;
    }
    StepRun.check(run, 1, run.session().total());
    lesson.say(Role.PLAIN, say("shell.check.held", run.session().held(), run.session().total()));
    return After.STAY;
  }

  static After show(ShellSession lesson, CommandWords words) throws InterruptedException {
    LabRun run = lesson.run();
    Optional<Answer> production =
        words.first().flatMap(typed -> ProductionPage.of(run.lab(), run.vars(), typed));
    if (production.isPresent()) {
      Theme theme = lesson.console().theme();
      lesson.console().page(columns -> production.get().page().lines(theme, columns));
      return After.STAY;
    }
    int here = Math.min(run.session().at(), run.session().total());
    int number = words.first().map(typed -> StepNumber.of(run.lab(), typed)).orElse(here);
    List<String> does = run.describe(number);
    lesson
        .console()
        .page(
            columns -> {
              List<Line> page = Explanation.of(run.lab(), number, run.vars()::show, does, columns);
              if (words.has(Flag.TRAINER)) {
                page.addAll(Explanation.forTrainer(lesson.step(number), run.vars()::show, columns));
              }
              return page;
            });
    StepCommands.guess(lesson, run, number);
    return After.STAY;
  }

  static After status(ShellSession lesson, CommandWords words) throws InterruptedException {
    Answer status = QueryRow.STATUS.query().ask(lesson.open(), words);
    Answers.print(lesson, words, status);
    List<Line> hints = Logbook.hints(lesson);
    if (words.format().isEmpty() && !hints.isEmpty()) {
      lesson.console().print(hints);
    }
    return After.STAY;
  }

  static After clusters(ShellSession lesson, CommandWords words) throws InterruptedException {
    Answers.print(lesson, words, Queries.clusters(lesson.launch().contexts()));
    return After.STAY;
  }

  static After doctor(ShellSession lesson, CommandWords words) throws InterruptedException {
    Answers.print(lesson, words, Queries.doctor(lesson.open(), words.has(Flag.STRICT)));
    return After.STAY;
  }
}
