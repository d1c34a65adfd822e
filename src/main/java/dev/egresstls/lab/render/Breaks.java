package dev.egresstls.lab.render;

import static dev.egresstls.lab.message.Messages.count;
import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.event.Event;
import dev.egresstls.lab.event.Gap;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Role;
import dev.egresstls.lab.render.text.Span;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** A step that broke by itself, in one line: the object, the field, who changed it, and when. */
final class Breaks {
  private static final int INDENT = 2;
  private static final int HANG = 6;
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");

  private Breaks() {}

  /** The line, which is wrapped where it must be. */
  static Line line(Span sign, Event.Regressed event) {
    Line line = Line.at(INDENT).and(sign).and(Role.PLAIN, " ").hanging(HANG);
    Span number = new Span(Role.PLAIN, String.valueOf(event.number()));
    List<Gap> gaps = event.verdicts().stream().flatMap(one -> one.gaps().stream()).toList();
    if (gaps.isEmpty()) {
      Span title = new Span(Role.TITLE, event.step().title());
      return line.say("render.broke", number, title).and(Role.QUIET, seen(event.at()));
    }
    Gap first = gaps.get(0);
    line =
        line.say("render.broke", number, new Span(Role.STRESS, first.subject()))
            .and(Role.CODE, first.path().isEmpty() ? "" : "  " + first.path())
            .and(Role.PLAIN, "  " + say("render.gap", first.expected(), first.saw()));
    if (gaps.size() > 1) {
      line =
          line.and(Role.QUIET, " " + count("render.more-gaps", gaps.size() - 1, gaps.size() - 1));
    }
    String who =
        first.changedBy().map(by -> " · " + say("render.broke-by", by)).orElse(seen(event.at()));
    return line.and(Role.QUIET, who);
  }

  /** Whoever deletes something leaves no name in it, but the moment is known. */
  private static String seen(Instant at) {
    return " · " + say("render.broke-at", CLOCK.format(at.atZone(ZoneId.systemDefault())));
  }
}
