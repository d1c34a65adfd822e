package dev.egresstls.lab.app.classroom;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.classroom.Board;
import dev.egresstls.lab.classroom.ClassFigures;
import dev.egresstls.lab.classroom.ClassFigures.OfPrediction;
import dev.egresstls.lab.classroom.ClassFigures.OfStep;
import dev.egresstls.lab.classroom.Csv;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a class came to, as Markdown or for spreadsheets. */
public final class ClassReport {
  private static final double MINUTE = 60.0;

  private ClassReport() {}

  /** As Markdown: the steps, then the predictions. */
  public static String markdown(Board board, List<String> ids) {
    List<List<String>> predictions =
        new ArrayList<>(List.of(words(say("cli.class.report.predicted"))));
    for (OfPrediction one : ClassFigures.predictions(board)) {
      predictions.add(
          List.of(one.about(), String.valueOf(one.right()), String.valueOf(one.wrong())));
    }
    return "# "
        + say(
            "cli.class.report.title",
            board.course(),
            board.rows().size(),
            board.taken().truncatedTo(ChronoUnit.SECONDS))
        + "\n\n"
        + table(steps(board, ids))
        + "\n## "
        + say("cli.class.report.predictions")
        + "\n\n"
        + table(predictions);
  }

  /** The steps as a table for spreadsheets. */
  public static String csv(Board board, List<String> ids) {
    return Csv.of(steps(board, ids));
  }

  private static List<String> words(String head) {
    return List.of(head.split("\\|"));
  }

  private static List<List<String>> steps(Board board, List<String> ids) {
    List<List<String>> rows = new ArrayList<>(List.of(words(say("cli.class.report.steps"))));
    for (OfStep step : ClassFigures.steps(board, ids)) {
      rows.add(
          List.of(
              step.id(),
              String.valueOf(step.held()),
              String.valueOf(step.failing()),
              String.valueOf(step.stopped()),
              minutes(step.half()),
              minutes(step.longest()),
              String.valueOf(step.hints()),
              causes(step.causes())));
    }
    return rows;
  }

  private static String minutes(Optional<Duration> time) {
    return time.map(one -> String.format(java.util.Locale.ROOT, "%.1f", one.toSeconds() / MINUTE))
        .orElse("");
  }

  private static String causes(Map<String, Integer> causes) {
    return causes.entrySet().stream()
        .map(one -> one.getKey() + " " + one.getValue())
        .collect(Collectors.joining(", "));
  }

  private static String table(List<List<String>> rows) {
    StringBuilder text = new StringBuilder(row(rows.get(0)));
    text.append(row(Collections.nCopies(rows.get(0).size(), "---")));
    rows.stream().skip(1).forEach(one -> text.append(row(one)));
    return text.toString();
  }

  private static String row(List<String> cells) {
    return cells.stream().collect(Collectors.joining(" | ", "| ", " |\n"));
  }
}
