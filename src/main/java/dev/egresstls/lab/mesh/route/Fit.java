package dev.egresstls.lab.mesh.route;

/** Whether a rule takes a request. */
public enum Fit {
  YES,
  NO,
  /** It hangs on something that is not known of the request. */
  UNKNOWN;

  Fit and(Fit other) {
    if (this == NO || other == NO) {
      return NO;
    }
    return this == UNKNOWN || other == UNKNOWN ? UNKNOWN : YES;
  }

  Fit not() {
    return this == UNKNOWN ? UNKNOWN : of(this == NO);
  }

  static Fit of(boolean fits) {
    return fits ? YES : NO;
  }
}
