package dev.egresstls.lab.render.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ProseTest {
  private static String shown(int columns, String markdown) {
    return shown(Theme.PLAIN, columns, markdown);
  }

  private static String shown(Theme theme, int columns, String markdown) {
    return String.join("\n", new Layout(theme, columns).rows(Prose.lines(markdown, 2, columns)));
  }

  @Test
  void paragraphs_are_wrapped_and_divided_by_an_empty_line() {
    assertEquals(
        "  A headless Service has no address of\n  its own.\n\n  Next.",
        shown(40, "A headless Service\nhas no address of **its own**.\n\nNext."));
  }

  @Test
  void code_is_kept_letter_by_letter() {
    String code = "kubectl apply -f - <<EOF\n  a:   b\n\nEOF";
    assertEquals(
        "  Look:\n\n" + code + "\n\n  • in a list:\n\n" + code,
        shown(40, "Look:\n\n```shell\n" + code + "\n```\n\n- in a list:\n\n" + inList(code)));
  }

  private static String inList(String code) {
    return ("```\n" + code + "\n```").indent(2);
  }

  @Test
  void lists_hang_and_stay_tight_where_they_were_written_tight() {
    assertEquals(
        "  • one that is long enough to wrap in\n    here\n  • two\n\n  1. first\n  2. second",
        shown(40, "- one that is long enough to wrap in here\n- two\n\n1. first\n2. second"));
  }

  @Test
  void tables_keep_their_columns() {
    assertEquals(
        "  port  what\n  80    plain text\n  443   TLS",
        shown(40, "| port | what |\n|---|---|\n| 80 | plain text |\n| 443 | `TLS` |"));
  }

  @Test
  void a_table_that_is_too_wide_is_told_row_by_row() {
    String table =
        "| what you dial | listener | answer |\n|---|---|---|\n"
            + "| an address of the slice | `203.0.113.10_443` | from the origin |\n"
            + "| another one | none | an empty reply, by way of PassthroughCluster |";
    assertEquals(
        "  what you dial  an address of the slice\n    listener  203.0.113.10_443\n    answer  from the origin\n"
            + "  what you dial  another one\n    listener  none\n    answer  an empty reply, by way of\n"
            + "      PassthroughCluster",
        shown(40, table));
    assertEquals(3, shown(120, table).lines().count());
  }

  @Test
  void a_quote_is_set_in_and_a_note_has_its_word() {
    assertEquals("    so they say", shown(60, "> so they say"));
    assertEquals(
        "  Warning\n    Mind the port.\n\n    Twice.",
        shown(60, "> [!WARNING]\n> Mind the port.\n>\n> Twice."));
  }

  @Test
  void a_link_shows_its_address_where_the_terminal_has_no_links() {
    String text = "See [the *docs*](https://x.test/a) or <https://x.test/b>.";
    assertEquals("  See the docs (https://x.test/a) or https://x.test/b.", shown(80, text));
    assertEquals("  docs (notes.md)", shown(80, "[docs](notes.md)"), "no address of the web");
  }

  @Test
  void a_link_stands_behind_its_text_where_the_terminal_has_links() {
    Theme links = new Theme(false, true, true, false);
    String shown =
        shown(
            links,
            40,
            "See what is written in [the documentation of the thing](https://x.test/a).");
    String sequences = "\u001b]8;([^;]*);([^\u001b]*)\u001b\\\\";
    assertEquals(
        "  See what is written in the\n  documentation of the thing.",
        shown.replaceAll(sequences, ""));
    assertEquals(
        List.of("https://x.test/a", "", "https://x.test/a", ""),
        Pattern.compile(sequences).matcher(shown).results().map(found -> found.group(2)).toList());
    assertFalse(
        shown(links, 80, "[x](javascript:alert) [y](file:///etc/passwd)").contains("\u001b"));
  }
}
