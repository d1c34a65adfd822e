package dev.egresstls.lab.render.prose;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.egresstls.lab.render.text.Layout;
import dev.egresstls.lab.render.text.Theme;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProseTest {
  private static String shown(int columns, String markdown) {
    return String.join("\n", new Layout(Theme.PLAIN, columns).rows(Prose.lines(markdown, 2)));
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
    List<String> rows = List.of(shown(20, "Look:\n\n```shell\n" + code + "\n```").split("\n"));
    assertEquals("     kubectl apply -f - <<EOF", rows.get(2).replaceFirst("^ {3}", "     "));
    assertEquals(code, String.join("\n", rows.subList(2, 6)).replaceAll("(?m)^ {3}", ""));
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
  void a_link_shows_its_address_and_a_quote_is_set_in() {
    assertEquals(
        "    Note: see docs (https://x.test/a)", shown(60, "> Note: see [docs](https://x.test/a)"));
  }
}
