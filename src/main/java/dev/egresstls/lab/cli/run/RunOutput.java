package dev.egresstls.lab.cli.run;

/** What {@code -o} chooses for commands that go through the steps. */
enum RunOutput {
  /** Lines for people. */
  TABLE,
  /** One JSON object, described in docs/json.md. */
  JSON,
  /** One XML document that CI systems read as a test report. */
  JUNIT;

  /** As it is typed. */
  @Override
  public String toString() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
