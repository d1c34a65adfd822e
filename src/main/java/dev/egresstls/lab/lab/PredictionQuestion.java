package dev.egresstls.lab.lab;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What a learner is asked to predict before something is done.
 *
 * @param text one question, with {@code ${name}} in it
 * @param options the answers to choose from; at least two
 * @param answer the place of the right one, counted from 1
 * @param shownBy the id of the what-if that shows it, if what is done now does not show it
 * @param why for each option why it is right or wrong, one sentence; may be empty
 * @param evidence what shows the answer once the step is done
 * @param shows for each option what would be observed if it were right; empty for one that nothing
 *     that can be observed tells apart; no list if the lab does not say so
 */
public record PredictionQuestion(
    String text,
    List<String> options,
    int answer,
    Optional<String> shownBy,
    List<String> why,
    Optional<Evidence> evidence,
    List<Map<String, Expectation>> shows) {
  /**
   * What shows that an answer is right.
   *
   * @param command what a learner may type to see the same, with {@code ${name}} in it
   * @param check what is observed; its sentence is the line that shows it
   */
  public record Evidence(String command, Check check) {}

  public PredictionQuestion {
    options = List.copyOf(options);
    why = List.copyOf(why);
    shows = List.copyOf(shows);
    if (options.size() < 2 || answer < 1 || answer > options.size()) {
      throw new IllegalArgumentException("no answer " + answer + " among " + options.size());
    }
    if (!why.isEmpty() && why.size() != options.size()) {
      throw new IllegalArgumentException(why.size() + " reasons for " + options.size());
    }
    if (!shows.isEmpty() && shows.size() != options.size()) {
      throw new IllegalArgumentException(shows.size() + " shown of " + options.size());
    }
  }

  /** A question without reasons and evidence. */
  public PredictionQuestion(
      String text, List<String> options, int answer, Optional<String> shownBy) {
    this(text, options, answer, shownBy, List.of(), Optional.empty(), List.of());
  }

  /** The right answer. */
  public String right() {
    return options.get(answer - 1);
  }

  /** What would be observed if an option were right; empty if nothing would show it. */
  public Map<String, Expectation> shows(int option) {
    return shows.isEmpty() ? Map.of() : shows.get(option - 1);
  }

  /**
   * Which option that is, counted from 1.
   *
   * @param filled an option with values in the place of <code>${name}</code>
   */
  public Optional<Integer> option(String filled, UnaryOperator<String> fill) {
    int index = options.stream().map(fill).toList().indexOf(filled);
    return index < 0 ? Optional.empty() : Optional.of(index + 1);
  }

  /** Why an option is right or wrong, if the lab says so. */
  public Optional<String> why(int option) {
    return why.isEmpty() ? Optional.empty() : Optional.of(why.get(option - 1));
  }
}
