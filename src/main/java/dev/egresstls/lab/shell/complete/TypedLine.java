package dev.egresstls.lab.shell.complete;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The words behind a command up to the one that is being typed, as far as they make sense.
 *
 * @param names what is no flag
 * @param options flags with their values
 * @param open a flag whose value comes next
 */
record TypedLine(
    Syntax syntax, List<String> names, Map<String, String> options, Optional<Flag> open) {

  static TypedLine of(Syntax syntax, List<String> words) {
    List<String> names = new ArrayList<>();
    Map<String, String> options = new LinkedHashMap<>();
    Optional<Flag> open = Optional.empty();
    for (String word : words) {
      if (open.isPresent()) {
        options.put(open.get().name(), word);
        open = Optional.empty();
        continue;
      }
      int equals = word.indexOf('=');
      Optional<Flag> flag = syntax.flag(equals < 0 ? word : word.substring(0, equals));
      if (flag.isEmpty()) {
        names.addAll(syntax.parts(word));
      } else if (equals >= 0 || flag.get().value().isEmpty()) {
        options.put(flag.get().name(), word.substring(equals + 1));
      } else {
        open = flag;
      }
    }
    return new TypedLine(syntax, names, options, open);
  }

  /** The place that comes next. */
  Optional<Argument> next() {
    if (open.isPresent()) {
      return open.get().value();
    }
    return syntax.arguments().stream().skip(names.size()).findFirst();
  }

  /** Whether a place without which the command cannot do is still empty. */
  boolean unfinished() {
    return syntax.arguments().stream().skip(names.size()).anyMatch(Argument::required);
  }

  /** The flags that were not typed yet. */
  List<Flag> flags() {
    return syntax.flags().stream().filter(flag -> !options.containsKey(flag.name())).toList();
  }

  Optional<String> option(Flag flag) {
    return Optional.ofNullable(options.get(flag.name()));
  }

  Optional<String> namespace() {
    return option(Flag.NAMESPACE).or(() -> option(Flag.IN));
  }
}
