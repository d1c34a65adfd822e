package dev.egresstls.lab.explain;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.PredictionQuestion;
import dev.egresstls.lab.lab.Vars;

/** Says to a learner what came of a prediction. */
public final class AssumedCause {
  private AssumedCause() {}

  /**
   * One or a few sentences, also why a wrong one is wrong. What only a what-if shows is not given
   * away.
   *
   * @param guess the option, counted from 1
   */
  public static String told(PredictionQuestion question, int guess, Vars vars) {
    String own = vars.show(question.options().get(guess - 1));
    if (question.shownBy().isPresent()) {
      return say("explain.prediction.shown", own, question.shownBy().get());
    }
    if (guess == question.answer()) {
      return say("explain.prediction.right", own);
    }
    String wrong = say("explain.prediction.wrong", own, vars.show(question.right()));
    return question.why(guess).map(why -> wrong + " " + vars.show(why)).orElse(wrong);
  }
}
