package dev.egresstls.lab.classroom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.app.classroom.BoardDocument;
import dev.egresstls.lab.app.classroom.BoardLines;
import dev.egresstls.lab.app.classroom.ClassReport;
import dev.egresstls.lab.classroom.Board.Need;
import dev.egresstls.lab.render.text.Columns;
import dev.egresstls.lab.render.text.Layout;
import dev.egresstls.lab.render.text.Theme;
import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Tree;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the trainer's table takes from what anybody may have written. */
class BoardTest {
  private static final Instant NOW = Instant.parse("2026-11-30T10:00:00Z");
  private static final List<String> IDS = List.of("cluster", "client", "request");

  /** Erases the screen, moves the cursor, names a window, and writes from right to left. */
  private static final String EVIL =
      "\u001b[2J\u001b[H\u001b]0;x\u0007\u202e\u009b1A\n\r\tdone\u0000";

  private static Tree object(String namespace, Object data) {
    Tree metadata = Tree.object("name", ClassNames.PROGRESS, "namespace", namespace);
    return Tree.object("metadata", metadata, "data", data);
  }

  private static Tree map(String namespace, String progress) {
    return object(namespace, Tree.object(Seat.PROGRESS, progress));
  }

  private static String progress(String state, String began, String hand, String cause) {
    List<Tree> steps = new ArrayList<>();
    steps.add(Tree.object("id", "cluster", "state", "holds"));
    Map<String, Object> client = new LinkedHashMap<>();
    client.put("id", "client");
    client.put("state", state);
    client.put("since", began);
    client.put("began", began);
    client.put("cause", cause);
    steps.add(Tree.of(client));
    return Json.write(
        Tree.object(
            "schemaVersion",
            1,
            "at",
            2,
            "updated",
            "2026-11-30T09:59:50Z",
            "hand",
            hand,
            "steps",
            steps));
  }

  private static Board board(int learners, List<Tree> maps) {
    return Board.of(
        ClassPlan.of("class", learners, List.of("Ana", "Bo")), maps, List.of(), IDS, NOW);
  }

  @Test
  void those_who_need_help_come_first_and_those_who_have_waited_longest_before_others() {
    String early = "2026-11-30T09:10:00Z";
    String late = "2026-11-30T09:59:00Z";
    Board board =
        board(
            6,
            List.of(
                map("class-01", progress("todo", late, null, null)),
                map("class-02", progress("broken", late, null, "no-sidecar")),
                map("class-03", progress("broken", early, null, "no-sidecar")),
                map("class-04", progress("todo", early, null, null)),
                map("class-05", progress("todo", late, late, null))));
    List<String> order = board.rows().stream().map(row -> row.learner().namespace()).toList();
    assertEquals(
        List.of("class-05", "class-03", "class-02", "class-04", "class-01", "class-06"), order);
    assertEquals(Need.SLOW, board.rows().get(3).need());
    assertTrue(ClassReport.markdown(board, IDS).contains("| client | 0 | 2 | 5 |"));
  }

  @Test
  void a_megabyte_of_control_characters_in_every_field_neither_breaks_nor_deceives_the_board() {
    String much = EVIL.repeat(1_000_000 / EVIL.length());
    Map<String, Object> evil = new LinkedHashMap<>();
    evil.put("schemaVersion", 1);
    evil.put("track", EVIL);
    evil.put("at", 4_000_000_000L);
    evil.put("updated", "2999-01-01T00:00:00Z");
    evil.put("hand", EVIL);
    Map<String, Object> step = new LinkedHashMap<>();
    step.put("id", "client");
    step.put("state", EVIL);
    step.put("since", EVIL);
    step.put("began", "+999999999-12-31T23:59:59Z");
    step.put("hints", -7);
    step.put("cause", EVIL);
    evil.put("steps", List.of(Tree.of(step), Tree.object("id", EVIL, "state", "holds")));
    evil.put("predictions", List.of(Tree.object("about", EVIL, "right", EVIL)));
    Tree other = Tree.object("name", "another", "namespace", "class-01");
    List<Tree> maps =
        List.of(
            map("class-01", much),
            Tree.object(
                "metadata",
                other,
                "data",
                Tree.object(Seat.PROGRESS, progress("todo", null, null, null))),
            map("class-02", Json.write(Tree.of(evil))),
            map("class-03", "[".repeat(60_000)),
            map("elsewhere", progress("broken", null, null, null)),
            map("class-04", progress("todo", "2026-11-30T09:59:00Z", null, null)));
    Board board = board(4, maps);
    assertEquals(4, board.rows().size(), "nobody but who is in the roster");
    assertEquals(2, board.count(Need.UNREADABLE));
    assertEquals(0, board.count(Need.HAND), "nor a hand that nobody put up");
    assertEquals(0, board.count(Need.DONE));
    Layout layout = new Layout(Theme.PLAIN, 120);
    List<String> rows = BoardLines.of(board, Theme.PLAIN).stream().map(layout::cut).toList();
    assertEquals(6, rows.size());
    rows.forEach(row -> assertTrue(Columns.of(row) <= 120, row));
    String all =
        String.join("", rows)
            + BoardDocument.csv(board).replace("\r\n", "")
            + Json.write(BoardDocument.json(board, "lab"))
            + ClassReport.csv(board, IDS).replace("\r\n", "");
    assertTrue(all.chars().noneMatch(one -> one < ' ' || one == 0x202e || one == 0x9b), all);
    assertTrue(all.length() < 10_000, "much of it is not shown at all");
  }

  @Test
  void a_name_that_looks_like_a_formula_is_a_text_in_a_spreadsheet() {
    ClassPlan plan = ClassPlan.of("class", 1, List.of("=HYPERLINK(\"http://x\",\"y\")"));
    String csv = BoardDocument.csv(Board.of(plan, List.of(), List.of(), IDS, NOW));
    assertTrue(csv.contains("\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\""), csv);
  }
}
