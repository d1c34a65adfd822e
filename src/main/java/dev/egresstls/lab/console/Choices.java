package dev.egresstls.lab.console;

import dev.egresstls.lab.render.text.Role;
import java.util.List;

/** What may be typed next, and what is known of what was typed. */
@FunctionalInterface
public interface Choices {
  /** Nothing is offered. */
  Choices NONE = (before, word) -> List.of();

  /**
   * One of them.
   *
   * @param word what is typed
   * @param says what it is, in a line; may be empty
   * @param whole whether a blank may follow; else it is only the beginning of a word
   */
  record Choice(String word, String says, boolean whole) {
    /** A word after which the next one begins. */
    public static Choice of(String word, String says) {
      return new Choice(word, says, true);
    }
  }

  /**
   * All that may be typed after some words. Those that do not fit what is typed of the next one are
   * omitted by whoever asks.
   *
   * @param before the words before it, as they were typed
   * @param word what is typed of the next one
   */
  List<Choice> after(List<String> before, String word);

  /** What a word of the line is, for its colour. Asked at every key. */
  default Role role(List<String> before, String word) {
    return Role.PLAIN;
  }
}
