package dev.egresstls.lab.trial;

/** Closes what cannot fail to close. */
final class Closing {
  private Closing() {}

  static void quietly(AutoCloseable open) {
    try {
      open.close();
    } catch (Exception e) {
      throw new IllegalStateException("something that cannot be closed", e);
    }
  }
}
