package dev.egresstls.lab.render.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class LayoutTest {
  private static final String WORDS =
      "the sidecar takes it and remembers 203.0.113.10:443 and a-very-long-word-"
          + "x".repeat(330)
          + " ends";

  private static List<String> rows(int columns, Line line) {
    return new Layout(Theme.PLAIN, columns).rows(line);
  }

  @Test
  void no_row_is_wider_than_the_terminal() {
    Line line = Line.of(6, Role.PLAIN, WORDS).hanging(14).right("12.3 s");
    for (int columns = 20; columns <= 300; columns++) {
      for (String row : rows(columns, line)) {
        assertTrue(Columns.of(row) <= columns, columns + ": " + row);
      }
    }
  }

  @Test
  void nothing_but_blanks_is_lost_by_wrapping() {
    for (int columns = 20; columns <= 300; columns++) {
      String shown = String.join("", rows(columns, Line.of(6, Role.PLAIN, WORDS)));
      assertEquals(WORDS.replace(" ", ""), shown.replace(" ", ""));
    }
  }

  @Test
  void a_long_path_is_never_cut_at_a_hyphen_and_for_a_screen_reader_not_at_all() {
    String path = "/tmp/egresstls-practice/ledger/5528c022-d471-49d0-9e9a-dea5ef0cd824.jsonl";
    Line line = Line.of(2, Role.PLAIN, "recorded in " + path);
    new Layout(Theme.PLAIN, 40).rows(line).forEach(row -> assertTrue(!row.endsWith("-"), row));
    assertEquals(
        List.of("  recorded in", "  " + path), new Layout(Theme.PLAIN.aloud(), 40).rows(line));
  }

  @Test
  void no_row_begins_with_the_full_stop_of_a_name_that_ended_the_row_before() {
    Line line =
        Line.of(4, Role.PLAIN, "the slice has an address for ")
            .and(Role.CODE, "www.google.com")
            .and(Role.PLAIN, ". It is dialled (by ")
            .and(Role.CODE, "curl -v")
            .and(Role.PLAIN, "), once.")
            .hanging(4);
    for (int columns = 22; columns <= 100; columns++) {
      for (String row : rows(columns, line)) {
        assertTrue(row.strip().matches("[-a-zI(].*"), columns + ": " + row);
      }
    }
  }

  @Test
  void a_time_stands_in_the_last_column() {
    String row = rows(60, Line.of(2, Role.PLAIN, "1 cluster").right("0.4 s")).get(0);
    assertEquals(60, row.length());
    assertTrue(row.endsWith(" 0.4 s"));
  }

  @Test
  void exact_lines_are_never_wrapped() {
    String command = "kubectl exec deploy/curl -c curl -- curl -v http://www.google.com:443";
    assertEquals(List.of("     " + command), rows(20, Line.code(10, command)));
  }

  @Test
  void text_from_outside_cannot_steer_the_terminal() {
    String hostile = "a\u001b]0;title\u0007b\u001b[2Jc\rd\ne";
    assertEquals(List.of("abcd e"), rows(80, Line.of(0, Role.PLAIN, hostile)));
  }

  @Test
  void colours_stand_around_what_has_a_role_and_end_with_it() {
    Line line = Line.of(0, Role.MET, "two words").and(Role.PLAIN, " plain");
    assertEquals(
        List.of("\u001b[32mtwo words\u001b[0m plain"),
        new Layout(new Theme(true, true), 80).rows(line));
  }

  @Test
  void without_unicode_only_ascii_is_written() {
    Theme ascii = new Theme(false, false);
    Line line = Line.at(0).and(ascii.sign(Mark.MET)).and(Role.PLAIN, " ok · a → b …");
    assertEquals(List.of("[ok] ok - a -> b ..."), new Layout(ascii, 80).rows(line));
  }

  @Test
  void wide_characters_count_as_two_columns() {
    assertEquals(4, Columns.of("日本"));
    assertEquals("日…", Columns.cut("日本語", 4));
  }
}
