package dev.egresstls.lab.doctor;

import static dev.egresstls.lab.message.Messages.count;
import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.doctor.HealthFinding.Severity;
import dev.egresstls.lab.doctor.HealthProbe.Where;
import dev.egresstls.lab.render.text.Columns;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A report of the doctor as lines, and as one JSON object in {@link DoctorDocument}. */
public final class DoctorLines {
  private static final int INDENT = 2;
  private static final int GAP = 2;

  private DoctorLines() {}

  /** Everything, by what it is about. */
  public static List<Line> of(HealthReport report) {
    List<Line> lines = new ArrayList<>();
    for (Where where : Where.values()) {
      List<HealthFinding> here = in(report, where);
      if (!here.isEmpty()) {
        lines.add(Line.of(INDENT, Role.TITLE, where.title()));
        here.forEach(one -> lines.addAll(of(one)));
        lines.add(Line.EMPTY);
      }
    }
    lines.add(Line.of(INDENT, Role.PLAIN, summary(report)));
    return lines;
  }

  static List<HealthFinding> in(HealthReport report, Where where) {
    return report.findings().stream().filter(one -> probe(one).where() == where).toList();
  }

  static HealthProbe probe(HealthFinding finding) {
    return HealthProbes.ALL.stream()
        .filter(one -> one.id().equals(finding.id()))
        .findFirst()
        .orElseThrow();
  }

  private static String summary(HealthReport report) {
    long fatal = report.findings().stream().filter(one -> one.severity() == Severity.FATAL).count();
    int warnings = report.warnings().size();
    return say(
        "doctor.summary",
        count("doctor.summary.fatal", fatal, fatal),
        count("doctor.summary.warnings", warnings, warnings));
  }

  /** One finding, with its remedy below it. */
  public static List<Line> of(HealthFinding finding) {
    int words =
        Arrays.stream(Severity.values()).mapToInt(one -> Columns.of(word(one))).max().orElse(0);
    int column = INDENT + words + GAP;
    List<Line> lines = new ArrayList<>();
    lines.add(
        Line.of(INDENT, role(finding.severity()), word(finding.severity()))
            .to(column)
            .and(Role.PLAIN, finding.sentence())
            .hanging(column));
    finding
        .remedy()
        .ifPresent(
            remedy ->
                lines.add(
                    Line.of(column, Role.QUIET, say("doctor.try") + " ").and(Role.CODE, remedy)));
    return lines;
  }

  private static String word(Severity severity) {
    return say("doctor.severity." + severity.word());
  }

  private static Role role(Severity severity) {
    return switch (severity) {
      case FINE -> Role.MET;
      case WARNING, UNKNOWN -> Role.WARNING;
      case FATAL -> Role.UNMET;
    };
  }
}
