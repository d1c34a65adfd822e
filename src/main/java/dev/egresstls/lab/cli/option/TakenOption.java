package dev.egresstls.lab.cli.option;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An option that every command bears, whatever it says itself: it is taken out of the arguments
 * before any command is made.
 *
 * @param value what was given; empty if the option was not
 * @param rest the arguments without it
 */
public record TakenOption(Optional<String> value, List<String> rest) {
  /** The lab that is done. */
  public static final String LAB = "--lab";

  /** Trusts the lab that is done. */
  public static final String TRUST = "--trust";

  private static final String END_OF_OPTIONS = "--";

  public TakenOption {
    rest = List.copyOf(rest);
  }

  /**
   * Takes an option with a value out of the arguments; the last one counts. A value that is missing
   * stays for whoever reads the arguments to complain about.
   */
  public static TakenOption in(List<String> args, String name) {
    List<String> rest = new ArrayList<>();
    Optional<String> value = Optional.empty();
    for (int i = 0; i < args.size(); i++) {
      String arg = args.get(i);
      if (arg.equals(END_OF_OPTIONS)) {
        rest.addAll(args.subList(i, args.size()));
        break;
      }
      if (arg.startsWith(name + "=")) {
        value = Optional.of(arg.substring(name.length() + 1));
      } else if (arg.equals(name) && i + 1 < args.size()) {
        value = Optional.of(args.get(++i));
      } else {
        rest.add(arg);
      }
    }
    return new TakenOption(value, rest);
  }

  /** Takes an option without a value out of the arguments. */
  public static TakenOption flag(List<String> args, String name) {
    List<String> rest = new ArrayList<>(args);
    int end = rest.contains(END_OF_OPTIONS) ? rest.indexOf(END_OF_OPTIONS) : rest.size();
    boolean there = rest.subList(0, end).removeIf(name::equals);
    return new TakenOption(there ? Optional.of("") : Optional.empty(), rest);
  }
}
