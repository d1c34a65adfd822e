package dev.egresstls.lab.app.change;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a user is asked. Enter alone declines; anything else that is no answer is no consent either.
 *
 * @param text what stands before the answer; it says what Enter does
 * @param answers whether a word answers it
 * @param otherwise what is said to a word that does not, before the question is asked again; empty
 *     if the text says it
 */
public record Question(String text, Predicate<String> answers, Optional<String> otherwise) {
  private static final Set<String> NO = Set.of("n", "no");

  /** One that only certain words answer; no means the same as Enter. */
  public static Question of(String text, Predicate<String> answers) {
    return new Question(text, answers, Optional.empty());
  }

  /** Whether what was typed declines. */
  public boolean declines(String typed) {
    return typed.isEmpty() || otherwise.isEmpty() && NO.contains(typed.toLowerCase(Locale.ROOT));
  }
}
