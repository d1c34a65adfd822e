package dev.egresstls.lab.render;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.engine.drift.Drift;
import dev.egresstls.lab.engine.drift.Drift.Row;
import dev.egresstls.lab.engine.drift.Side;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.render.text.LabelColumn;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Mark;
import dev.egresstls.lab.render.text.Role;
import dev.egresstls.lab.render.text.Span;
import dev.egresstls.lab.render.text.Theme;
import dev.egresstls.lab.world.NameResolver.Address;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A slice's addresses compared with what DNS returns, in lines: a table, and what the differences
 * do.
 */
public final class DriftLines {
  private static final int INDENT = 5;

  /** Where each column begins: wide enough for what is in it, in any language. */
  private static final int SLICE = INDENT + wide(17, say("render.drift.address"));

  private static final int POD =
      SLICE + wide(6, say("render.drift.slice"), say("render.drift.yes"), say("render.drift.no"));
  private static final int MACHINE = POD + wide(7, say("render.drift.pod"));
  private static final int WORD = MACHINE + wide(8, say("render.drift.host"));

  private static final LabelColumn ASKED =
      LabelColumn.of(2, say("render.drift.pod"), say("render.drift.host"));

  private DriftLines() {}

  /** The lines of it. */
  public static List<Line> of(Theme theme, Drift drift) {
    List<Line> lines = new ArrayList<>();
    lines.add(
        Line.at(2)
            .say(
                "render.drift.title",
                new Span(Role.TITLE, drift.host()),
                new Span(Role.PLAIN, drift.slice()))
            .hanging(INDENT));
    lines.add(head());
    drift.rows().forEach(row -> lines.addAll(row(theme, drift, row)));
    lines.add(asked(say("render.drift.pod"), drift.pod()));
    lines.add(asked(say("render.drift.host"), drift.machine()));
    drift.notes().forEach(note -> lines.add(said(note)));
    lines.add(verdict(drift));
    return lines;
  }

  private static int wide(int least, String... texts) {
    return Math.max(least, LabelColumn.of(1, texts).columns());
  }

  private static Line head() {
    return Line.of(INDENT, Role.QUIET, say("render.drift.address"))
        .to(SLICE)
        .and(Role.QUIET, say("render.drift.slice"))
        .to(POD)
        .and(Role.QUIET, say("render.drift.pod"))
        .to(MACHINE)
        .and(Role.QUIET, say("render.drift.host"));
  }

  private static List<Line> row(Theme theme, Drift drift, Row row) {
    Line line =
        Line.at(2)
            .and(theme.sign(mark(row.state())))
            .to(INDENT)
            .and(Role.PLAIN, row.address())
            .to(SLICE)
            .and(Role.PLAIN, row.inSlice() ? say("render.drift.yes") : say("render.drift.no"))
            .to(POD)
            .and(Role.PLAIN, ttl(drift.pod(), row.pod()))
            .to(MACHINE)
            .and(Role.PLAIN, ttl(drift.machine(), row.machine()));
    String word = word(row.state());
    List<Line> lines = new ArrayList<>();
    lines.add(word.isEmpty() ? line : line.to(WORD).and(Role.PLAIN, word).hanging(INDENT + 2));
    if (!row.effect().isEmpty()) {
      lines.add(said(row.effect()));
    }
    return lines;
  }

  private static Line said(String text) {
    return Line.of(INDENT + 2, Role.QUIET, text).hanging(INDENT + 2);
  }

  private static Mark mark(Drift.State state) {
    return switch (state) {
      case SAME -> Mark.MET;
      case MISSING, STALE -> Mark.UNMET;
      case ELSEWHERE, UNKNOWN -> Mark.SKIPPED;
    };
  }

  private static String word(Drift.State state) {
    return switch (state) {
      case SAME -> "";
      case MISSING -> say("render.drift.missing");
      case STALE -> say("render.drift.stale");
      case ELSEWHERE -> say("render.drift.elsewhere");
      case UNKNOWN -> say("render.drift.unknown");
    };
  }

  /** A side that could not be asked has said neither yes nor no. */
  private static String ttl(Side side, Optional<Address> address) {
    if (side.answer().isEmpty()) {
      return "?";
    }
    return address
        .map(
            one ->
                one.ttl()
                    .map(Duration::toSeconds)
                    .map(s -> s + "\u00a0s")
                    .orElse(say("render.drift.yes")))
        .orElseGet(() -> say("render.drift.no"));
  }

  private static Line asked(String who, Side side) {
    Line line = ASKED.line(INDENT, who);
    if (side.answer().isPresent()) {
      return line.and(Role.QUIET, say("render.drift.asks", side.answer().get().server()));
    }
    Problem problem = side.problem().orElseThrow();
    String because = problem.because().map(why -> ": " + why).orElse("");
    return line.and(Role.WARNING, say("render.drift.silent", problem.what() + because));
  }

  private static Line verdict(Drift drift) {
    if (drift.reference().isEmpty()) {
      return Line.of(2, Role.WARNING, say("render.drift.no-answer"));
    }
    if (drift.written().isEmpty()) {
      return Line.of(2, Role.UNMET, say("render.drift.empty"));
    }
    if (drift.drifted()) {
      return Line.of(2, Role.UNMET, say("render.drift.drifted"));
    }
    boolean pods = drift.pod().answer().isPresent();
    String same = pods ? say("render.drift.same.dns") : say("render.drift.same.machine");
    String split = drift.splitHorizon() ? " " + say("render.drift.split") : "";
    return Line.of(2, Role.MET, same + split);
  }
}
