package dev.egresstls.lab.shell.record;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.console.Console;
import dev.egresstls.lab.lab.PredictionQuestion;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Asks a learner to predict. Nobody has to: Enter skips, and without a person nothing is asked. */
public final class Quiz {
  private static final int INDENT = 2;

  private Quiz() {}

  /**
   * Asks.
   *
   * @param fill puts values in the place of <code>${name}</code>
   * @return the option, counted from 1; empty if there was no prediction
   */
  public static Optional<Integer> ask(
      Console console, PredictionQuestion question, UnaryOperator<String> fill) {
    if (!console.attended()) {
      return Optional.empty();
    }
    List<Line> lines = new ArrayList<>();
    String text = "? " + fill.apply(question.text());
    lines.add(Line.of(INDENT, Role.STRESS, text).hanging(INDENT + 2));
    for (int i = 0; i < question.options().size(); i++) {
      lines.add(
          Line.of(INDENT + 2, Role.CODE, (i + 1) + " ")
              .and(Role.PLAIN, fill.apply(question.options().get(i)))
              .hanging(INDENT + 4));
    }
    console.print(lines);
    String prompt =
        console.theme().spell("  " + say("shell.quiz.ask", question.options().size()) + " ")
            + console.theme().promptEnd()
            + " ";
    return console.read(() -> prompt).map(String::strip).flatMap(typed -> option(typed, question));
  }

  private static Optional<Integer> option(String typed, PredictionQuestion question) {
    boolean number = typed.matches("[1-9]") && Integer.parseInt(typed) <= question.options().size();
    return number ? Optional.of(Integer.valueOf(typed)) : Optional.empty();
  }
}
