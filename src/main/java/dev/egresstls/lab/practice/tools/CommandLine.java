package dev.egresstls.lab.practice.tools;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The words and flags of a command line, read as Go's cobra and pflag read them. */
public final class CommandLine {
  private final List<String> words = new ArrayList<>();
  private final Map<String, List<String>> flags = new LinkedHashMap<>();

  private CommandLine() {}

  /** A command line that is refused, in the tool's own words. */
  public static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Refused(String message) {
      super(message);
    }
  }

  /**
   * Which flags there are.
   *
   * @param valued long names of flags that take a value
   * @param switches long names of flags that take none
   * @param shorthands one-letter names
   */
  public record Flags(List<String> valued, List<String> switches, Map<String, String> shorthands) {
    public Flags {
      valued = List.copyOf(valued);
      switches = List.copyOf(switches);
      shorthands = Map.copyOf(shorthands);
    }
  }

  /**
   * Reads arguments.
   *
   * @throws Refused {@code unknown flag: --x}, {@code unknown shorthand flag: 'x' in -x}, {@code
   *     flag needs an argument: --x}
   */
  public static CommandLine read(List<String> arguments, Flags known) {
    CommandLine line = new CommandLine();
    for (int i = 0; i < arguments.size(); i++) {
      String word = arguments.get(i);
      if (!word.startsWith("-") || word.equals("-")) {
        line.words.add(word);
        continue;
      }
      int equals = word.indexOf('=');
      String name = line.name(equals < 0 ? word : word.substring(0, equals), known);
      if (known.switches().contains(name)) {
        line.put(name, equals < 0 ? "true" : word.substring(equals + 1));
      } else if (equals >= 0) {
        line.put(name, word.substring(equals + 1));
      } else if (i + 1 < arguments.size()) {
        line.put(name, arguments.get(++i));
      } else {
        throw new Refused("flag needs an argument: " + word);
      }
    }
    return line;
  }

  private String name(String word, Flags known) {
    if (word.startsWith("--")) {
      String name = word.substring(2);
      if (!known.valued().contains(name) && !known.switches().contains(name)) {
        throw new Refused("unknown flag: --" + name);
      }
      return name;
    }
    String letter = word.substring(1);
    return Optional.ofNullable(known.shorthands().get(letter))
        .orElseThrow(
            () -> new Refused("unknown shorthand flag: '" + letter.charAt(0) + "' in -" + letter));
  }

  private void put(String name, String value) {
    flags.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
  }

  /** The words that are no flags. */
  public List<String> words() {
    return List.copyOf(words);
  }

  /** Whether a switch is on. */
  public boolean on(String flag) {
    return value(flag).filter("true"::equals).isPresent();
  }

  /** The last value of a flag. */
  public Optional<String> value(String flag) {
    List<String> values = values(flag);
    return values.isEmpty() ? Optional.empty() : Optional.of(values.get(values.size() - 1));
  }

  /** All values of a flag, in order. */
  public List<String> values(String flag) {
    return List.copyOf(flags.getOrDefault(flag, List.of()));
  }
}
