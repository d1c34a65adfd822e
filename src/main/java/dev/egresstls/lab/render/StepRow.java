package dev.egresstls.lab.render;

import dev.egresstls.lab.event.StepState;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Mark;
import dev.egresstls.lab.render.text.Role;
import dev.egresstls.lab.render.text.Span;
import dev.egresstls.lab.render.text.Theme;
import java.util.List;

/** All steps in a row: a sign and a word each. */
public final class StepRow {
  private StepRow() {}

  /** One line, wrapped where it does not fit; signs and words stay together. */
  public static Line of(Theme theme, List<String> labels, List<StepState> states) {
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
}
