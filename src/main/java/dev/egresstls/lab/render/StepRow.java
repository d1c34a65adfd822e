package dev.egresstls.lab.render;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.event.StepState;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Mark;
import dev.egresstls.lab.render.text.Role;
import dev.egresstls.lab.render.text.Span;
import dev.egresstls.lab.render.text.Theme;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** All steps in a row: a sign and a word each. */
public final class StepRow {
  private StepRow() {}

  /** One line, wrapped where it does not fit; signs and words stay together. */
  public static Line of(Theme theme, List<String> labels, List<StepState> states) {
    if (theme.spoken()) {
      return spoken(theme, labels, states);
    }
    Line row = Line.at(2);
    for (int i = 0; i < labels.size(); i++) {
      Span sign = theme.rowSign(Mark.of(states.get(i)));
      String gap = i == 0 ? "" : "  ";
      // U+00A0 keeps a sign and its word in one row; the layout breaks at blanks only.
      row =
          row.and(Role.PLAIN, gap)
              .and(sign.role(), (sign.text() + "\u00a0" + labels.get(i)).replace(' ', '\u00a0'));
    }
    return row;
  }

  private static Line spoken(Theme theme, List<String> labels, List<StepState> states) {
    String steps =
        IntStream.range(0, labels.size())
            .mapToObj(
                i ->
                    say(
                        "render.speech.row",
                        i + 1,
                        labels.get(i),
                        theme.rowSign(Mark.of(states.get(i))).text()))
            .collect(Collectors.joining(", "));
    return Line.of(0, Role.PLAIN, steps + ".");
  }
}
