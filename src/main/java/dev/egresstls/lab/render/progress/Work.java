package dev.egresstls.lab.render.progress;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.Step;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Role;
import dev.egresstls.lab.render.text.Theme;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is being done of a step.
 *
 * @param what what the lab does, or waits for; empty as long as nothing is known
 * @param seen how far that is; may be empty
 * @param took how long the step had been in progress by then
 * @param output the last lines of a tool that runs
 */
record Work(
    Theme theme,
    int number,
    Step step,
    String what,
    String seen,
    Duration took,
    List<String> output)
    implements Live {
  private static final int OPENED = 6;

  Work {
    output = List.copyOf(output);
  }

  @Override
  public List<Line> after(Duration shown) {
    List<Line> rows = new ArrayList<>();
    output.forEach(line -> rows.add(Line.of(OPENED, Role.QUIET, "· ").and(Role.QUIET, line)));
    Line row =
        Line.of(2, Role.PENDING, theme.spinner(shown))
            .and(Role.PLAIN, " " + number + " ")
            .and(Role.TITLE, step.label());
    if (!what.isEmpty()) {
      row = row.and(Role.PLAIN, "  " + what);
    }
    String rest = rest(took.plus(shown));
    rows.add(rest.isEmpty() ? row : row.and(Role.QUIET, "  " + rest));
    return rows;
  }

  /** How far it is, and for how long; a moment is not worth a number. */
  private String rest(Duration time) {
    String seconds = time.toSeconds() < 1 ? "" : say("render.progress.seconds", time.toSeconds());
    return seen.isEmpty() || seconds.isEmpty() ? seen + seconds : seen + " · " + seconds;
  }

  @Override
  public Optional<Line> beat(Duration shown) {
    String about = seen.isEmpty() ? what : what + "  " + seen;
    String last = output.isEmpty() ? about : output.get(output.size() - 1);
    long seconds = took.plus(shown).toSeconds();
    if (theme.spoken()) {
      String said = say("render.speech.still", number, step.title(), seconds, last);
      return Optional.of(Line.of(0, Role.PLAIN, said));
    }
    String said = say("render.progress.still", number, step.label(), seconds, last);
    return Optional.of(Line.of(2, Role.QUIET, said).hanging(4));
  }
}
