package dev.egresstls.lab.shell.record;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.app.change.Question;
import dev.egresstls.lab.app.change.User;
import dev.egresstls.lab.lab.PredictionQuestion;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Asks a learner to predict. Nobody has to: Enter skips, and without a person nothing is asked. */
final class Quiz {
  private static final int INDENT = 2;

  private Quiz() {}

  /**
   * Asks.
   *
   * @param key the prompt's text
   * @param fill puts values in the place of <code>${name}</code>
   * @return the option, counted from 1; empty if it was skipped
   * @throws InterruptedException if the question was left
   */
  static Optional<Integer> ask(
      User user, String key, PredictionQuestion question, UnaryOperator<String> fill)
      throws InterruptedException {
    if (!user.attended()) {
      return Optional.empty();
    }
    int options = question.options().size();
    List<Line> lines = new ArrayList<>();
    String text = "? " + fill.apply(question.text());
    lines.add(Line.of(INDENT, Role.STRESS, text).hanging(INDENT + 2));
    for (int i = 0; i < options; i++) {
      lines.add(
          Line.of(INDENT + 2, Role.CODE, (i + 1) + " ")
              .and(Role.PLAIN, fill.apply(question.options().get(i)))
              .hanging(INDENT + 4));
    }
    user.print(lines);
    String prompt = say(key, options) + " " + user.theme().promptEnd();
    Predicate<String> option = Pattern.compile("[1-" + options + "]").asMatchPredicate();
    String otherwise = say("shell.quiz.otherwise", options);
    return user.answer(new Question(prompt, option, Optional.of(otherwise))).map(Integer::valueOf);
  }
}
