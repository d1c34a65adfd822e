package dev.egresstls.lab.app.query;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.app.Answer;
import dev.egresstls.lab.app.grammar.CommandWords;
import dev.egresstls.lab.app.launch.LaunchedRun;
import dev.egresstls.lab.app.objects.FieldExplanation;
import dev.egresstls.lab.explain.CauseBook;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.render.text.Prose;
import dev.egresstls.lab.value.Spelling;
import dev.egresstls.lab.value.Tree;
import java.util.List;

/**
 * What {@code explain} answers: a field of the cluster's objects, or a cause of the lab's table.
 */
final class CauseExplanation {
  static final String CAUSE = "cause";

  private static final int INDENT = 2;

  private CauseExplanation() {}

  static Answer of(LaunchedRun opened, CommandWords words) {
    List<String> names = words.names();
    if (names.size() < 2) {
      return FieldExplanation.of(opened, words);
    }
    String id = names.get(1);
    if (!names.get(0).equals(CAUSE)) {
      throw Problem.of(
              Problem.Kind.USAGE,
              say("shell.typed.argument.many", "explain", id),
              say("shell.explain.field", names.get(0), id))
          .failure();
    }
    CauseBook book = new CauseBook(opened.run().lab(), opened.run().vars());
    String text = book.entry(id).orElseThrow(() -> unknown(id, book).failure());
    return Answer.of(
        (theme, columns) -> Prose.lines(text, INDENT, columns),
        () -> Tree.object("schemaVersion", Answer.SCHEMA_VERSION, "cause", id, "text", text));
  }

  private static Problem unknown(String id, CauseBook book) {
    return Problem.of(
        Problem.Kind.USAGE,
        say("shell.explain.no-cause", id, Spelling.hint(id, book.ids())),
        say("shell.explain.why"));
  }
}
