package dev.egresstls.lab.shell.typed;

import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.value.Spelling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was typed after a command at the prompt, options in any place.
 *
 * @param names what is no option, in order
 * @param options by their short names, {@code -n} for {@code --namespace}; empty for one alone
 */
public record PromptWords(List<String> names, Map<String, String> options) {
  public static final String NAMESPACE = "-n";
  public static final String ALL = "-A";
  public static final String OUTPUT = "-o";
  public static final String CONTAINER = "-c";
  public static final String VERBOSE = "-v";
  public static final String TAIL = "--tail";
  public static final String MANAGED_FIELDS = "--show-managed-fields";

  private static final Map<String, String> SHORT =
      Map.of(
          "--namespace", NAMESPACE,
          "--all-namespaces", ALL,
          "--output", OUTPUT,
          "--container", CONTAINER,
          "--verbose", VERBOSE);
  private static final List<String> ALONE = List.of(ALL, MANAGED_FIELDS, VERBOSE);

  public PromptWords {
    names = List.copyOf(names);
    options = Map.copyOf(options);
  }

  /**
   * Reads the words.
   *
   * @param command for what is said of mistakes
   * @param known the options that it takes
   * @throws dev.egresstls.lab.lab.LabFailure (usage) if an option is not one of these
   */
  public static PromptWords of(String command, String argument, String... known) {
    List<String> names = new ArrayList<>();
    Map<String, String> options = new LinkedHashMap<>();
    Iterator<String> words =
        Arrays.stream(argument.split("\\s+")).filter(word -> !word.isEmpty()).iterator();
    while (words.hasNext()) {
      String word = words.next();
      if (word.startsWith("-")) {
        option(command, word, words, List.of(known), options);
      } else {
        names.add(word);
      }
    }
    return new PromptWords(names, options);
  }

  private static void option(
      String command,
      String word,
      Iterator<String> words,
      List<String> known,
      Map<String, String> options) {
    int equals = word.indexOf('=');
    String typed = equals < 0 ? word : word.substring(0, equals);
    String name = SHORT.getOrDefault(typed, typed);
    String letter = word.substring(0, Math.min(word.length(), 2));
    boolean joined =
        equals < 0 && word.length() > 2 && !letter.equals("--") && !ALONE.contains(letter);
    name = joined ? letter : name;
    if (!known.contains(name)) {
      throw unknown(command, typed, known).failure();
    }
    if (ALONE.contains(name)) {
      options.put(name, "");
    } else if (equals >= 0 || joined) {
      options.put(name, word.substring(equals >= 0 ? equals + 1 : 2));
    } else if (words.hasNext()) {
      options.put(name, words.next());
    } else {
      throw Problem.of(Problem.Kind.USAGE, typed + " needs a value", "help").failure();
    }
  }

  private static Problem unknown(String command, String name, List<String> known) {
    List<String> all = new ArrayList<>(known);
    SHORT.keySet().stream().filter(one -> known.contains(SHORT.get(one))).forEach(all::add);
    String what = command + " has no option " + name + " at the prompt";
    return Spelling.near(name, all)
        .map(near -> Problem.of(Problem.Kind.USAGE, what, "did you mean " + near + "?"))
        .orElseGet(() -> Problem.of(Problem.Kind.USAGE, what, String.join(", ", known)));
  }

  /** Whether an option was typed, by its short name if it has one. */
  public boolean has(String option) {
    return options.containsKey(option);
  }

  /** The value of an option, by its short name if it has one; empty if it was not typed. */
  public Optional<String> option(String name) {
    return Optional.ofNullable(options.get(name));
  }

  /** The words, of which one that is {@code kind/name} counts as two. */
  public List<String> parts() {
    return names.stream()
        .flatMap(word -> Arrays.stream(word.split("/", 2)))
        .filter(part -> !part.isEmpty())
        .toList();
  }
}
