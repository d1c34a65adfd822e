package dev.egresstls.lab.message;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A call of {@code say} or {@code count} in the sources, or a text of {@code --help}.
 *
 * @param key the literal at its beginning; the first part of a key if more is added to it
 * @param whole whether nothing is added to it
 * @param counted whether it is one of two sentences
 * @param values how many values are filled in
 */
record Saying(String file, String key, boolean whole, boolean counted, int values) {
  private static final Pattern CALL = Pattern.compile("\\b(say|count)\\(\\s*\"([^\"\\s]+)\"");
  private static final Pattern HELP = Pattern.compile("\\$\\{bundle:([^}]+)}");

  /** What a file imports that says something: Line has a {@code say} of its own. */
  private static final List<String> ROADS =
      List.of("dev.egresstls.lab.message.Messages", "lab.render.text.Line;");

  /** All of them. */
  static List<Saying> inAllSources() throws IOException {
    List<Saying> all = new ArrayList<>();
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        String source = Files.readString(file);
        if (ROADS.stream().anyMatch(source::contains) || file.endsWith("Messages.java")) {
          all.addAll(in(file.toString(), source));
        }
        all.addAll(helpIn(file.toString(), source));
      }
    }
    return all;
  }

  private static List<Saying> in(String file, String source) {
    List<Saying> found = new ArrayList<>();
    Matcher call = CALL.matcher(source);
    while (call.find()) {
      boolean counted = call.group(1).equals("count");
      String rest = source.substring(call.end()).stripLeading();
      boolean whole = rest.startsWith(",") || rest.startsWith(")");
      int values = Math.max(0, arguments(source, call.end()) - (counted ? 1 : 0));
      found.add(new Saying(file, call.group(2), whole, counted, values));
    }
    return found;
  }

  /** What picocli looks up in the bundle by itself. */
  private static List<Saying> helpIn(String file, String source) {
    return HELP.matcher(source)
        .results()
        .map(one -> new Saying(file, one.group(1), true, false, 0))
        .toList();
  }

  /** Those of the texts of {@code --help}. */
  static List<String> helpKeys() throws IOException {
    List<String> keys = new ArrayList<>();
    try (Stream<Path> files = Files.walk(Path.of("src/main/java/dev/egresstls/lab/cli"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        helpIn(file.toString(), Files.readString(file)).forEach(one -> keys.add(one.key()));
      }
    }
    return keys;
  }

  /** How many arguments follow the first, up to the bracket that closes the call. */
  private static int arguments(String source, int from) {
    int depth = 0;
    int arguments = 0;
    boolean text = false;
    for (int i = from; i < source.length(); i++) {
      char c = source.charAt(i);
      if (c == '"' && source.charAt(i - 1) != '\\') {
        text = !text;
      } else if (!text && (c == '(' || c == '{' || c == '[')) {
        depth++;
      } else if (!text && (c == ')' || c == '}' || c == ']')) {
        if (depth-- == 0) {
          return arguments;
        }
      } else if (!text && c == ',' && depth == 0) {
        arguments++;
      }
    }
    return arguments;
  }

  /** The keys that it certainly asks for. */
  List<String> keys() {
    if (!whole) {
      return List.of();
    }
    return counted ? List.of(key + ".one", key + ".many") : List.of(key);
  }

  /** Whether it may ask for a key whose end is only known when it runs. */
  boolean composes(String wanted) {
    return !whole && wanted.startsWith(key);
  }
}
