package dev.egresstls.lab.cli.option;

/** What {@code -o} chooses. */
public enum Output {
  /** Lines for people. */
  TABLE,
  /** One JSON object, described in docs/json.md. */
  JSON;

  /** As it is typed. */
  @Override
  public String toString() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
