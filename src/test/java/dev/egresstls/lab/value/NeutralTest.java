package dev.egresstls.lab.value;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NeutralTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\u001b[31mb",
        "a\u001b[2Jb",
        "a\u001b[?1049hb",
        "a\u001b]0;title\u0007b",
        "a\u001b]8;;http://evil\u001b\\b",
        "a\u001bP1$r\u001b\\b",
        "a\u001b_apc\u001b\\b",
        "a\u001b(Bb",
        "a\u001b7b",
        "a\u009b31mb",
        "a\u009d0;title\u009cb",
        "a\u0000\u0007\u0008\u000b\u007fb",
        "a\u0080\u0085b",
        "a\u202eb",
        "a\u2066b\u2069",
        "a\ufeffb\u200b",
        "a\rb",
        "ab\u001b",
        "ab\u001b[",
        "ab\u001b[12",
        "ab\u001b]never ends"
      })
  void what_could_steer_a_terminal_is_gone(String hostile) {
    assertEquals("ab", Neutral.text(hostile));
  }

  @Test
  void letters_of_all_scripts_and_joined_emoji_stay() {
    String text = "naïve · 網絡 · שלום · 👩\u200d💻 · é";
    assertEquals(text, Neutral.text(text));
  }

  @Test
  void line_feeds_stay_and_tabs_become_spaces() {
    assertEquals("a b\nc", Neutral.text("a\tb\nc"));
  }

  @Test
  void an_unfinished_title_does_not_swallow_the_lines_after_it() {
    assertEquals("a\nb", Neutral.text("a\u001b]0;title\nb"));
  }

  @Test
  void half_a_surrogate_pair_is_shown_as_a_replacement() {
    assertEquals("a\ufffdb", Neutral.text("a\ud800b"));
  }

  @Test
  void a_line_that_is_too_long_is_cut_and_the_next_one_is_whole() {
    String cut = Neutral.text("x".repeat(1_000_000) + "\nnext");
    assertEquals("x".repeat(Neutral.LONGEST_LINE) + "\u2026\nnext", cut);
  }

  @ParameterizedTest
  @CsvSource({"'  a\r\n  b\n', a b", "'a\u2028b', a b", "'\u001b[1m\n', ''"})
  void one_line_is_made_of_several(String several, String one) {
    assertEquals(one, Neutral.line(several));
  }
}
