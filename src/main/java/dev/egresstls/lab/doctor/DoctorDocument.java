package dev.egresstls.lab.doctor;

import dev.egresstls.lab.doctor.HealthFinding.Severity;
import dev.egresstls.lab.doctor.HealthProbe.Where;
import dev.egresstls.lab.value.Tree;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A report of the doctor as one JSON object, as {@code docs/json.md} describes it. */
public final class DoctorDocument {
  private static final int SCHEMA_VERSION = 1;

  private DoctorDocument() {}

  /** The object. */
  public static Tree of(HealthReport report, boolean strict) {
    int exitCode = report.exitCode(strict);
    return Tree.object(
        "schemaVersion",
        SCHEMA_VERSION,
        "success",
        exitCode == 0,
        "exitCode",
        exitCode,
        "elapsedMs",
        report.elapsed().toMillis(),
        "categories",
        Arrays.stream(Where.values())
            .filter(where -> !DoctorLines.in(report, where).isEmpty())
            .map(where -> category(where, DoctorLines.in(report, where)))
            .toList());
  }

  private static Tree category(Where where, List<HealthFinding> findings) {
    return Tree.object(
        "categoryName",
        where.name().toLowerCase(Locale.ROOT),
        "checks",
        findings.stream().map(DoctorDocument::check).toList());
  }

  private static Tree check(HealthFinding finding) {
    Map<String, Object> check = new LinkedHashMap<>();
    check.put("id", finding.id());
    check.put("description", DoctorLines.probe(finding).title());
    check.put("result", finding.severity().word());
    boolean fine = finding.severity() == Severity.FINE;
    check.put(fine ? "says" : "error", finding.sentence());
    finding.remedy().ifPresent(remedy -> check.put("hint", remedy));
    finding.step().ifPresent(step -> check.put("step", step));
    return Tree.of(check);
  }
}
