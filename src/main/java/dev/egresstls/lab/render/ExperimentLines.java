package dev.egresstls.lab.render;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.event.AttemptReport;
import dev.egresstls.lab.event.ExperimentReport;
import dev.egresstls.lab.event.Gap;
import dev.egresstls.lab.event.UndoneReport;
import dev.egresstls.lab.render.text.Columns;
import dev.egresstls.lab.render.text.LabelColumn;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Mark;
import dev.egresstls.lab.render.text.Prose;
import dev.egresstls.lab.render.text.Role;
import dev.egresstls.lab.render.text.Theme;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A what-if in lines: what was changed, what was predicted, what was seen, and what it means. */
public final class ExperimentLines {
  private static final int INDENT = 2;
  private static final int OPENED = 6;
  private static final int BECAUSE = 44;

  private static final LabelColumn LABELS =
      LabelColumn.of(
          2,
          say("render.experiment.changed"),
          say("render.experiment.then"),
          say("render.experiment.request"),
          say("render.experiment.predicted"));

  /** Where the second column begins. */
  private static final int LABEL = OPENED + LABELS.columns();

  private static final int WIDE = 80;

  private final Theme theme;
  private final int columns;

  /**
   * Lines for a width.
   *
   * @param columns the terminal's width
   */
  public ExperimentLines(Theme theme, int columns) {
    this.theme = theme;
    this.columns = columns;
  }

  /** What came of it, before its changes are undone. */
  public List<Line> tried(ExperimentReport report) {
    List<Line> lines = new ArrayList<>();
    lines.add(
        Line.of(INDENT, Role.TITLE, say("render.experiment.title", report.title()))
            .hanging(OPENED));
    report.where().ifPresent(where -> lines.add(Line.of(INDENT, Role.QUIET, where)));
    String label = say("render.experiment.changed");
    for (String change : report.changes()) {
      lines.add(LABELS.line(OPENED, label, change));
      label = "";
    }
    String then = say("render.experiment.then");
    report.says().forEach(says -> lines.add(LABELS.line(OPENED, then, says)));
    report.gaps().forEach(gap -> lines.add(gap(gap)));
    report.attempts().forEach(attempt -> lines.addAll(attempt(attempt)));
    lines.add(verdict(report));
    report.guess().ifPresent(guess -> lines.add(Line.of(OPENED, Role.PLAIN, guess)));
    lines.add(Line.EMPTY);
    lines.addAll(Prose.lines(report.told(), INDENT, columns));
    lines.add(Line.EMPTY);
    return lines;
  }

  private List<Line> attempt(AttemptReport attempt) {
    List<Line> lines = new ArrayList<>();
    lines.add(Line.EMPTY);
    String says = attempt.says().isEmpty() ? "" : attempt.says() + ": ";
    lines.add(
        LABELS
            .line(OPENED, say("render.experiment.request"), says)
            .and(Role.CODE, attempt.command()));
    lines.add(Line.of(OPENED, Role.STRESS, say("render.experiment.predicted")));
    attempt.way().forEach(station -> lines.addAll(station(station)));
    lines.add(Line.of(OPENED + 2, Role.PLAIN, attempt.outlook()));
    lines.add(Line.of(OPENED, Role.STRESS, say("render.experiment.seen")));
    attempt.rows().forEach(row -> lines.add(row(row)));
    attempt.gaps().forEach(gap -> lines.add(gap(gap)));
    return lines;
  }

  private List<Line> station(AttemptReport.Station station) {
    Line head =
        Line.of(OPENED + 2, Role.QUIET, station.title())
            .to(LABEL + 2)
            .and(Role.PLAIN, station.value())
            .hanging(LABEL + 2);
    // What is wrapped begins at half the width or before.
    int because = Math.min(BECAUSE, columns / 2);
    if (columns >= WIDE && LABEL + 2 + Columns.of(station.value()) < because) {
      return List.of(head.to(because).and(Role.QUIET, station.because()).hanging(because));
    }
    return List.of(head, Line.of(LABEL + 2, Role.QUIET, station.because()));
  }

  private Line row(AttemptReport.Row row) {
    Line line =
        Line.at(OPENED)
            .and(theme.sign(row.same() ? Mark.MET : Mark.UNMET))
            .and(Role.QUIET, " " + HopRow.title(row.title()))
            .to(LABEL + 7)
            .and(row.same() ? Role.PLAIN : Role.UNMET, row.seen())
            .hanging(LABEL + 7);
    return row.same()
        ? line
        : line.and(Role.PLAIN, ", " + say("render.experiment.differs", row.predicted()));
  }

  private Line gap(Gap gap) {
    return Line.at(OPENED)
        .and(theme.sign(Mark.UNMET))
        .and(Role.PLAIN, " " + gap.subject() + "  " + gap.sentence())
        .hanging(OPENED + 4);
  }

  private Line verdict(ExperimentReport report) {
    boolean good = report.prediction();
    return Line.at(OPENED)
        .and(
            good ? Role.MET : Role.UNMET,
            good
                ? say("render.experiment.as-predicted")
                : say("render.experiment.not-as-predicted"));
  }

  /** What is as it was, and how the steps stand. */
  public List<Line> back(UndoneReport report) {
    List<Line> lines = new ArrayList<>();
    String done = String.join(", ", report.done());
    String what =
        report.done().isEmpty()
            ? say("render.experiment.nothing-changed")
            : say("render.experiment.undone", done);
    if (!report.done().isEmpty() || report.failed().isEmpty() && report.kept().isEmpty()) {
      lines.add(marked(report.whole(), what));
    }
    report.kept().forEach(kept -> lines.add(Line.of(OPENED, Role.PLAIN, kept)));
    report.failed().forEach(problem -> lines.addAll(ProblemLines.of(problem, OPENED)));
    String broken = report.broken().stream().map(String::valueOf).collect(Collectors.joining(", "));
    String steps =
        report.broken().isEmpty() ? looked(report) : say("render.experiment.broken", broken);
    lines.add(marked(report.broken().isEmpty(), steps));
    return lines;
  }

  /** Those that were to do before are to do still, which is no fault. */
  private static String looked(UndoneReport report) {
    return report.held().size() == report.total()
        ? say("render.experiment.looked", report.total())
        : say("render.experiment.looked-some", report.held().size());
  }

  private Line marked(boolean good, String text) {
    return Line.at(INDENT)
        .and(theme.sign(good ? Mark.MET : Mark.UNMET))
        .and(Role.PLAIN, " " + text)
        .hanging(OPENED);
  }
}
