package dev.egresstls.lab.classroom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the trainer's table takes from what anybody may have written. */
class BoardTest {
  private static final Instant NOW = Instant.parse("2026-11-30T10:00:00Z");
  private static final LabTerms TERMS =
      new LabTerms(
          "lab",
          List.of("cluster", "client", "request"),
          List.of(
              new LabTerms.Asked("2.1", "client", "Who?", List.of("A", "B"), 2),
              new LabTerms.Asked("3.1", "port-80", "What then?", List.of("C", "D", "E"), 1)),
          Set.of("no-sidecar"));

  private static final String CREATED = "2026-11-30T08:00:00Z";

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
            "lab",
            "lab",
            "at",
            2,
            "updated",
            "2026-11-30T09:59:50Z",
            "hand",
            hand,
            "steps",
            steps));
  }

  private static List<Tree> hostileCauses() {
    List<Tree> all = new ArrayList<>();
    String at = "2026-11-30T09:00:00Z";
    all.add(Tree.object("cause", EVIL, "times", -5, "first", at, "last", EVIL, "repaired", EVIL));
    all.add(Tree.object("cause", "no-sidecar", "times", EVIL, "first", "2999-01-01T00:00:00Z"));
    all.add(Tree.object("cause", 7, "times", 1e300, "first", EVIL, "last", List.of(EVIL)));
    for (int i = 0; i < 500; i++) {
      all.add(Tree.object("cause", "made-up-" + i, "times", 1, "first", at, "last", at));
    }
    return all;
  }

  private static Board board(int learners, List<Tree> maps) {
    return Board.of(
        ClassPlan.of("class", learners, List.of("Ana", "Bo")), maps, List.of(), TERMS, NOW);
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
    assertTrue(ClassReport.markdown(board, TERMS).contains("| 2 client | 0 | 5 | 2 | 2 | 2 |"));
    String row = BoardLines.rows(board, Theme.PLAIN, 80).get(0).toString();
    assertTrue(row.contains("hand 60 s"), "since when which of the two: " + row);
  }

  @Test
  void a_megabyte_of_control_characters_in_every_field_neither_breaks_nor_deceives_the_board() {
    String much = EVIL.repeat(1_000_000 / EVIL.length());
    Map<String, Object> evil = new LinkedHashMap<>();
    evil.put("schemaVersion", 1);
    evil.put("lab", "lab");
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
    step.put("failures", 4_000_000_000L);
    step.put("milliseconds", Long.MAX_VALUE);
    step.put("droppedCauses", EVIL);
    step.put("causes", hostileCauses());
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
    List<String> rows = BoardLines.of(board, Theme.PLAIN, 120).stream().map(layout::cut).toList();
    assertEquals(6, rows.size());
    rows.forEach(row -> assertTrue(Columns.of(row) <= 120, row));
    String all =
        String.join("", rows)
            + BoardDocument.csv(board).replace("\r\n", "")
            + Json.write(BoardDocument.json(board))
            + ClassReport.csv(board, TERMS).replace("\r\n", "");
    assertTrue(all.chars().noneMatch(one -> one < ' ' || one == 0x202e || one == 0x9b), all);
    assertTrue(all.length() < 10_000, "much of it is not shown at all");
    StepProgress client =
        board.rows().stream()
            .filter(row -> row.learner().namespace().equals("class-02"))
            .findFirst()
            .orElseThrow()
            .progress()
            .steps()
            .get(1);
    assertEquals(
        "99 times, 2 causes, 0 dropped, 31 days",
        client.history().failures()
            + " times, "
            + client.history().causes().size()
            + " causes, "
            + client.history().dropped()
            + " dropped, "
            + client.history().spent().toDays()
            + " days");
    assertTrue(
        client.history().causes().stream()
            .allMatch(one -> one.times() == 1 && !one.last().isAfter(NOW)));
  }

  @Test
  void what_the_lab_does_not_know_is_shown_to_nobody_however_harmless_it_looks() {
    String made = progress("broken", "2026-11-30T09:00:00Z", null, "ask-mallory-at-example-com");
    Tree json =
        Json.read(made)
            .with("at", -3)
            .with(
                "predictions",
                List.of(
                    Tree.object("about", "mallory is great", "right", true),
                    Tree.object("about", "port-80", "right", false),
                    Tree.object("about", "port-80", "right", true)));
    String huge = Json.write(json).replace("\"at\":-3", "\"at\":1e999999");
    String other = made.replace("\"lab\":\"lab\"", "\"lab\":\"egress-gateway\"");
    Board board =
        board(
            5,
            List.of(
                map("class-01", Json.write(json)),
                map("class-02", huge),
                map("class-03", other),
                map("class-04", "{\"schemaVersion\":2}"),
                map("class-05", made.substring(0, made.length() - 1))));
    Map<String, Need> needs = new LinkedHashMap<>();
    board.rows().forEach(row -> needs.put(row.learner().namespace(), row.need()));
    assertEquals(Need.FAILS, needs.get("class-01"));
    assertEquals(Need.FAILS, needs.get("class-02"));
    assertEquals(Need.OTHER_LAB, needs.get("class-03"));
    assertEquals(Need.UNREADABLE, needs.get("class-04"));
    assertEquals(Need.UNREADABLE, needs.get("class-05"));
    String all = Json.write(BoardDocument.json(board)) + ClassReport.markdown(board, TERMS);
    assertFalse(all.contains("mallory"), all);
    assertTrue(
        all.contains("| 3.1 port-80 | What then? | an option that was not written | wrong | 2 |"),
        "one prediction each: " + all);
  }

  /** The API server notes when the progress was written. */
  private static Tree written(String namespace, String progress) {
    Tree map = map(namespace, progress);
    Tree fields = Tree.object("f:data", Tree.object("f:" + Seat.PROGRESS, Tree.object()));
    Tree entry = Tree.object("manager", "x", "time", "2026-11-30T09:59:50Z", "fieldsV1", fields);
    Tree metadata =
        map.get("metadata")
            .with("creationTimestamp", CREATED)
            .with("managedFields", List.of(entry));
    return map.with("metadata", metadata);
  }

  private static String wrote(String began, String updated) {
    return progress("broken", began, null, null).replace("2026-11-30T09:59:50Z", updated);
  }

  @Test
  void a_learners_clock_deceives_nobody() {
    Board board =
        board(
            3,
            List.of(
                written("class-01", wrote("2026-11-30T11:20:00Z", "2026-11-30T11:59:50Z")),
                written("class-02", wrote("2026-11-30T06:40:00Z", "2026-11-30T06:59:50Z")),
                written("class-03", wrote("1970-01-01T00:00:00Z", "2026-11-30T09:59:50Z"))));
    Map<String, Instant> since = new LinkedHashMap<>();
    for (Board.Row row : board.rows()) {
      since.put(row.learner().namespace(), row.progress().stuckSince().orElseThrow());
    }
    assertEquals(Instant.parse("2026-11-30T09:20:00Z"), since.get("class-01"), "two hours ahead");
    assertEquals(Instant.parse("2026-11-30T09:40:00Z"), since.get("class-02"), "three behind");
    assertEquals(Instant.parse(CREATED), since.get("class-03"), "before there was a class");
  }

  @Test
  void names_that_look_the_same_are_told_apart_by_their_numbers_at_every_width() {
    ClassPlan plan = ClassPlan.of("class", 3, List.of("Ana", "\u0410n\u200da\u202e", "An\u0430"));
    Board board = Board.of(plan, List.of(), List.of(), TERMS, NOW);
    for (int columns : List.of(20, 40, 80, 120, 200)) {
      Layout layout = new Layout(Theme.PLAIN, columns);
      List<String> rows =
          BoardLines.rows(board, Theme.PLAIN, columns).stream().map(layout::cut).toList();
      List<String> numbers = rows.stream().map(row -> row.replaceAll("[^0-9]", "")).toList();
      assertEquals(List.of("01", "02", "03"), numbers);
      rows.forEach(row -> assertTrue(Columns.of(row) <= columns, row));
    }
  }

  @Test
  void a_name_that_looks_like_a_formula_is_a_text_in_a_spreadsheet() {
    ClassPlan plan = ClassPlan.of("class", 1, List.of("=HYPERLINK(\"http://x\",\"y\")"));
    String csv = BoardDocument.csv(Board.of(plan, List.of(), List.of(), TERMS, NOW));
    assertTrue(csv.contains("\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\""), csv);
  }
}
