package dev.egresstls.lab.shell.desk;

import java.util.List;

/** What may be typed next. */
@FunctionalInterface
public interface Choices {
  /** Nothing is offered. */
  Choices NONE = before -> List.of();

  /**
   * One of them.
   *
   * @param word what is typed
   * @param says what it is, in a line; may be empty
   */
  record Choice(String word, String says) {}

  /**
   * All that may be typed after some words, whatever the one that is being typed begins with.
   *
   * @param before the words before it, as they were typed
   */
  List<Choice> after(List<String> before);
}
