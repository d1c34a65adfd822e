package dev.egresstls.lab.shell;

import dev.egresstls.lab.render.text.Columns;
import dev.egresstls.lab.render.text.Role;
import dev.egresstls.lab.render.text.Span;
import dev.egresstls.lab.render.text.Theme;
import dev.egresstls.lab.session.Session;

/** {@code practice 6/8 › }: where one is, and how much holds. */
final class Prompt {
  private static final int LONGEST_PLACE = 24;
  private static final int NARROW = 30;

  private Prompt() {}

  static String text(Theme theme, String place, Session session, int columns) {
    String where = Columns.cut(new Span(Role.PLAIN, place).text(), LONGEST_PLACE) + " ";
    String count = session.held() + "/" + session.total();
    return theme.paint(Role.QUIET, columns < NARROW ? "" : theme.spell(where))
        + theme.paint(session.allHold() ? Role.MET : Role.PLAIN, count)
        + " "
        + theme.promptEnd()
        + " ";
  }
}
