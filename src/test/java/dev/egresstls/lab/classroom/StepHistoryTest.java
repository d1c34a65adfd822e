package dev.egresstls.lab.classroom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.app.classroom.BoardLines;
import dev.egresstls.lab.app.classroom.ClassReport;
import dev.egresstls.lab.event.Event;
import dev.egresstls.lab.render.text.Layout;
import dev.egresstls.lab.render.text.Theme;
import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Tree;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a class's report knows of failures that were repaired since, and of predictions. */
class StepHistoryTest {
  private static final Instant NOW = Instant.parse("2026-11-30T10:00:00Z");
  private static final List<String> CAUSES = List.of("c0", "c1", "c2", "c3", "c4", "c5", "c6");
  private static final LabTerms TERMS =
      new LabTerms(
          "lab",
          List.of("client", "slice", "request"),
          List.of(
              new LabTerms.Asked("1.1", "client", "Who | what?", List.of("A", "B"), 2),
              new LabTerms.Asked("2.1", "before slice", "How?", List.of("C", "D"), 1),
              new LabTerms.Asked("2.2", "slice", "Why?", List.of("E", "F", "G"), 3)),
          Set.copyOf(CAUSES));

  private static Instant minute(int minute) {
    return Instant.parse("2026-11-30T09:00:00Z").plus(Duration.ofMinutes(minute));
  }

  private static StepHistory read(StepHistory written) {
    Map<String, Object> json = new TreeMap<>();
    written.addTo(json);
    return StepHistory.read(
        Json.read(Json.write(Tree.of(json))), TERMS.causes(), LearnerClock.own(NOW));
  }

  @Test
  void what_was_repaired_is_kept_and_a_failure_counts_once_however_often_it_is_seen() {
    StepHistory history =
        StepHistory.NONE
            .failed(Optional.empty(), minute(1), false)
            .failed(Optional.of("c1"), minute(2), false) // the cause is known by now
            .failed(Optional.empty(), minute(3), false)
            .held()
            .failed(Optional.of("c1"), minute(5), true)
            .failed(Optional.of("c2"), minute(6), true) // done again, and fails otherwise
            .held()
            .spent(Duration.ofMinutes(4));
    assertEquals(3, history.failures());
    assertEquals(
        List.of(
            new Failure(Optional.of("c1"), 2, minute(2), minute(5), true),
            new Failure(Optional.of("c2"), 1, minute(6), minute(6), true)),
        history.causes());
    assertFalse(history.failing());
    assertEquals(history, read(history));
  }

  @Test
  void a_session_of_failures_keeps_the_last_five_causes_and_says_how_many_it_dropped() {
    StepHistory history = StepHistory.NONE;
    for (int i = 0; i < 700; i++) {
      history = history.failed(Optional.of(CAUSES.get(i % 7)), minute(i), true);
    }
    assertEquals(99, history.failures());
    assertEquals(StepHistory.MOST_CAUSES, history.causes().size());
    assertEquals(99, history.dropped());
    Map<String, Object> json = new TreeMap<>();
    history.addTo(json);
    assertTrue(Json.write(Tree.of(json)).length() < 900, "small whatever happens");
    assertEquals(history.causes().size(), read(history).causes().size());
  }

  @Test
  void a_failure_that_is_fixed_before_the_next_write_is_kept_and_a_night_is_not_counted() {
    HistoryLog log = new HistoryLog();
    log.tick(1, minute(0));
    log.happened(new Event.StepBroke(1, null, List.of(), Duration.ZERO), minute(1));
    log.tick(1, minute(1));
    log.happened(new Event.StepHeld(1, null, List.of(), false, Duration.ZERO), minute(2));
    log.tick(2, minute(2)); // asleep from here on
    log.tick(2, minute(500));
    log.tick(HistoryLog.NOWHERE, minute(501));
    log.tick(HistoryLog.NOWHERE, minute(502));
    List<HistoryLog.Change> changes = log.take();
    StepHistory first = HistoryLog.applied(StepHistory.NONE, 1, changes);
    assertEquals(1, first.failures());
    assertEquals(
        List.of(new Failure(Optional.empty(), 1, minute(1), minute(1), true)), first.causes());
    assertEquals(Duration.ofMinutes(2), first.spent());
    assertEquals(Duration.ofMinutes(1), HistoryLog.applied(StepHistory.NONE, 2, changes).spent());
    assertEquals(List.of(), log.pending());
  }

  private static Tree map(String namespace, Tree progress) {
    Tree metadata = Tree.object("name", ClassNames.PROGRESS, "namespace", namespace);
    return Tree.object(
        "metadata", metadata, "data", Tree.object(Seat.PROGRESS, Json.write(progress)));
  }

  private static Tree step(String id, String state, String more) {
    return Json.read("{\"id\":\"" + id + "\",\"state\":\"" + state + "\"" + more + "}");
  }

  private static Tree progress(int at, List<Tree> steps, String predictions) {
    return Tree.object(
        "schemaVersion",
        1,
        "lab",
        "lab",
        "at",
        at,
        "updated",
        "2026-11-30T09:59:50Z",
        "steps",
        steps,
        "predictions",
        Json.read(predictions));
  }

  private static String cause(String id, int times, boolean repaired) {
    return ("{'cause':'" + id + "','times':" + times + ",'first':'2026-11-30T09:10:00Z',")
            .replace('\'', '"')
        + ("'last':'2026-11-30T09:15:00Z','repaired':" + repaired + "}").replace('\'', '"');
  }

  /** One repaired it, one is at it, one's lab is older, one has not begun, one does another lab. */
  private static Board board() {
    List<Tree> maps = new ArrayList<>();
    String repaired = ",\"failures\":2,\"milliseconds\":240000,\"causes\":[";
    maps.add(
        map(
            "class-01",
            progress(
                3,
                List.of(
                    step("client", "holds", repaired + cause("c1", 2, true) + "]"),
                    step("slice", "holds", "")),
                "[{\"about\":\"slice\",\"option\":3,\"right\":true},"
                    + "{\"about\":\"client\",\"option\":1,\"right\":false}]")));
    maps.add(
        map(
            "class-02",
            progress(
                3,
                List.of(
                    step("client", "broken", ",\"cause\":\"c2\",\"failures\":1"),
                    step("slice", "holds", "")),
                "[{\"about\":\"client\",\"option\":2,\"right\":false}]")));
    maps.add(
        map(
            "class-03",
            progress(
                2,
                List.of(
                    step(
                        "client",
                        "holds",
                        ",\"began\":\"2026-11-30T09:00:00Z\",\"held\":\"2026-11-30T09:10:00Z\"")),
                "[{\"about\":\"client\",\"right\":true}]")));
    maps.add(
        map("class-05", progress(2, List.of(step("client", "broken", "")), "[]").with("lab", "x")));
    return Board.of(ClassPlan.of("class", 5, List.of()), maps, List.of(), TERMS, NOW);
  }

  @Test
  void the_report_shows_where_people_got_stuck_also_where_it_was_repaired() {
    String report = ClassReport.markdown(board(), TERMS);
    for (String line :
        List.of(
            "| 1 client | 2 | 1 | 1 | 2 | 3 | 7.0 | 10.0 | 0 |",
            "| 2 slice | 2 | 1 | 0 | 0 | 0 |  |  | 0 |",
            "| 1 client | c1 | 1 | 2 | 0 | 2026-11-30T09:10:00Z | 2026-11-30T09:15:00Z |",
            "| 1 client | c2 | 1 | 1 | 1 |",
            "| class-04 | class-04 | not begun | 0 |",
            "| class-05 | class-05 | other lab | 0 |  |  | 0 |")) {
      assertTrue(report.contains(line), () -> line + "\n" + report);
    }
    String csv = ClassReport.csv(board(), TERMS);
    List<String> rows = csv.lines().toList();
    long columns = rows.get(0).chars().filter(one -> one == ',').count();
    assertTrue(rows.get(0).startsWith("table,step,"), csv);
    rows.forEach(row -> assertEquals(columns, row.chars().filter(one -> one == ',').count(), row));
    for (String table : List.of("step", "cause", "prediction", "learner")) {
      assertTrue(rows.stream().anyMatch(row -> row.startsWith(table + ",")), csv);
    }
  }

  @Test
  void report_and_watch_say_the_same_of_where_everybody_is() {
    Board board = board();
    List<String> rows =
        BoardLines.rows(board, Theme.PLAIN, 120).stream()
            .map(new Layout(Theme.PLAIN, 120)::cut)
            .toList();
    for (ClassFigures.OfStep step : new ClassFigures(board, TERMS).steps()) {
      assertEquals(
          rows.stream().filter(row -> row.matches(".* " + step.id() + " .*")).count(),
          step.here(),
          () -> step.id() + "\n" + String.join("\n", rows));
    }
    String counts = BoardLines.of(board, Theme.PLAIN, 120).get(0).toString();
    String report = ClassReport.markdown(board, TERMS);
    assertTrue(counts.contains(report.lines().skip(2).findFirst().orElseThrow()), counts);
  }

  @Test
  void predictions_have_their_question_and_how_many_chose_which_option_in_the_labs_order() {
    List<String> rows =
        ClassReport.markdown(board(), TERMS)
            .lines()
            .filter(one -> one.matches("\\| \\d\\.\\d .*"))
            .toList();
    assertEquals(
        List.of(
            "| 1.1 client | Who \\| what? | 1 A |  | 1 |",
            "| 1.1 client | Who \\| what? | 2 B | right | 1 |",
            "| 1.1 client | Who \\| what? | an option that was not written | right | 1 |",
            "| 2.2 slice | Why? | 1 E |  | 0 |",
            "| 2.2 slice | Why? | 2 F |  | 0 |",
            "| 2.2 slice | Why? | 3 G | right | 1 |"),
        rows);
  }

  @Test
  void all_needs_are_counted_however_narrow_the_terminal_is() {
    for (int columns : List.of(40, 80, 120)) {
      Layout layout = new Layout(Theme.PLAIN, columns);
      String head =
          BoardLines.head(board(), Optional.empty(), Theme.PLAIN, columns).stream()
              .map(layout::cut)
              .collect(Collectors.joining(" "));
      for (String need : List.of("hand up: 0", "fails: 1", "other lab: 1", "not begun: 1")) {
        assertTrue(head.contains(need), () -> need + " in " + head);
      }
    }
  }

  @Test
  void every_column_fits_into_80() {
    String head = BoardLines.of(board(), Theme.PLAIN, 80).toString();
    for (String column :
        List.of("needs", "learner", "steps", "at", "since", "cause", "hints", "seen")) {
      assertTrue(head.contains(column), head);
    }
  }
}
