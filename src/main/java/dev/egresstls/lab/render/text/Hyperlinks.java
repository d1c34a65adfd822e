package dev.egresstls.lab.render.text;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Links of a terminal: OSC 8. No terminal can be asked whether it knows them, so those that do are
 * known by what they put into the environment.
 */
public final class Hyperlinks {
  private static final String BEGIN = "\u001b]8;";
  private static final String ST = "\u001b\\";
  private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+).*");

  /** VTE 0.50 is the first release of GNOME's terminals in which links do no harm. */
  private static final int VTE = 5000;

  private Hyperlinks() {}

  /**
   * A text with a link behind it. The parts of a link that is broken over two rows have one id, so
   * that terminals light them up together.
   */
  static String around(String text, String address) {
    String id = "id=" + Integer.toHexString(address.hashCode());
    return BEGIN + id + ";" + address + ST + text + BEGIN + ";" + ST;
  }

  /**
   * Whether this terminal knows links. {@code FORCE_HYPERLINK} (0 or not) decides before all else.
   *
   * @param env the environment of the process
   * @param terminal whether it is a terminal
   */
  public static boolean known(Map<String, String> env, boolean terminal) {
    String forced = env.get("FORCE_HYPERLINK");
    if (forced != null && !forced.isEmpty()) {
      return !forced.equals("0");
    }
    String term = env.getOrDefault("TERM", "");
    if (!terminal || env.containsKey("CI") || term.equals("dumb") || term.startsWith("screen")) {
      return false;
    }
    return byProgram(env) || byVariable(env, term);
  }

  private static boolean byProgram(Map<String, String> env) {
    String version = env.getOrDefault("TERM_PROGRAM_VERSION", "");
    return switch (env.getOrDefault("TERM_PROGRAM", "")) {
      case "iTerm.app" -> atLeast(version, 3, 1);
      case "vscode" -> atLeast(version, 1, 72);
      case "tmux" -> atLeast(version, 3, 4);
      case "WezTerm", "ghostty", "Hyper", "rio" -> true;
      default -> false;
    };
  }

  /** Inside tmux the variables of the terminal around it say nothing. */
  private static boolean byVariable(Map<String, String> env, String term) {
    if (env.containsKey("TMUX")) {
      return false;
    }
    String vte = env.getOrDefault("VTE_VERSION", "");
    return vte.matches("\\d{4,6}") && Integer.parseInt(vte) >= VTE
        || env.containsKey("WT_SESSION")
        || env.containsKey("KONSOLE_VERSION")
        || env.containsKey("DOMTERM")
        || term.equals("xterm-kitty")
        || term.equals("xterm-ghostty")
        || term.startsWith("alacritty")
        || term.startsWith("foot");
  }

  private static boolean atLeast(String version, int major, int minor) {
    Matcher numbers = VERSION.matcher(version);
    if (!numbers.matches() || version.length() > 20) {
      return false;
    }
    int first = Integer.parseInt(numbers.group(1));
    return first > major || first == major && Integer.parseInt(numbers.group(2)) >= minor;
  }
}
