package dev.egresstls.lab.render;

import dev.egresstls.lab.engine.drift.Drift;
import dev.egresstls.lab.engine.drift.Drift.Row;
import dev.egresstls.lab.engine.drift.Side;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Mark;
import dev.egresstls.lab.render.text.Role;
import dev.egresstls.lab.render.text.Theme;
import dev.egresstls.lab.world.Names.Address;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A slice's addresses beside what DNS says, in lines: a table, and what the differences do. */
public final class DriftLines {
  private static final int INDENT = 5;
  private static final int SLICE = 22;
  private static final int POD = 28;
  private static final int MACHINE = 35;
  private static final int WORD = 43;

  private DriftLines() {}

  /** The lines of it. */
  public static List<Line> of(Theme theme, Drift drift) {
    List<Line> lines = new ArrayList<>();
    lines.add(
        Line.of(2, Role.TITLE, drift.host())
            .and(Role.PLAIN, " beside " + drift.slice())
            .hanging(INDENT));
    lines.add(head());
    drift.rows().forEach(row -> lines.addAll(row(theme, drift, row)));
    lines.add(asked("pod", "asks", drift.pod()));
    lines.add(asked("host", "asks", drift.machine()));
    drift.notes().forEach(note -> lines.add(said(note)));
    lines.add(verdict(drift));
    return lines;
  }

  private static Line head() {
    return Line.of(INDENT, Role.QUIET, "address")
        .to(SLICE)
        .and(Role.QUIET, "slice")
        .to(POD)
        .and(Role.QUIET, "pod")
        .to(MACHINE)
        .and(Role.QUIET, "host");
  }

  private static List<Line> row(Theme theme, Drift drift, Row row) {
    Line line =
        Line.at(2)
            .and(theme.sign(mark(row.state())))
            .to(INDENT)
            .and(Role.PLAIN, row.address())
            .to(SLICE)
            .and(Role.PLAIN, row.inSlice() ? "yes" : "no")
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
      case MISSING -> "not in the slice";
      case STALE -> "not in DNS";
      case ELSEWHERE -> "on this machine only";
      case UNKNOWN -> "not known";
    };
  }

  /** A side that could not be asked has said neither yes nor no. */
  private static String ttl(Side side, Optional<Address> address) {
    if (side.answer().isEmpty()) {
      return "?";
    }
    return address
        .map(one -> one.ttl().map(Duration::toSeconds).map(s -> s + " s").orElse("yes"))
        .orElse("no");
  }

  private static Line asked(String who, String verb, Side side) {
    Line line = Line.of(INDENT, Role.QUIET, who).to(INDENT + 6).hanging(INDENT + 6);
    if (side.answer().isPresent()) {
      return line.and(Role.QUIET, verb + " " + side.answer().get().server());
    }
    Problem problem = side.problem().orElseThrow();
    String because = problem.because().map(why -> ": " + why).orElse("");
    return line.and(Role.WARNING, "not known: " + problem.what() + because);
  }

  private static Line verdict(Drift drift) {
    if (drift.reference().isEmpty()) {
      return Line.of(2, Role.WARNING, "No DNS answers, so nothing can be said of the slice.");
    }
    if (drift.written().isEmpty()) {
      return Line.of(2, Role.UNMET, "The slice has no addresses. refresh writes them.");
    }
    if (drift.drifted()) {
      return Line.of(2, Role.UNMET, "The slice has drifted from DNS. refresh writes it again.");
    }
    String split =
        drift.splitHorizon() ? " This machine is told other addresses than the pods." : "";
    String who = drift.pod().answer().isPresent() ? "DNS says" : "this machine is told";
    return Line.of(2, Role.MET, "The slice has what " + who + "." + split);
  }
}
