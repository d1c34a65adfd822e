package dev.egresstls.lab.shell.complete;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was typed after a command at the prompt, options in any place.
 *
 * @param names what is no option, in order
 * @param options by the names that they are kept by, {@code -n} for {@code --namespace}; empty for
 *     one alone
 */
public record PromptWords(List<String> names, Map<String, String> options) {

  public PromptWords {
    names = List.copyOf(names);
    options = Map.copyOf(options);
  }

  /** The first word that is no option. */
  public Optional<String> first() {
    return names.stream().findFirst();
  }

  /** Whether an option was typed. */
  public boolean has(Flag flag) {
    return options.containsKey(flag.name());
  }

  /** The value of an option; empty if it was not typed. */
  public Optional<String> option(Flag flag) {
    return Optional.ofNullable(options.get(flag.name()));
  }

  /** The format that {@code -o} asks for. */
  public Optional<String> format() {
    return Optional.ofNullable(options.get("-o"));
  }

  /** The words, of which one that is {@code kind/name} counts as two. */
  public List<String> parts() {
    return names.stream()
        .flatMap(word -> Arrays.stream(word.split("/", 2)))
        .filter(part -> !part.isEmpty())
        .toList();
  }
}
