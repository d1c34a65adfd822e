package dev.egresstls.lab.app.grammar;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.render.text.Role;
import dev.egresstls.lab.value.Spelling;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What may be typed behind a command.
 *
 * @param arguments in order; the ones that may be omitted stand last
 * @param flags in any place
 * @param examples whole lines that are right
 */
public record Syntax(
    String command, List<Argument> arguments, List<Flag> flags, List<String> examples) {
  public Syntax {
    arguments = List.copyOf(arguments);
    flags = List.copyOf(flags);
    examples = List.copyOf(examples);
  }

  /** {@code get KIND [NAME]}. */
  public String usage() {
    String gap = command.equals("!") ? "" : " ";
    return arguments.stream()
        .map(one -> gap + one.shown())
        .collect(Collectors.joining("", command, ""));
  }

  /** Whether the rest of the line is taken as it is. */
  public boolean whole() {
    return arguments.stream().anyMatch(one -> one.slot() == Slot.LINE);
  }

  /** A word as it counts: {@code kind/name} counts as two where a kind and a name are wanted. */
  public List<String> parts(String word) {
    return pairs() ? new CommandWords(List.of(word), Map.of()).parts() : List.of(word);
  }

  /** What a word that begins with a dash is, for its colour. */
  public Role role(String word) {
    if (option(word).isPresent()) {
      return Role.CODE;
    }
    boolean begun =
        flags.stream().flatMap(flag -> flag.names().stream()).anyMatch(one -> one.startsWith(word));
    return begun ? Role.PLAIN : Role.UNMET;
  }

  /**
   * A word that is one of the flags: {@code -o}, {@code -o=yaml}, {@code -oyaml}, {@code
   * --output=yaml}. This alone says what is an option, to what reads a line and to what completes
   * it.
   */
  public Optional<TypedOption> option(String word) {
    int equals = word.indexOf('=');
    String name = equals < 0 ? word : word.substring(0, equals);
    Optional<String> value =
        equals < 0 ? Optional.empty() : Optional.of(word.substring(equals + 1));
    return flag(name).map(flag -> new TypedOption(flag, name, value)).or(() -> joined(word));
  }

  /** {@code -oyaml} for {@code -o yaml}. */
  private Optional<TypedOption> joined(String word) {
    return word.length() < 3 || word.charAt(1) == '-'
        ? Optional.empty()
        : flag(word.substring(0, 2))
            .filter(flag -> flag.value().isPresent())
            .map(flag -> new TypedOption(flag, flag.name(), Optional.of(word.substring(2))));
  }

  private Optional<Flag> flag(String typed) {
    return flags.stream().filter(flag -> flag.called(typed)).findFirst();
  }

  /**
   * An option as it was typed.
   *
   * @param name the one of its names that was typed
   * @param value what stands in the same word; empty if nothing does
   */
  public record TypedOption(Flag flag, String name, Optional<String> value) {
    /** Whether its value is the next word. */
    public boolean awaitsValue() {
      return flag.value().isPresent() && value.isEmpty();
    }
  }

  /**
   * Reads what was typed behind the command.
   *
   * @throws dev.egresstls.lab.lab.LabFailure (usage) if it cannot be meant
   */
  public CommandWords read(String line) {
    if (whole()) {
      List<String> names = line.isBlank() ? List.of() : List.of(line.strip());
      return complete(new CommandWords(names, Map.of()));
    }
    return read(Splitting.words(line));
  }

  /** The same for words that were split already. */
  public CommandWords read(List<String> typed) {
    List<String> names = new ArrayList<>();
    Map<String, String> options = new LinkedHashMap<>();
    Iterator<String> words = typed.iterator();
    while (words.hasNext()) {
      String word = words.next();
      if (word.startsWith("-") && word.length() > 1) {
        option(word, words, options);
      } else {
        names.add(word);
      }
    }
    return complete(new CommandWords(names, options));
  }

  private void option(String word, Iterator<String> words, Map<String, String> options) {
    TypedOption typed = option(word).orElseThrow(() -> unknown(word).failure());
    Flag flag = typed.flag();
    if (flag.value().isEmpty()) {
      if (typed.value().isPresent()) {
        throw usage(say("shell.typed.value.none", flag.name())).failure();
      }
      options.put(flag.name(), "");
    } else if (typed.awaitsValue() && !words.hasNext()) {
      throw usage(say("shell.typed.value.needed", typed.name())).failure();
    } else {
      put(flag, typed.value().orElseGet(words::next), options);
    }
  }

  private static void put(Flag flag, String value, Map<String, String> options) {
    Argument wanted = flag.value().orElseThrow();
    if (wanted.slot() == Slot.WORD && !wanted.words().contains(value)) {
      throw Problem.of(
              Problem.Kind.USAGE,
              say("shell.typed.value.unknown", flag.name() + " " + value),
              wanted.words().stream().map(one -> flag.name() + " " + one).toArray(String[]::new))
          .failure();
    }
    options.put(flag.name(), value);
  }

  private CommandWords complete(CommandWords words) {
    List<String> names = pairs() ? words.parts() : words.names();
    if (names.size() > most()) {
      String what =
          arguments.isEmpty()
              ? say("shell.typed.argument.none", command)
              : say("shell.typed.argument.many", usage(), names.get(arguments.size()));
      throw usage(what).failure();
    }
    List<Argument> missing =
        arguments.stream().filter(Argument::required).skip(names.size()).toList();
    if (!missing.isEmpty()) {
      List<String> all =
          arguments.stream().filter(Argument::required).map(one -> one.slot().needed()).toList();
      throw usage(
              say("shell.typed.argument.needed", command, String.join(say("shell.typed.and"), all)))
          .failure();
    }
    for (int i = 0; i < Math.min(names.size(), arguments.size()); i++) {
      oneOf(arguments.get(i), names.get(i));
    }
    return words;
  }

  /** Whether {@code kind/name} counts as two. */
  private boolean pairs() {
    return arguments.stream().anyMatch(one -> one.slot() == Slot.NAME);
  }

  /**
   * How many words there may be. A pod may be two: {@code deploy web}. Whoever types two URLs wants
   * them compared, and learns how where they are read.
   */
  private int most() {
    boolean urls = arguments.stream().anyMatch(one -> one.slot() == Slot.URL);
    boolean pod = arguments.stream().anyMatch(one -> one.slot() == Slot.POD);
    return urls ? Integer.MAX_VALUE : arguments.size() + (pod ? 1 : 0);
  }

  private void oneOf(Argument argument, String word) {
    if (argument.slot() == Slot.WORD && !argument.words().contains(word)) {
      String what =
          say("shell.typed.argument.unknown", command, word)
              + Spelling.hint(word, argument.words());
      throw usage(what).failure();
    }
  }

  private Problem unknown(String word) {
    String typed = word.replaceFirst("=.*", "");
    List<String> all = flags.stream().flatMap(flag -> flag.names().stream()).toList();
    String what = say("shell.typed.option.unknown", command, typed);
    return Spelling.near(typed, all)
        .map(near -> Problem.of(Problem.Kind.USAGE, what, say("shell.typed.meant", near)))
        .orElseGet(
            () ->
                flags.isEmpty()
                    ? usage(what)
                    : Problem.of(
                        Problem.Kind.USAGE,
                        what,
                        flags.stream().map(Flag::name).collect(Collectors.joining(", "))));
  }

  private Problem usage(String what) {
    return Problem.of(Problem.Kind.USAGE, what, examples.stream().limit(2).toArray(String[]::new));
  }
}
