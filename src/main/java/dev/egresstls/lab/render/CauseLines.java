package dev.egresstls.lab.render;

import dev.egresstls.lab.event.Cause;
import dev.egresstls.lab.event.Gap;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Role;
import java.util.ArrayList;
import java.util.List;

/** Because of what a step is red: the cause, what was seen, and the way out of it. */
public final class CauseLines {
  private static final int INDENT = 2;
  private static final int LABEL = 7;

  /** Where a person reads about all causes. */
  private static final String BOOK = "docs/causes.md#";

  private CauseLines() {}

  /** A cause in full. */
  public static List<Line> of(Cause cause) {
    List<Line> lines = new ArrayList<>();
    lines.add(Line.of(INDENT, Role.PLAIN, sentence(cause)).hanging(INDENT));
    cause.seen().forEach(gap -> lines.add(seen(gap)));
    lines.add(fix(cause, INDENT));
    if (!cause.byHand().isEmpty()) {
      lines.add(labelled(INDENT, "hand", Role.CODE, cause.byHand()));
    }
    lines.add(labelled(INDENT, "read", Role.PLAIN, cause.read() + ", " + BOOK + cause.id()));
    return lines;
  }

  private static String sentence(Cause cause) {
    return cause.because().endsWith(".") ? cause.because() : cause.because() + ".";
  }

  /** Something that was seen. */
  public static Line seen(Gap gap) {
    String path = gap.path().isEmpty() ? "" : "  " + gap.path();
    return labelled(INDENT, "seen", Role.PLAIN, gap.subject())
        .and(Role.CODE, path)
        .and(Role.PLAIN, "  expected ")
        .and(Role.MET, gap.expected())
        .and(Role.PLAIN, ", saw ")
        .and(Role.UNMET, gap.saw())
        .hanging(INDENT + LABEL);
  }

  /** One line for a cause that is not the first one. */
  public static Line brief(Cause cause) {
    return labelled(INDENT, "also", Role.CODE, cause.id()).and(Role.PLAIN, "  " + sentence(cause));
  }

  /** What the command fix would do, under the gaps of a red step. */
  static Line fix(Cause cause) {
    return fix(cause, 6);
  }

  private static Line fix(Cause cause, int indent) {
    return labelled(indent, "fix", Role.CODE, "`fix`")
        .and(Role.PLAIN, " " + cause.fix())
        .hanging(indent + LABEL);
  }

  private static Line labelled(int indent, String label, Role role, String text) {
    return Line.of(indent, Role.QUIET, dev.egresstls.lab.render.text.Columns.pad(label, LABEL))
        .and(role, text)
        .hanging(indent + LABEL);
  }
}
