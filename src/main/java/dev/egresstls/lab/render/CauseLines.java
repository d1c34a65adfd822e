package dev.egresstls.lab.render;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.event.Cause;
import dev.egresstls.lab.event.Gap;
import dev.egresstls.lab.render.text.LabelColumn;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Role;
import dev.egresstls.lab.render.text.Span;
import java.util.ArrayList;
import java.util.List;

/** Why a step fails: the cause, what was seen, and the way out of it. */
public final class CauseLines {
  private static final int INDENT = 2;

  /** The rows below a failing step, too. */
  static final LabelColumn LABELS =
      LabelColumn.of(
          2,
          say("render.label.cause"),
          say("render.label.fix"),
          say("render.label.hand"),
          say("render.label.read"),
          say("render.label.seen"),
          say("render.label.also"),
          say("render.label.try"));

  private CauseLines() {}

  /** A cause in full. */
  public static List<Line> of(Cause cause) {
    List<Line> lines = new ArrayList<>();
    lines.add(Line.of(INDENT, Role.PLAIN, sentence(cause)).hanging(INDENT));
    cause.seen().forEach(gap -> lines.add(seen(gap)));
    lines.add(fix(cause, INDENT));
    if (!cause.byHand().isEmpty()) {
      lines.add(LABELS.line(INDENT, say("render.label.hand")).and(Role.CODE, cause.byHand()));
    }
    String read = say("render.cause.read", cause.read(), cause.id());
    lines.add(LABELS.line(INDENT, say("render.label.read"), read));
    return lines;
  }

  private static String sentence(Cause cause) {
    return cause.because().endsWith(".")
        ? cause.because()
        : say("render.sentence", cause.because());
  }

  /** Something that was seen. */
  public static Line seen(Gap gap) {
    String path = gap.path().isEmpty() ? "" : "  " + gap.path();
    return LABELS
        .line(INDENT, say("render.label.seen"), gap.subject())
        .and(Role.CODE, path)
        .and(Role.PLAIN, "  ")
        .say("render.gap", new Span(Role.MET, gap.expected()), new Span(Role.UNMET, gap.saw()));
  }

  /** One line for a cause that is not the first one. */
  public static Line brief(Cause cause) {
    return LABELS
        .line(INDENT, say("render.label.also"))
        .and(Role.CODE, cause.id())
        .and(Role.PLAIN, "  " + sentence(cause));
  }

  /** What the command fix would do, under the gaps of a failing step. */
  static Line fix(Cause cause) {
    return fix(cause, 6);
  }

  private static Line fix(Cause cause, int indent) {
    if (!cause.left().isEmpty()) {
      return LABELS.line(indent, say("render.label.fix"), cause.left()).hanging(indent);
    }
    return LABELS
        .line(indent, say("render.label.fix"))
        .and(Role.CODE, "`fix`")
        .and(Role.PLAIN, " " + cause.fix());
  }
}
