package dev.egresstls.lab.shell.record;

import static dev.egresstls.lab.message.Messages.count;
import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.app.change.User;
import dev.egresstls.lab.console.Console;
import dev.egresstls.lab.lab.Curriculum;
import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Mark;
import dev.egresstls.lab.render.text.Role;
import dev.egresstls.lab.session.QuizAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Asks the questions of the quiz that were not answered yet, and says of each what shows it. */
public final class QuizRound {
  private static final int INDENT = 2;

  private final Console console;
  private final User user;
  private final LearningLog learning;
  private final UnaryOperator<String> fill;

  /**
   * A round at a console.
   *
   * @param user answers
   * @param learning holds the answers
   * @param fill puts values in the place of <code>${name}</code>
   */
  public QuizRound(Console console, User user, LearningLog learning, UnaryOperator<String> fill) {
    this.console = console;
    this.user = user;
    this.learning = learning;
    this.fill = fill;
  }

  /** Asks what is open, one after the other, and says how many were right. */
  public void ask(Lab lab) throws InterruptedException {
    List<Curriculum.Item> items = lab.curriculum().quiz();
    if (items.isEmpty() || !console.attended()) {
      String why = items.isEmpty() ? say("shell.quiz.none") : say("shell.quiz.unattended");
      console.print(List.of(Line.of(INDENT, Role.PLAIN, why)));
      return;
    }
    Set<String> answered = learning.quiz().stream().map(QuizAnswer::id).collect(Collectors.toSet());
    for (int i = 0; i < items.size(); i++) {
      if (!answered.contains(items.get(i).id())) {
        String number = say("shell.quiz.number", i + 1, items.size());
        console.print(List.of(Line.EMPTY, Line.of(INDENT, Role.QUIET, number)));
        ask(items.get(i));
      }
    }
    sum(items.size());
  }

  private void ask(Curriculum.Item item) throws InterruptedException {
    Optional<Integer> option =
        Quiz.ask(user, options -> say("shell.quiz.answer", options), item.question(), fill);
    option.ifPresent(
        number -> {
          QuizAnswer answer =
              new QuizAnswer(
                  item.id(),
                  fill.apply(item.question().text()),
                  fill.apply(item.question().options().get(number - 1)),
                  fill.apply(item.question().right()),
                  fill.apply(item.evidence()),
                  fill.apply(item.shows()));
          learning.answered(answer);
          console.print(outcome(answer));
        });
  }

  private List<Line> outcome(QuizAnswer answer) {
    Mark mark = answer.correct() ? Mark.MET : Mark.UNMET;
    String text =
        answer.correct() ? say("shell.quiz.right") : say("shell.quiz.wrong", answer.right());
    int under = INDENT + 2;
    Line verdict =
        Line.at(INDENT).and(console.theme().sign(mark)).and(Role.PLAIN, " " + text).hanging(under);
    String shown = say("shell.quiz.evidence", answer.evidence(), answer.shows());
    return answer.shows().isEmpty()
        ? List.of(verdict)
        : List.of(verdict, Line.of(under, Role.QUIET, shown).hanging(under + 2));
  }

  private void sum(int all) {
    List<QuizAnswer> answers = learning.quiz();
    int right = (int) answers.stream().filter(QuizAnswer::correct).count();
    int open = all - answers.size();
    List<Line> lines = new ArrayList<>(List.of(Line.EMPTY));
    if (!answers.isEmpty()) {
      lines.add(Line.of(INDENT, Role.PLAIN, say("shell.quiz.sum", right, answers.size())));
    }
    if (open > 0) {
      lines.add(Line.of(INDENT, Role.QUIET, count("shell.quiz.open", open, open)));
    }
    if (!answers.isEmpty()) {
      lines.add(Line.of(INDENT, Role.QUIET, say("shell.quiz.report")));
    }
    console.print(lines);
  }
}
