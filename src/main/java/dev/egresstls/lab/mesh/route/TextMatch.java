package dev.egresstls.lab.mesh.route;

import dev.egresstls.lab.value.Tree;
import java.util.regex.PatternSyntaxException;

/** Compares texts as the routes of both APIs ask for it. */
final class TextMatch {
  private TextMatch() {}

  /** A StringMatch of a VirtualService: {@code exact}, {@code prefix} or {@code regex}. */
  static Fit fits(Tree match, String text) {
    if (!match.isObject() || match.fields().isEmpty()) {
      return Fit.YES;
    }
    if (match.get("exact").isPresent()) {
      return Fit.of(text.equalsIgnoreCase(match.get("exact").text("")));
    }
    if (match.get("prefix").isPresent()) {
      return Fit.of(text.startsWith(match.get("prefix").text("")));
    }
    return regex(match.get("regex").text(""), text);
  }

  /** A path match of an HTTPRoute: a prefix counts by whole elements. */
  static Fit path(Tree match, String text) {
    String value = match.get("value").text("/");
    return switch (match.get("type").text("PathPrefix")) {
      case "Exact" -> Fit.of(text.equals(value));
      case "RegularExpression" -> regex(value, text);
      default -> Fit.of(below(value.replaceFirst("/$", ""), text));
    };
  }

  private static boolean below(String prefix, String text) {
    return text.equals(prefix) || text.startsWith(prefix + "/");
  }

  /** RE2, which Envoy speaks, is not Java's; what both read alike is most of it. */
  private static Fit regex(String pattern, String text) {
    try {
      return pattern.isEmpty() ? Fit.UNKNOWN : Fit.of(text.matches(pattern));
    } catch (PatternSyntaxException | StackOverflowError e) {
      return Fit.UNKNOWN;
    }
  }
}
