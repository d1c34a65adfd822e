package dev.egresstls.lab.shell.console.terminal;

import java.io.IOException;

/** This process, as its terminal's shell sees it. */
final class OwnProcess {
  private OwnProcess() {}

  /**
   * Stops it as Ctrl-Z does, until the shell lets it go on. A JVM cannot do that by itself; where
   * there is no {@code kill}, nothing happens.
   */
  static void stop() {
    String own = String.valueOf(ProcessHandle.current().pid());
    try {
      new ProcessBuilder("kill", "-STOP", own)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
