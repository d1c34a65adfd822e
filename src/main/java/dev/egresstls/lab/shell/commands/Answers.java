package dev.egresstls.lab.shell.commands;

import dev.egresstls.lab.app.Answer;
import dev.egresstls.lab.app.grammar.CommandWords;
import dev.egresstls.lab.app.query.QueryRow;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.shell.ShellSession;
import dev.egresstls.lab.shell.commands.Command.After;
import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Tree;
import java.util.List;

/** Prints answers at the prompt. */
final class Answers {
  private Answers() {}

  /** Prints an answer, as JSON if that was asked for. */
  static void print(ShellSession session, CommandWords words, Answer answer) {
    boolean json = words.format().filter("json"::equals).isPresent();
    if (json && answer.document().isPresent()) {
      session.console().print(code(answer.document().get().get()));
    } else {
      session.console().print(lines(session, answer));
    }
  }

  /** The page of an answer, laid out for the terminal. */
  static List<Line> lines(ShellSession session, Answer answer) {
    return answer.page().lines(session.console().theme(), session.console().columns());
  }

  private static List<Line> code(Tree document) {
    return Json.pretty(document).lines().map(row -> Line.code(0, row)).toList();
  }

  /** What a row of queries does at the prompt. */
  static Command.Deed to(QueryRow row) {
    return (session, words) -> {
      print(session, words, row.query().ask(session.open(), words));
      return After.STAY;
    };
  }
}
