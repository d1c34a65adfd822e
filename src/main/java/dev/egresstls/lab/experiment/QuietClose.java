package dev.egresstls.lab.experiment;

/** Closes what cannot fail to close. */
final class QuietClose {
  private QuietClose() {}

  static void quietly(AutoCloseable open) {
    try {
      open.close();
    } catch (Exception e) {
      throw new IllegalStateException("something that cannot be closed", e);
    }
  }
}
