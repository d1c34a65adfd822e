package dev.egresstls.lab.console.terminal;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The modes of this process's terminal as its driver keeps them. JLine restores those that it
 * knows, and forgets the speed and the discipline of the line over that; so {@code stty} keeps and
 * restores them all, where there is one.
 */
public final class DriverModes {
  /** Of a terminal that is none of the driver's, such as one in memory. */
  public static final DriverModes NONE = new DriverModes(Optional.empty());

  private final Optional<String> kept;

  private DriverModes(Optional<String> kept) {
    this.kept = kept;
  }

  /** The modes now. */
  public static DriverModes ofThisProcess() {
    return new DriverModes(stty("-g").filter(said -> said.matches("[0-9a-f:]+")));
  }

  /** Stops the process whose terminal it is, as Ctrl-Z does; a terminal in memory is nobody's. */
  void stopProcess() {
    if (this != NONE) {
      OwnProcess.stop();
    }
  }

  /** Whether it is known that no key waits to be read; of a terminal in memory it is not. */
  boolean nothingTyped() {
    try {
      return this != NONE && System.in.available() == 0;
    } catch (IOException e) {
      return true;
    }
  }

  /** Sets these modes again, if they are known. */
  public void restore() {
    kept.ifPresent(DriverModes::stty);
  }

  private static Optional<String> stty(String argument) {
    try {
      Process stty =
          new ProcessBuilder("stty", argument)
              .redirectInput(Redirect.INHERIT)
              .redirectError(Redirect.DISCARD)
              .start();
      String said = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      return stty.waitFor() == 0 ? Optional.of(said.strip()) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
