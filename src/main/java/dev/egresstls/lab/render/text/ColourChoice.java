package dev.egresstls.lab.render.text;

import java.util.Locale;
import java.util.Map;

/** What {@code --color} says; the environment and the terminal decide about {@link #AUTO}. */
public enum ColourChoice {
  AUTO,
  ALWAYS,
  NEVER;

  /**
   * Whether to write colours. The first that speaks wins: {@code --color}, {@code NO_COLOR} (set
   * and not empty, no-color.org), {@code CLICOLOR_FORCE} and {@code FORCE_COLOR} (neither empty nor
   * 0), {@code CLICOLOR=0}, {@code TERM=dumb}, and whether it is a terminal.
   */
  public boolean colours(Map<String, String> env, boolean terminal) {
    if (this != AUTO) {
      return this == ALWAYS;
    }
    if (!env.getOrDefault("NO_COLOR", "").isEmpty()) {
      return false;
    }
    if (forced(env, "CLICOLOR_FORCE") || forced(env, "FORCE_COLOR")) {
      return true;
    }
    return terminal && !"0".equals(env.get("CLICOLOR")) && !"dumb".equals(env.get("TERM"));
  }

  private static boolean forced(Map<String, String> env, String name) {
    String value = env.getOrDefault(name, "");
    return !value.isEmpty() && !value.equals("0");
  }

  /**
   * Whether the terminal shows more than ASCII.
   *
   * @param charset the name of the charset that text is written in
   */
  public static boolean unicode(Map<String, String> env, String charset) {
    return charset.toUpperCase(Locale.ROOT).startsWith("UTF") && !"dumb".equals(env.get("TERM"));
  }
}
