package dev.egresstls.lab.render.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;

class HyperlinksTest {
  private static void links(boolean expected, Map<String, String> env) {
    assertEquals(expected, Hyperlinks.known(env, true), env::toString);
  }

  @Test
  void terminals_that_know_links_are_known() {
    links(true, Map.of("TERM", "xterm-256color", "VTE_VERSION", "6800"));
    links(true, Map.of("TERM", "xterm-256color", "WT_SESSION", "c3"));
    links(true, Map.of("TERM", "xterm-kitty"));
    links(true, Map.of("TERM_PROGRAM", "iTerm.app", "TERM_PROGRAM_VERSION", "3.4.1"));
    links(true, Map.of("TERM_PROGRAM", "tmux", "TERM_PROGRAM_VERSION", "3.4", "TMUX", "s"));
    links(true, Map.of("TERM", "dumb", "FORCE_HYPERLINK", "1"));
  }

  @Test
  void all_others_show_addresses() {
    links(false, Map.of("TERM", "xterm-256color"));
    links(false, Map.of());
    links(false, Map.of("TERM", "xterm", "VTE_VERSION", "4999"));
    links(false, Map.of("TERM", "xterm", "VTE_VERSION", "99999999999"));
    links(false, Map.of("TERM", "xterm", "VTE_VERSION", "6800", "CI", "true"));
    links(false, Map.of("TERM", "xterm", "VTE_VERSION", "6800", "TMUX", "s"));
    links(false, Map.of("TERM", "tmux-256color", "TERM_PROGRAM", "tmux", "TMUX", "s"));
    links(false, Map.of("TERM_PROGRAM", "iTerm.app", "TERM_PROGRAM_VERSION", "3"));
    links(false, Map.of("TERM", "xterm-kitty", "FORCE_HYPERLINK", "0"));
    assertEquals(false, Hyperlinks.known(Map.of("TERM", "xterm-kitty"), false), "a pipe");
  }
}
