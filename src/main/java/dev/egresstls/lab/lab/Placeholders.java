package dev.egresstls.lab.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds {@code ${name}} in texts: the only thing in a lab that is filled in. */
public final class Placeholders {
  /** What the names of fields of what was seen begin with. */
  public static final String SELF = "self.";

  private static final Pattern ONE = Pattern.compile("\\$\\{([^}\\s]*)}");

  private Placeholders() {}

  /** The names in a text, in order, with doubles. */
  public static List<String> names(String template) {
    if (!template.contains("${")) {
      return List.of(); // most texts, and a lab has some thousand
    }
    List<String> names = new ArrayList<>();
    Matcher matcher = ONE.matcher(template);
    while (matcher.find()) {
      names.add(matcher.group(1));
    }
    return names;
  }

  /** The name of a text that is one placeholder and nothing else. */
  public static Optional<String> only(String template) {
    Matcher matcher = ONE.matcher(template);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /** The text with each placeholder replaced by what {@code values} gives for its name. */
  public static String fill(String template, UnaryOperator<String> values) {
    return template.contains("${")
        ? ONE.matcher(template)
            .replaceAll(match -> Matcher.quoteReplacement(values.apply(match.group(1))))
        : template;
  }
}
