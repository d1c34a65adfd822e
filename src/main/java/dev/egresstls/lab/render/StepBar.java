package dev.egresstls.lab.render;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.event.StepState;
import dev.egresstls.lab.lab.TitlePage;
import dev.egresstls.lab.render.text.Columns;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Mark;
import dev.egresstls.lab.render.text.Role;
import dev.egresstls.lab.render.text.Span;
import dev.egresstls.lab.render.text.Theme;
import java.util.List;

/**
 * How all steps stand, in one row: with their labels, with their numbers, or as signs alone, as
 * much as there is room for. Each state has a sign of its own, so that nothing hangs on a colour.
 */
public final class StepBar {
  private static final int INDENT = 2;

  private StepBar() {}

  /**
   * The row.
   *
   * @param at the step where the learner is, from 1; one past the last for none
   * @param columns how wide it may be
   */
  public static Line of(Theme theme, TitlePage page, List<StepState> states, int at, int columns) {
    Line bar = of(theme, page.labels(), states, at, columns);
    List<Integer> minutes = page.stepMinutes();
    int here = at <= minutes.size() ? minutes.get(at - 1) : 0;
    String text = here > 0 ? " · " + say("render.bar.minutes", here) : "";
    int used = bar.indent() + bar.spans().stream().mapToInt(span -> Columns.of(span.text())).sum();
    return used + Columns.of(text) <= columns ? bar.and(Role.QUIET, text) : bar;
  }

  private static Line of(
      Theme theme, List<String> labels, List<StepState> states, int at, int columns) {
    int signs = states.size();
    int words = labels.stream().mapToInt(Columns::of).sum();
    boolean wide = INDENT + words + signs * 4 - 2 <= columns;
    boolean labelled = INDENT + words + signs * 2 - 1 <= columns;
    boolean numbered = INDENT + signs * 3 - 1 <= columns;
    Line bar = Line.at(numbered ? INDENT : 0);
    for (int i = 0; i < signs; i++) {
      Span sign = theme.barSign(Mark.of(states.get(i)));
      String word = labelled ? labels.get(i) : numbered ? String.valueOf(i + 1) : "";
      bar =
          bar.and(Role.PLAIN, i == 0 || !numbered ? "" : wide ? "  " : " ")
              .and(sign)
              .and(i + 1 == at ? Role.STRESS : sign.role(), wide ? " " + word : word);
    }
    return bar;
  }
}
