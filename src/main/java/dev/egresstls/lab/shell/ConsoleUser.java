package dev.egresstls.lab.shell;

import dev.egresstls.lab.app.change.Question;
import dev.egresstls.lab.app.change.User;
import dev.egresstls.lab.console.Console;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.render.ProblemLines;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Role;
import dev.egresstls.lab.render.text.Theme;
import dev.egresstls.lab.shell.commands.CommandFinder;
import java.util.List;
import java.util.Optional;

/**
 * The learner at the prompt, and the one way to ask there. An answer answers, Enter declines. A
 * command leaves the question and is done instead; Ctrl-C leaves it, and Ctrl-D leaves the lab.
 * Anything else is asked again: nothing is done by a key that did not ask for it.
 */
public final class ConsoleUser implements User {
  private final Console console;
  private Optional<String> leftFor = Optional.empty();

  ConsoleUser(Console console) {
    this.console = console;
  }

  @Override
  public boolean attended() {
    return console.attended();
  }

  @Override
  public Theme theme() {
    return console.theme();
  }

  @Override
  public void print(List<Line> lines) {
    console.print(lines);
  }

  @Override
  public void warn(List<Line> lines) {
    print(lines);
  }

  @Override
  public void explain(Problem problem) {
    console.print(ProblemLines.of(problem.withoutTries(), 2));
  }

  @Override
  public Optional<String> answer(Question question) throws InterruptedException {
    String prompt = theme().spell("  " + question.text() + " ");
    while (true) {
      Optional<String> line = console.ask(() -> prompt);
      if (line.isEmpty()) {
        console.leave();
        throw new InterruptedException();
      }
      String typed = line.get().strip();
      if (question.declines(typed)) {
        return Optional.empty();
      }
      if (question.answers().test(typed)) {
        return Optional.of(typed);
      }
      if (CommandFinder.isCommand(typed)) {
        leftFor = Optional.of(typed);
        throw new InterruptedException();
      }
      question.otherwise().ifPresent(text -> console.print(List.of(Line.of(2, Role.PLAIN, text))));
    }
  }

  /** The command for which the last question was left, if it was. */
  public Optional<String> leftFor() {
    return leftFor;
  }

  /** The same, to be done now. */
  Optional<String> takeCommand() {
    Optional<String> command = leftFor;
    leftFor = Optional.empty();
    return command;
  }
}
