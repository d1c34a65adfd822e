package dev.egresstls.lab.cli.option;

/** What {@code -o} chooses. */
public enum Output {
  /** Lines for people. */
  TABLE,
  /** One JSON object, described in docs/json.md. */
  JSON
}
