package dev.egresstls.lab.app.grammar;

import java.util.List;

/**
 * A place behind a command or a flag.
 *
 * @param required whether the command cannot do without it
 * @param words what it may be, if that is one of a few words
 */
public record Argument(Slot slot, boolean required, List<String> words) {
  public Argument {
    words = List.copyOf(words);
  }

  /** Something without which the command cannot do. */
  public static Argument needed(Slot slot) {
    return new Argument(slot, true, List.of());
  }

  /** Something that may be omitted. */
  public static Argument maybe(Slot slot) {
    return new Argument(slot, false, List.of());
  }

  /** One of a few words, or none of them. */
  public static Argument oneOf(String... words) {
    return new Argument(Slot.WORD, false, List.of(words));
  }

  /** As it is in a usage line: {@code [N]}, {@code KIND}, {@code [again]}. */
  public String shown() {
    String name = slot == Slot.WORD ? String.join("|", words) : slot.shown();
    return required ? name : "[" + name + "]";
  }

  /** The same behind a flag, which never has brackets. */
  public String bare() {
    return slot == Slot.WORD ? String.join("|", words) : slot.shown();
  }
}
