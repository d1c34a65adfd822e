package dev.egresstls.lab.shell.trace;

import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.trace.Question;
import dev.egresstls.lab.value.Spelling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was typed after {@code trace} at the prompt.
 *
 * @param json whether one JSON object is wanted
 * @param verbose whether the names in Envoy are wanted
 */
public record TraceWords(Question question, boolean json, boolean verbose) {
  private static final List<String> WITH_VALUE =
      List.of("--from", "--in", "--why-not", "-o", "--output");
  private static final List<String> ALONE = List.of("-v", "--verbose");

  /**
   * Reads the words, options in any place.
   *
   * @throws dev.egresstls.lab.lab.LabFailure (usage) if they ask nothing that can be answered
   */
  public static TraceWords of(String argument) {
    List<String> urls = new ArrayList<>();
    Map<String, String> options = new LinkedHashMap<>();
    Iterator<String> words =
        Arrays.stream(argument.strip().split("\\s+")).filter(word -> !word.isEmpty()).iterator();
    while (words.hasNext()) {
      String word = words.next();
      if (word.startsWith("-")) {
        option(word, words, options);
      } else {
        urls.add(word);
      }
    }
    Question question =
        Question.of(
            urls,
            Optional.ofNullable(options.get("--from")),
            Optional.ofNullable(options.get("--in")),
            Optional.ofNullable(options.get("--why-not")));
    return new TraceWords(question, json(options), ALONE.stream().anyMatch(options::containsKey));
  }

  private static void option(String word, Iterator<String> words, Map<String, String> options) {
    int equals = word.indexOf('=');
    String name = equals < 0 ? word : word.substring(0, equals);
    if (ALONE.contains(name)) {
      options.put(name, "");
    } else if (!WITH_VALUE.contains(name)) {
      throw unknown(name).failure();
    } else if (equals >= 0) {
      options.put(name, word.substring(equals + 1));
    } else if (words.hasNext()) {
      options.put(name, words.next());
    } else {
      throw Problem.of(Problem.Kind.USAGE, name + " needs a value", "help").failure();
    }
  }

  private static Problem unknown(String name) {
    List<String> all = new ArrayList<>(WITH_VALUE);
    all.addAll(ALONE);
    String what = "trace has no option " + name + " at the prompt";
    return Spelling.near(name, all)
        .map(near -> Problem.of(Problem.Kind.USAGE, what, "did you mean " + near + "?"))
        .orElseGet(() -> Problem.of(Problem.Kind.USAGE, what, String.join(", ", all)));
  }

  private static boolean json(Map<String, String> options) {
    String format = options.getOrDefault("-o", options.getOrDefault("--output", "table"));
    if (!List.of("table", "json").contains(format)) {
      throw Problem.of(Problem.Kind.USAGE, "-o " + format + " is no format", "-o table", "-o json")
          .failure();
    }
    return format.equals("json");
  }
}
