package dev.egresstls.lab.mesh.route;

import dev.egresstls.lab.value.Tree;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.PatternSyntaxException;

/** Compares texts as the routes of both APIs ask for it. */
final class TextMatch {
  private TextMatch() {}

  /** A StringMatch of a VirtualService: {@code exact}, {@code prefix} or {@code regex}. */
  static Fit fits(Tree match, String text) {
    if (isPresence(match)) {
      return Fit.YES;
    }
    if (match.get("exact").isPresent()) {
      return Fit.of(text.equals(match.get("exact").text("")));
    }
    if (match.get("prefix").isPresent()) {
      return Fit.of(text.startsWith(match.get("prefix").text("")));
    }
    return regex(match.get("regex").text(""), text);
  }

  /** Whether it asks for no text at all, but that there is one (route.go:1163-1179 @1.31.0). */
  static boolean isPresence(Tree match) {
    return match.fields().isEmpty() || match.get("regex").text("").equals("*");
  }

  /** The same in any case, but for a pattern. */
  static Fit inAnyCase(Tree match, String text) {
    return match.get("regex").isPresent()
        ? fits(match, text)
        : fits(lower(match), text.toLowerCase(Locale.ROOT));
  }

  private static Tree lower(Tree match) {
    Map<String, Object> lower = new LinkedHashMap<>();
    match.fields().forEach((key, value) -> lower.put(key, value.text("").toLowerCase(Locale.ROOT)));
    return Tree.of(lower);
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
