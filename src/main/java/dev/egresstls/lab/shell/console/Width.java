package dev.egresstls.lab.shell.console;

import java.util.function.IntSupplier;
import org.jline.utils.Signals;

/** The width of a terminal that is asked again only after it has changed. */
final class Width implements IntSupplier {
  private final IntSupplier asked;
  private volatile int known;

  /** A width that is asked now, and again after the terminal has said that its size changed. */
  Width(IntSupplier asked) {
    this.asked = asked;
    this.known = asked.getAsInt();
    Signals.register("WINCH", () -> known = 0);
  }

  @Override
  public int getAsInt() {
    if (known == 0) {
      known = asked.getAsInt();
    }
    return known;
  }
}
