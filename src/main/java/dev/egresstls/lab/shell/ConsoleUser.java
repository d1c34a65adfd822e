package dev.egresstls.lab.shell;

import dev.egresstls.lab.app.change.User;
import dev.egresstls.lab.console.Console;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.render.ProblemLines;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Theme;
import java.util.List;
import java.util.Optional;

/** The learner at the prompt. */
record ConsoleUser(Console console) implements User {
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
  public Optional<String> answer(String question) {
    String prompt = "  " + question + " ";
    return console.read(() -> prompt).map(String::strip);
  }
}
