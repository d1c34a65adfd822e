package dev.egresstls.lab.console.terminal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jline.terminal.impl.PosixSysTerminal;
import org.jline.terminal.spi.Pty;
import org.jline.utils.InfoCmp;
import org.jline.utils.InfoCmp.Capability;

/**
 * A terminal of a type that JLine itself describes. JLine reads the description, and with it the
 * names of all the capabilities that any terminal may have, character by character, which takes a
 * quarter of the time in which a terminal is opened. Only the names in those descriptions are
 * needed.
 */
final class KnownTerminal extends PosixSysTerminal {
  /** The short names in JLine's descriptions, and what each is called; others are not used. */
  private static final String NAMES = "capabilities.txt";

  private static final Set<String> TYPES =
      Set.of(
          "ansi",
          "xterm",
          "xterm-256color",
          "screen",
          "screen-256color",
          "rxvt",
          "rxvt-basic",
          "rxvt-unicode",
          "rxvt-unicode-256color");

  /**
   * A terminal.
   *
   * @param type one that {@link #isKnown is known}
   * @param signals whether its signals are handled
   */
  KnownTerminal(String type, Pty pty, Charset charset, boolean signals) throws IOException {
    super("JLine terminal", type, pty, charset, charset, charset, signals, SignalHandler.SIG_DFL);
  }

  /** Whether JLine describes that type, and does not call it dumb. */
  static boolean isKnown(String type) {
    return TYPES.contains(type);
  }

  /** Called by the constructors that this one calls. */
  @Override
  protected void parseInfoCmp() {
    try {
      read(text(InfoCmp.class, getType() + ".caps"), bools, ints, strings);
    } catch (IOException e) {
      super.parseInfoCmp();
    }
  }

  private static String text(Class<?> beside, String name) throws IOException {
    try (InputStream file = beside.getResourceAsStream(name)) {
      return new String(file.readAllBytes(), StandardCharsets.US_ASCII);
    }
  }

  /**
   * Reads what {@code infocmp} prints: comments, a line of the terminal's names, and capabilities
   * that end with a comma, such as {@code am}, {@code cols#80} and {@code bel=^G}.
   */
  static void read(
      String description,
      Set<Capability> bools,
      Map<Capability, Integer> ints,
      Map<Capability, String> strings)
      throws IOException {
    Map<String, String> names = names();
    for (String one : description.split(",\\s+")) {
      String entry = one.strip();
      int equals = entry.indexOf('=');
      int number = equals < 0 ? entry.indexOf('#') : -1;
      int end = Math.max(equals, number);
      String name = names.get(end < 0 ? entry : entry.substring(0, end));
      if (name == null) {
        continue;
      }
      Capability known = Capability.valueOf(name);
      if (equals >= 0) {
        strings.put(known, entry.substring(equals + 1));
      } else if (number >= 0) {
        ints.put(known, Integer.decode(entry.substring(number + 1)));
      } else {
        bools.add(known);
      }
    }
  }

  private static Map<String, String> names() throws IOException {
    Map<String, String> names = new HashMap<>();
    for (String pair : text(KnownTerminal.class, NAMES).split("\n")) {
      int equals = pair.indexOf('=');
      names.put(pair.substring(0, equals), pair.substring(equals + 1));
    }
    return names;
  }
}
