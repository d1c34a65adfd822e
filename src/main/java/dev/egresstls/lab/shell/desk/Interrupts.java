package dev.egresstls.lab.shell.desk;

import java.util.concurrent.Callable;
import org.jline.utils.Signals;

/** Lets Ctrl-C interrupt what is being done, where the program would otherwise end. */
public final class Interrupts {
  private Interrupts() {}

  /**
   * Does something; Ctrl-C (SIGINT) interrupts the thread that does it.
   *
   * @throws InterruptedException if it was interrupted
   */
  public static <T> T allow(Callable<T> work) throws Exception {
    Thread worker = Thread.currentThread();
    Object before = Signals.register("INT", worker::interrupt);
    try {
      return work.call();
    } finally {
      Signals.unregister("INT", before);
    }
  }
}
