package dev.egresstls.lab.doctor;

import dev.egresstls.lab.doctor.HealthFinding.Severity;
import dev.egresstls.lab.lab.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * All that the doctor found out.
 *
 * @param findings in the order of the table
 * @param elapsed how long it took
 */
public record HealthReport(List<HealthFinding> findings, Duration elapsed) {
  public HealthReport {
    findings = List.copyOf(findings);
  }

  /** What makes a step fail, up to a step; the first step first. */
  public Optional<Problem> stopping(int last) {
    return findings.stream()
        .filter(one -> one.severity() == Severity.FATAL)
        .filter(one -> one.step().orElse(0) <= last)
        .min(java.util.Comparator.comparing(one -> one.step().orElse(0)))
        .map(HealthFinding::problem);
  }

  /** What may get in the way. */
  public List<HealthFinding> warnings() {
    return findings.stream().filter(one -> one.severity() == Severity.WARNING).toList();
  }

  /**
   * The exit code: that of what makes the first step fail; 1 for a warning.
   *
   * @param strict whether a warning counts
   */
  public int exitCode(boolean strict) {
    return stopping(Integer.MAX_VALUE)
        .map(problem -> problem.kind().exitCode())
        .orElse(strict && !warnings().isEmpty() ? Problem.Kind.RED.exitCode() : 0);
  }
}
