package dev.egresstls.lab.app.classroom;

import static dev.egresstls.lab.message.Messages.count;
import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.classroom.Board;
import dev.egresstls.lab.classroom.Board.Row;
import dev.egresstls.lab.classroom.ClassFigures;
import dev.egresstls.lab.classroom.ClassFigures.OfCause;
import dev.egresstls.lab.classroom.ClassFigures.OfQuestion;
import dev.egresstls.lab.classroom.ClassFigures.OfStep;
import dev.egresstls.lab.classroom.Csv;
import dev.egresstls.lab.classroom.LabTerms;
import dev.egresstls.lab.classroom.StepProgress;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a class came to, as Markdown or for spreadsheets: the steps, why they failed, what was
 * predicted, and everybody.
 */
public final class ClassReport {
  private static final double MINUTE = 60.0;

  private final Board board;
  private final ClassFigures figures;

  private ClassReport(Board board, LabTerms terms) {
    this.board = board;
    this.figures = new ClassFigures(board, terms);
  }

  /**
   * One of its tables.
   *
   * @param name of its sentences, and in the column {@code table} of the CSV
   * @param note to be read with it; may be empty
   */
  private record Table(String name, List<String> head, List<List<String>> rows, String note) {
    Table(String name, List<List<String>> rows, String note) {
      this(name, List.of(say("cli.class.report.table." + name).split("\\|")), rows, note);
    }
  }

  /** As Markdown: a table after the other. */
  public static String markdown(Board board, LabTerms terms) {
    StringBuilder text = new StringBuilder("# ");
    int learners = board.rows().size();
    Instant taken = board.taken().truncatedTo(ChronoUnit.SECONDS);
    text.append(count("cli.class.report.title", learners, board.course(), learners, taken))
        .append("\n\n")
        .append(BoardLines.needs(board))
        .append("\n");
    for (Table table : new ClassReport(board, terms).tables(false)) {
      text.append("\n## ").append(say("cli.class.report.table." + table.name() + ".title"));
      text.append("\n\n").append(markdown(table));
    }
    return text.toString();
  }

  /** As one table for spreadsheets, whose first column says which of the tables a row is of. */
  public static String csv(Board board, LabTerms terms) {
    List<Table> tables = new ClassReport(board, terms).tables(true);
    Set<String> columns = new LinkedHashSet<>(List.of("table"));
    tables.forEach(one -> columns.addAll(one.head()));
    List<List<String>> rows = new ArrayList<>(List.of(List.copyOf(columns)));
    for (Table table : tables) {
      for (List<String> row : table.rows()) {
        List<String> cells = new ArrayList<>(Collections.nCopies(columns.size(), ""));
        cells.set(0, table.name());
        List<String> names = List.copyOf(columns);
        for (int i = 0; i < row.size(); i++) {
          cells.set(names.indexOf(table.head().get(i)), row.get(i));
        }
        rows.add(cells);
      }
    }
    return Csv.of(rows);
  }

  /**
   * All of them.
   *
   * @param words whether programs read them, which know needs by their words in documents
   */
  private List<Table> tables(boolean words) {
    int dropped = figures.dropped();
    return List.of(
        new Table("step", figures.steps().stream().map(ClassReport::step).toList(), ""),
        new Table(
            "cause",
            figures.causes().stream().map(ClassReport::cause).toList(),
            dropped == 0 ? "" : count("cli.class.report.dropped", dropped, dropped)),
        new Table(
            "prediction",
            figures.questions().stream().flatMap(one -> question(one).stream()).toList(),
            ""),
        new Table("learner", board.rows().stream().map(row -> learner(row, words)).toList(), ""));
  }

  private static List<String> step(OfStep one) {
    return List.of(
        one.number() + " " + one.id(),
        String.valueOf(one.held()),
        String.valueOf(one.here()),
        String.valueOf(one.failures().now()),
        String.valueOf(one.failures().ever()),
        String.valueOf(one.failures().times()),
        minutes(one.times().half()),
        minutes(one.times().longest()),
        String.valueOf(one.hints()));
  }

  private static List<String> cause(OfCause one) {
    return List.of(
        one.number() + " " + one.step(),
        one.cause().orElseGet(() -> say("cli.class.report.no-cause")),
        String.valueOf(one.learners()),
        String.valueOf(one.times()),
        String.valueOf(one.open()),
        time(Optional.of(one.first())),
        time(Optional.of(one.last())));
  }

  /** A row for each option, and the right one is marked. */
  private static List<List<String>> question(OfQuestion one) {
    List<List<String>> rows = new ArrayList<>();
    String id = one.asked().number() + " " + one.asked().about();
    for (int i = 0; i < one.chosen().size(); i++) {
      rows.add(
          List.of(
              id,
              one.asked().text(),
              i + 1 + " " + one.asked().options().get(i),
              i + 1 == one.asked().answer() ? say("cli.class.report.right") : "",
              String.valueOf(one.chosen().get(i))));
    }
    unknown(rows, one, say("cli.class.report.right"), one.unknownRight());
    unknown(rows, one, say("cli.class.report.wrong"), one.unknownWrong());
    return rows;
  }

  private static void unknown(List<List<String>> rows, OfQuestion one, String right, int count) {
    if (count > 0) {
      rows.add(
          List.of(
              one.asked().number() + " " + one.asked().about(),
              one.asked().text(),
              say("cli.class.report.unknown-option"),
              right,
              String.valueOf(count)));
    }
  }

  private static List<String> learner(Row row, boolean words) {
    Optional<StepProgress> here = row.progress().here();
    return List.of(
        row.learner().namespace(),
        row.learner().name(),
        words ? row.need().word() : say("cli.class.need." + row.need().word()),
        String.valueOf(row.progress().held()),
        here.map(StepProgress::id).orElse(""),
        row.progress().failing().flatMap(StepProgress::cause).orElse(""),
        String.valueOf(
            row.progress().steps().stream().mapToInt(one -> one.history().failures()).sum()),
        String.valueOf(row.progress().hints()),
        minutes(
            row.progress().steps().stream()
                .flatMap(one -> one.took().stream())
                .reduce(Duration::plus)),
        time(row.seen()));
  }

  private static String minutes(Optional<Duration> time) {
    return time.map(one -> String.format(Locale.ROOT, "%.1f", one.toSeconds() / MINUTE)).orElse("");
  }

  private static String time(Optional<Instant> at) {
    return at.map(one -> one.truncatedTo(ChronoUnit.SECONDS).toString()).orElse("");
  }

  private static String markdown(Table table) {
    if (table.rows().isEmpty()) {
      return say("cli.class.report.table." + table.name() + ".none") + "\n";
    }
    StringBuilder text = new StringBuilder(row(table.head()));
    text.append(row(Collections.nCopies(table.head().size(), "---")));
    table.rows().forEach(one -> text.append(row(one)));
    return table.note().isEmpty() ? text.toString() : text + "\n" + table.note() + "\n";
  }

  private static String row(List<String> cells) {
    return cells.stream()
        .map(one -> one.replace("\\", "\\\\").replace("|", "\\|").replace("<", "\\<"))
        .collect(Collectors.joining(" | ", "| ", " |\n"));
  }
}
