package dev.egresstls.lab.shell.commands;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.app.Answer;
import dev.egresstls.lab.app.StepNumber;
import dev.egresstls.lab.app.grammar.CommandWords;
import dev.egresstls.lab.app.grammar.Flag;
import dev.egresstls.lab.app.query.Explanation;
import dev.egresstls.lab.app.query.ProductionPage;
import dev.egresstls.lab.app.query.Queries;
import dev.egresstls.lab.app.query.QueryRow;
import dev.egresstls.lab.console.Console;
import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.engine.StepReport;
import dev.egresstls.lab.event.StepState;
import dev.egresstls.lab.render.StepLines;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Role;
import dev.egresstls.lab.render.text.Theme;
import dev.egresstls.lab.session.Session;
import dev.egresstls.lab.shell.ShellSession;
import dev.egresstls.lab.shell.commands.Command.After;
import java.util.List;
import java.util.Optional;

/** The commands that only look. */
final class LookCommands {
  private LookCommands() {}

  static After check(ShellSession session, CommandWords words) throws InterruptedException {
    LabRun run = session.run();
    if (words.first().isPresent()) {
      one(session, run, StepNumber.of(run.lab(), words.first().get()));
      return After.STAY;
    }
    for (int number = 1; number <= run.session().total(); number++) {
      if (!run.look(number, false)) {
        session.foundFailing();
      }
    }
    session.say(Role.PLAIN, summary(run));
    return After.STAY;
  }

  /** What a step that is to do lacks is shown only where that step was asked about. */
  private static void one(ShellSession session, LabRun run, int number)
      throws InterruptedException {
    if (run.look(number, true)) {
      return;
    }
    session.foundFailing();
    if (run.session().state(number) != StepState.BROKEN) {
      Console console = session.console();
      StepLines lines = new StepLines(console.theme(), console.columns(), run.lab().steps());
      StepReport report = run.reports().get(number - 1);
      console.print(lines.toDo(number, report.step(), report.verdicts()));
    }
  }

  private static String summary(LabRun run) {
    Session session = run.session();
    int next = session.due();
    return next <= session.total() && session.state(next) == StepState.TODO
        ? say(
            "shell.check.next",
            session.held(),
            session.total(),
            next,
            run.lab().steps().get(next - 1).title())
        : say("shell.check.held", session.held(), session.total());
  }

  static After show(ShellSession session, CommandWords words) throws InterruptedException {
    LabRun run = session.run();
    Optional<Answer> production =
        words.first().flatMap(typed -> ProductionPage.of(run.lab(), run.vars(), typed));
    if (production.isPresent()) {
      Theme theme = session.console().theme();
      session.console().page(columns -> production.get().page().lines(theme, columns));
      return After.STAY;
    }
    int here = Math.min(run.session().at(), run.session().total());
    int number = words.first().map(typed -> StepNumber.of(run.lab(), typed)).orElse(here);
    List<String> does = run.describe(number);
    session
        .console()
        .page(
            columns -> {
              List<Line> page = Explanation.of(run.lab(), number, run.vars()::show, does, columns);
              if (words.has(Flag.TRAINER)) {
                page.addAll(
                    Explanation.forTrainer(session.step(number), run.vars()::show, columns));
              }
              return page;
            });
    StepCommands.guess(session, run, number);
    Teacher.read(session, run, number);
    return After.STAY;
  }

  static After status(ShellSession session, CommandWords words) throws InterruptedException {
    Answer status = QueryRow.STATUS.query().ask(session.open(), words);
    Answers.print(session, words, status);
    List<Line> hints = Logbook.hints(session);
    if (words.format().isEmpty() && !hints.isEmpty()) {
      session.console().print(hints);
    }
    return After.STAY;
  }

  static After clusters(ShellSession session, CommandWords words) throws InterruptedException {
    Answers.print(session, words, Queries.clusters(session.launch().contexts()));
    return After.STAY;
  }

  static After clear(ShellSession session, CommandWords words) {
    session.console().clear();
    return After.STAY;
  }

  static After doctor(ShellSession session, CommandWords words) throws InterruptedException {
    Answers.print(session, words, Queries.doctor(session.open(), words.has(Flag.STRICT)));
    return After.STAY;
  }
}
