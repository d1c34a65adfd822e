package dev.egresstls.lab.lab;

import java.util.List;
import java.util.Optional;

/**
 * What a learner is asked to predict before something is done.
 *
 * @param text one question, with {@code ${name}} in it
 * @param options the answers to choose from; at least two
 * @param answer the place of the right one, counted from 1
 * @param shownBy the id of the what-if that shows it, if what is done now does not show it
 */
public record PredictionQuestion(
    String text, List<String> options, int answer, Optional<String> shownBy) {
  public PredictionQuestion {
    options = List.copyOf(options);
    if (options.size() < 2 || answer < 1 || answer > options.size()) {
      throw new IllegalArgumentException("no answer " + answer + " among " + options.size());
    }
  }

  /** The right answer. */
  public String right() {
    return options.get(answer - 1);
  }
}
