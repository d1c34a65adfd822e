package dev.egresstls.lab.console.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jline.utils.InfoCmp;
import org.jline.utils.InfoCmp.Capability;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Judged by what JLine reads from the same descriptions. */
class KnownTerminalTest {
  /** Those that people have; all have keys that move the cursor. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ansi",
        "xterm",
        "xterm-256color",
        "screen",
        "screen-256color",
        "rxvt",
        "rxvt-basic",
        "rxvt-unicode",
        "rxvt-unicode-256color"
      })
  void a_description_is_read_as_jline_reads_it(String type) throws IOException {
    assertTrue(KnownTerminal.isKnown(type));
    String description = InfoCmp.getDefaultInfoCmp(type);
    Set<Capability> bools = EnumSet.noneOf(Capability.class);
    Map<Capability, Integer> ints = new EnumMap<>(Capability.class);
    Map<Capability, String> strings = new EnumMap<>(Capability.class);
    InfoCmp.parseInfoCmp(description, bools, ints, strings);
    assertTrue(strings.containsKey(Capability.cursor_address), "JLine read it");

    Set<Capability> ourBools = EnumSet.noneOf(Capability.class);
    Map<Capability, Integer> ourInts = new EnumMap<>(Capability.class);
    Map<Capability, String> ourStrings = new EnumMap<>(Capability.class);
    KnownTerminal.read(description, ourBools, ourInts, ourStrings);
    assertEquals(bools, ourBools);
    assertEquals(ints, ourInts);
    // JLine cuts these at an escaped comma; nobody here draws with them.
    strings.remove(Capability.acs_chars);
    ourStrings.remove(Capability.acs_chars);
    assertEquals(strings, ourStrings);
  }

  @Test
  void a_dumb_terminal_and_one_without_a_description_are_left_to_jline() {
    assertFalse(KnownTerminal.isKnown("dumb"));
    assertFalse(KnownTerminal.isKnown("dumb-color"));
    assertFalse(KnownTerminal.isKnown("xterm-kitty"));
    assertFalse(KnownTerminal.isKnown("../xterm"));
  }
}
