package dev.egresstls.lab.cli;

/** What {@code -o} chooses. */
enum Output {
  /** Lines for people. */
  TABLE,
  /** One JSON object, described in docs/json.md. */
  JSON
}
