package dev.egresstls.lab.event;

/** Where a step stands. Skipped is never shown as holding. */
public enum StepState {
  TODO,
  DOING,
  CHECKING,
  HOLDS,
  BROKEN,
  SKIPPED;

  /** The word that reports and JSON use. */
  public String word() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
