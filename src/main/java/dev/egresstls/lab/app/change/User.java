package dev.egresstls.lab.app.change;

import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.ledger.TakeOver;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Theme;
import java.util.List;
import java.util.Optional;

/** Who reads what a change prints, and can be asked before it: at a prompt, or at a terminal. */
public interface User {
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
   * @return what was typed, without blanks around it; empty if nothing more can be read
   */
  Optional<String> answer(String question);

  /** Asks whether something may be changed that belongs to somebody else. */
  default boolean takesOver(TakeOver.Question question) {
    return attended()
        && answer(question.asked())
            .filter(typed -> typed.equalsIgnoreCase("y") || typed.equalsIgnoreCase("yes"))
            .isPresent();
  }

  /** Asks for the word yes. */
  default boolean agrees(String question) {
    return answer(question).filter("yes"::equalsIgnoreCase).isPresent();
  }
}
