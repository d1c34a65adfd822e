package dev.egresstls.lab.practice.api.verbs;

import java.io.IOException;

/** An open answer that text is sent along, piece by piece. */
public interface Wire {
  /**
   * Sends one piece at once.
   *
   * @throws IOException if the client is gone
   */
  void send(String text) throws IOException;

  /** Breaks the answer off in its middle, even while something is being sent. */
  void breakOff();

  /** Ends the answer. */
  void end();

  /** Calls back when the client is gone or the answer has ended. */
  void onEnd(Runnable listener);
}
