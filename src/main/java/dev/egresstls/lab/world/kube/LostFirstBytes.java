package dev.egresstls.lab.world.kube;

import java.net.ProtocolException;
import java.util.function.Function;

/**
 * A WebSocket whose very first bytes were misread. The JDK's client (seen with 17) may lose what
 * arrives together with the answer to its handshake, if the machine is busy: it then takes bytes
 * from the middle of a frame for its head and says {@code Unexpected rsv1 bit}. What the server had
 * sent was right: measured with a relay between the two, once in some 2,000 calls at a load of 15.
 * Nothing has been heard by then, so the call is made again.
 */
final class LostFirstBytes extends RuntimeException {
  private static final long serialVersionUID = 1;
  private static final int TRIES = 3;

  private LostFirstBytes(Throwable cause) {
    super(cause);
  }

  /** A call that may be made again. */
  interface Call<T> {
    T make() throws InterruptedException;
  }

  /**
   * Makes a call, and makes it up to twice more if it was misread.
   *
   * @throws dev.egresstls.lab.lab.LabFailure if it was misread each time
   */
  static <T> T again(Function<Throwable, RuntimeException> failure, Call<T> call)
      throws InterruptedException {
    LostFirstBytes last = null;
    for (int i = 0; i < TRIES; i++) {
      try {
        return call.make();
      } catch (LostFirstBytes e) {
        last = e;
      }
    }
    throw failure.apply(last.getCause());
  }

  /**
   * Does nothing, unless a failure is that of a misread WebSocket.
   *
   * @param heard whether anything came along it before
   * @throws LostFirstBytes if it is
   */
  static void throwIf(Throwable failure, boolean heard) {
    for (Throwable e = failure; e != null && !heard; e = e.getCause()) {
      if (e instanceof ProtocolException) {
        throw new LostFirstBytes(failure);
      }
    }
  }
}
