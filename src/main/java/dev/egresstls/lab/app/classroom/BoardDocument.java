package dev.egresstls.lab.app.classroom;

import dev.egresstls.lab.app.Answer;
import dev.egresstls.lab.classroom.Board;
import dev.egresstls.lab.classroom.Board.Row;
import dev.egresstls.lab.classroom.Csv;
import dev.egresstls.lab.classroom.LearnerProgress;
import dev.egresstls.lab.classroom.StepProgress;
import dev.egresstls.lab.value.Tree;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The board for programs. */
public final class BoardDocument {
  private BoardDocument() {}

  /** As one JSON object. */
  public static Tree json(Board board) {
    return Tree.object(
        "schemaVersion", Answer.SCHEMA_VERSION,
        "class", board.course(),
        "taken", board.taken().toString(),
        "learners", board.rows().stream().map(row -> json(row)).toList());
  }

  private static Tree json(Row row) {
    LearnerProgress progress = row.progress();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("namespace", row.learner().namespace());
    json.put("name", row.learner().name());
    json.put("need", row.need().word());
    json.put("held", progress.held());
    json.put("total", progress.steps().size());
    json.put("step", progress.here().map(StepProgress::id).orElse(null));
    json.put("stuckSince", progress.stuckSince().map(Instant::toString).orElse(null));
    json.put("handSince", progress.hand().map(Instant::toString).orElse(null));
    json.put("seen", row.seen().map(Instant::toString).orElse(null));
    json.put("progress", progress.updated().isPresent() ? progress.json() : null);
    return Tree.of(json);
  }

  /** As a table for spreadsheets. */
  public static String csv(Board board) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "namespace",
            "name",
            "need",
            "held",
            "total",
            "step",
            "stuckSince",
            "handSince",
            "cause",
            "hints",
            "seen"));
    for (Row row : board.rows()) {
      LearnerProgress progress = row.progress();
      rows.add(
          List.of(
              row.learner().namespace(),
              row.learner().name(),
              row.need().word(),
              String.valueOf(progress.held()),
              String.valueOf(progress.steps().size()),
              progress.here().map(StepProgress::id).orElse(""),
              progress.stuckSince().map(Instant::toString).orElse(""),
              progress.hand().map(Instant::toString).orElse(""),
              progress.failing().flatMap(StepProgress::cause).orElse(""),
              String.valueOf(progress.hints()),
              row.seen().map(Instant::toString).orElse("")));
    }
    return Csv.of(rows);
  }
}
