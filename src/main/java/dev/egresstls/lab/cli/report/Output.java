package dev.egresstls.lab.cli.report;

/** What {@code -o} chooses. */
public enum Output {
  /** Lines for people. */
  TABLE,
  /** One JSON object, described in docs/json.md. */
  JSON
}
