package dev.egresstls.lab.render.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ColourChoiceTest {
  private static boolean auto(boolean terminal, String... env) {
    Map<String, String> map =
        env.length == 4
            ? Map.of(env[0], env[1], env[2], env[3])
            : env.length == 2 ? Map.of(env[0], env[1]) : Map.of();
    return ColourChoice.AUTO.colours(map, terminal);
  }

  @Test
  void a_terminal_gets_colours_and_a_pipe_does_not() {
    assertTrue(auto(true));
    assertFalse(auto(false));
  }

  @Test
  void the_option_beats_the_environment() {
    assertTrue(ColourChoice.ALWAYS.colours(Map.of("NO_COLOR", "1", "TERM", "dumb"), false));
    assertFalse(ColourChoice.NEVER.colours(Map.of("FORCE_COLOR", "1"), true));
  }

  @Test
  void no_color_counts_only_if_it_is_not_empty_and_beats_force() {
    assertFalse(auto(true, "NO_COLOR", "1"));
    assertTrue(auto(true, "NO_COLOR", ""));
    assertFalse(auto(true, "NO_COLOR", "1", "FORCE_COLOR", "1"));
  }

  @Test
  void force_gives_a_pipe_colours_unless_it_is_0() {
    assertTrue(auto(false, "CLICOLOR_FORCE", "1"));
    assertTrue(auto(false, "FORCE_COLOR", "1"));
    assertFalse(auto(false, "FORCE_COLOR", "0"));
  }

  @Test
  void clicolor_0_and_a_dumb_terminal_take_them_away() {
    assertFalse(auto(true, "CLICOLOR", "0"));
    assertFalse(auto(true, "TERM", "dumb"));
  }

  @Test
  void signs_are_ascii_where_the_charset_or_the_terminal_knows_no_more() {
    assertTrue(ColourChoice.unicode(Map.of("TERM", "xterm"), "UTF-8"));
    assertFalse(ColourChoice.unicode(Map.of("TERM", "xterm"), "ANSI_X3.4-1968"));
    assertEquals(false, ColourChoice.unicode(Map.of("TERM", "dumb"), "UTF-8"));
  }
}
