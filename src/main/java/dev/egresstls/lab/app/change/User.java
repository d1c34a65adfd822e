package dev.egresstls.lab.app.change;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.ledger.TakeOver;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Theme;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Who reads what a change prints, and can be asked before it: at a prompt, or at a terminal. */
public interface User {
  /** What lets the lab change what belongs to others. */
  Set<String> YES = Set.of("y", "yes");

  /** Whether somebody is there to answer a question. */
  boolean attended();

  /** How what is printed looks. */
  Theme theme();

  /** Prints lines. */
  void print(List<Line> lines);

  /** Prints what may get in the way of what comes next. */
  void warn(List<Line> lines);

  /** Says what a question is about, before it is asked. */
  void explain(Problem problem);

  /**
   * Asks.
   *
   * @return the answer as it was typed, without blanks around it; empty if the user declines
   * @throws InterruptedException if the user left the question, and nothing is to be done
   */
  Optional<String> answer(Question question) throws InterruptedException;

  /** Asks whether something may be changed that belongs to somebody else. */
  default boolean takesOver(TakeOver.Question question) {
    Predicate<String> yes = typed -> YES.contains(typed.toLowerCase(Locale.ROOT));
    try {
      return attended() && answer(Question.of(question.asked(), yes)).isPresent();
    } catch (InterruptedException e) {
      // What is under way ends here, as after Ctrl-C.
      throw Problem.of(Problem.Kind.INTERRUPTED, say("shell.question.left")).failure();
    }
  }

  /** Asks for the word yes. */
  default boolean agrees(String question) throws InterruptedException {
    return answer(Question.of(question, "yes"::equalsIgnoreCase)).isPresent();
  }
}
