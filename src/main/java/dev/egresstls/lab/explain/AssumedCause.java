package dev.egresstls.lab.explain;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.PredictionQuestion;
import dev.egresstls.lab.lab.Vars;

/** Says to a learner what came of a prediction. */
public final class AssumedCause {
  private AssumedCause() {}

  /**
   * One or two sentences. What only a what-if shows is not given away.
   *
   * @param guess the option, counted from 1
   */
  public static String told(PredictionQuestion question, int guess, Vars vars) {
    String own = vars.show(question.options().get(guess - 1));
    if (question.shownBy().isPresent()) {
      return say("explain.prediction.shown", own, question.shownBy().get());
    }
    return guess == question.answer()
        ? say("explain.prediction.right", own)
        : say("explain.prediction.wrong", own, vars.show(question.right()));
  }
}
