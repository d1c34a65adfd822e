package dev.egresstls.lab.shell.commands;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.app.grammar.CommandWords;
import dev.egresstls.lab.app.report.ReportFormat;
import dev.egresstls.lab.app.report.ReportStore;
import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Prose;
import dev.egresstls.lab.render.text.Role;
import dev.egresstls.lab.shell.ShellSession;
import dev.egresstls.lab.shell.commands.Command.After;
import dev.egresstls.lab.shell.record.QuizRound;
import dev.egresstls.lab.value.Neutral;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The commands about what was learned. */
final class LearnCommands {
  private static final int INDENT = 2;

  private LearnCommands() {}

  /** Shows the report as a page, or writes it in a format. */
  static After report(ShellSession session, CommandWords words) throws InterruptedException {
    Optional<String> format = words.format();
    if (format.isEmpty()) {
      String markdown = ReportFormat.MD.text(ReportStore.safe(session.report()));
      session.console().page(columns -> Prose.lines(markdown, INDENT, columns));
      return After.STAY;
    }
    try {
      Path file = session.writeReport(ReportFormat.of(format.get()));
      Line line = Line.of(2, Role.PLAIN, say("shell.report.written", file)).whole();
      session.console().print(List.of(line));
    } catch (IOException e) {
      String why = Neutral.line(String.valueOf(e.getMessage()));
      throw Problem.of(Problem.Kind.PRECONDITION, say("shell.report.unwritten", why)).failure();
    }
    return After.STAY;
  }

  static After quiz(ShellSession session, CommandWords words) throws InterruptedException {
    LabRun run = session.run();
    if (words.first().isPresent()) {
      session.learning().quizAgain();
    }
    new QuizRound(session.console(), session.user(), session.learning(), run.vars()::show)
        .ask(run.lab());
    return After.STAY;
  }
}
