package dev.egresstls.lab.app.objects;

import static dev.egresstls.lab.message.Messages.count;
import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.app.Answer;
import dev.egresstls.lab.app.StepNumber;
import dev.egresstls.lab.app.grammar.CommandWords;
import dev.egresstls.lab.app.grammar.Flag;
import dev.egresstls.lab.app.launch.LaunchedRun;
import dev.egresstls.lab.engine.FieldDifference;
import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.engine.Preview;
import dev.egresstls.lab.engine.Preview.Outcome;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Role;
import dev.egresstls.lab.value.Neutral;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.Ref;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says field by field what would change, by a server-side dry run. */
public final class Diffs {
  private static final int INDENT = 2;
  private static final int FIELD = 4;

  /** A definition has thousands of fields, and nobody compares them one by one. */
  private static final int MOST_FIELDS = 30;

  private Diffs() {}

  /**
   * What {@code diff} answers; its exit code is 1 if something would change.
   *
   * @throws dev.egresstls.lab.lab.LabFailure if there is no such step or file
   */
  public static Answer of(LaunchedRun open, CommandWords words) throws InterruptedException {
    LabRun run = open.run();
    Preview preview = new Preview(open.world(), run.vars());
    Optional<String> file = words.option(Flag.FILENAME);
    if (file.isPresent() && words.first().isPresent()) {
      throw Problem.of(Problem.Kind.USAGE, say("shell.diff.both"), "diff 6", "diff -f FILE")
          .failure();
    }
    if (file.isPresent()) {
      return answer(file.get(), preview.of(text(file.get()), file.get()));
    }
    int due = Math.min(run.session().due(), run.session().total());
    int number = words.first().map(typed -> StepNumber.of(run.lab(), typed)).orElse(due);
    var step = run.lab().steps().get(number - 1);
    return answer(number + " " + step.title(), preview.of(step));
  }

  private static Answer answer(String what, List<Outcome> outcomes) {
    boolean same = outcomes.stream().allMatch(Diffs::same);
    return Answer.of(lines(what, outcomes), () -> document(what, outcomes)).exiting(same ? 0 : 1);
  }

  private static boolean same(Outcome outcome) {
    return outcome instanceof Outcome.Changed changed && changed.fields().isEmpty();
  }

  private static Tree document(String what, List<Outcome> outcomes) {
    return Tree.object(
        "schemaVersion",
        Answer.SCHEMA_VERSION,
        "what",
        what,
        "changes",
        outcomes.stream().map(Diffs::document).toList());
  }

  private static Tree document(Outcome outcome) {
    if (outcome instanceof Outcome.Created created) {
      return document("create", created.ref(), created.fields());
    }
    if (outcome instanceof Outcome.Changed changed) {
      return document(same(outcome) ? "none" : "change", changed.ref(), changed.fields());
    }
    Outcome.Unknown unknown = (Outcome.Unknown) outcome;
    return Tree.object("change", "unknown", "what", unknown.what(), "because", unknown.because());
  }

  private static Tree document(String change, Ref ref, List<FieldDifference> fields) {
    return Tree.object(
        "change", change,
        "apiVersion", ref.apiVersion(),
        "kind", ref.kind(),
        "namespace", ref.namespace().orElse(null),
        "name", ref.name(),
        "fields", fields.stream().map(Diffs::document).toList());
  }

  private static Tree document(FieldDifference field) {
    return Tree.object(
        "path", field.path(),
        "now", field.now().orElse(null),
        "after", field.after().orElse(null));
  }

  private static String text(String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException | InvalidPathException e) {
      throw Problem.of(
              Problem.Kind.PRECONDITION, say("shell.diff.unread", file), say("shell.diff.export"))
          .because(unread(file, e))
          .failure();
    }
  }

  private static String unread(String file, Exception e) {
    if (e instanceof NoSuchFileException) {
      return say("shell.diff.unread.missing");
    }
    boolean folder = e instanceof IOException && Files.isDirectory(Path.of(file));
    return folder
        ? say("shell.diff.unread.folder")
        : say("shell.diff.unread.other", Neutral.line(String.valueOf(e.getMessage())));
  }

  private static List<Line> lines(String what, List<Outcome> outcomes) {
    List<Line> lines = new ArrayList<>();
    lines.add(Line.of(INDENT, Role.TITLE, say("shell.diff.title", Neutral.line(what))));
    outcomes.forEach(outcome -> lines.addAll(lines(outcome)));
    if (outcomes.isEmpty()) {
      lines.add(Line.of(INDENT, Role.PLAIN, say("shell.diff.nothing")));
    }
    return lines;
  }

  private static List<Line> lines(Outcome outcome) {
    List<Line> lines = new ArrayList<>();
    if (outcome instanceof Outcome.Created created) {
      lines.add(head("+", Role.MET, name(created.ref()), say("shell.diff.created")));
      fields(created.fields(), lines);
    } else if (outcome instanceof Outcome.Changed changed) {
      boolean same = changed.fields().isEmpty();
      String says = same ? say("shell.diff.same") : say("shell.diff.changed");
      lines.add(
          head(same ? "=" : "~", same ? Role.QUIET : Role.PENDING, name(changed.ref()), says));
      fields(changed.fields(), lines);
    } else if (outcome instanceof Outcome.Unknown unknown) {
      lines.add(head("?", Role.QUIET, Neutral.line(unknown.what()), say("shell.diff.unknown")));
      lines.add(Line.of(FIELD, Role.PLAIN, Neutral.line(unknown.because())).hanging(FIELD + 2));
    }
    return lines;
  }

  private static Line head(String sign, Role role, String name, String says) {
    return Line.of(INDENT, role, sign + " ")
        .and(Role.PLAIN, name)
        .and(Role.QUIET, "  " + says)
        .hanging(FIELD);
  }

  private static String name(Ref ref) {
    return Neutral.line(ref.toString());
  }

  private static void fields(List<FieldDifference> fields, List<Line> lines) {
    fields.stream().limit(MOST_FIELDS).forEach(field -> lines.add(line(field)));
    int more = fields.size() - MOST_FIELDS;
    if (more > 0) {
      lines.add(Line.of(FIELD, Role.QUIET, count("shell.diff.more", more, more)));
    }
  }

  private static Line line(FieldDifference field) {
    String now = field.now().map(Neutral::line).orElse(say("shell.diff.none"));
    String after = field.after().map(Neutral::line).orElse(say("shell.diff.none"));
    return Line.of(FIELD, Role.CODE, Neutral.line(field.path()))
        .and(Role.PLAIN, "  " + now + " → ")
        .and(Role.STRESS, after)
        .hanging(FIELD + 2);
  }
}
