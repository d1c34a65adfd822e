package dev.egresstls.lab.experiment;

import java.util.Locale;

/** How much a challenge breaks. */
public enum ChallengeLevel {
  EASY(1),
  HARD(2);

  private final int faults;

  ChallengeLevel(int faults) {
    this.faults = faults;
  }

  int faults() {
    return faults;
  }

  /** As it is typed. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
