package dev.egresstls.lab.console.terminal;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.ControlChar;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.Terminal.SignalHandler;
import org.jline.utils.InfoCmp.Capability;

/**
 * Gives the terminal to others, as it was before the console took it: for a while to a pager or a
 * shell, while the process is stopped, and at the end.
 */
public final class TerminalLease {
  private static final long A_MOMENT_MILLIS = 200;

  private final Terminal terminal;
  private final PromptReader reader;
  private final TerminalScreen screen;
  private final ReentrantLock lock;
  private final DriverModes modes;
  private final Attributes before;
  private Optional<Attributes> stoppedIn = Optional.empty();
  private boolean away;
  private boolean closed;
  private volatile boolean paged;

  /**
   * For a terminal that is still as it was.
   *
   * @param modes what the driver keeps of it
   */
  public TerminalLease(
      Terminal terminal, PromptReader reader, TerminalScreen screen, DriverModes modes) {
    this.terminal = terminal;
    this.reader = reader;
    this.screen = screen;
    this.lock = reader.lock();
    this.modes = modes;
    this.before = terminal.getAttributes();
    ignoreQuit();
  }

  /** A JVM cannot handle Ctrl-\\: it would write what its threads do all over the screen. */
  private void ignoreQuit() {
    Attributes own = new Attributes(before);
    own.setControlChar(ControlChar.VQUIT, 0);
    terminal.setAttributes(own);
  }

  private void locked(Runnable work) {
    lock.lock();
    try {
      work.run();
    } finally {
      lock.unlock();
    }
  }

  /** Lets someone else have the terminal. */
  public <T> T away(Callable<T> work) throws Exception {
    Attributes own = terminal.getAttributes();
    locked(this::giveAway);
    // A handler of our own, and not "ignore", which a process that is started would inherit.
    SignalHandler interrupt = terminal.handle(Signal.INT, signal -> {});
    try {
      return work.call();
    } finally {
      terminal.handle(Signal.INT, interrupt);
      locked(() -> undo(own));
    }
  }

  /** Lets a pager have the terminal, which shows its pages on the alternate screen. */
  public <T> T awayToPager(Callable<T> work) throws Exception {
    paged = true;
    try {
      return away(work);
    } finally {
      paged = false;
    }
  }

  private void giveAway() {
    screen.hide();
    terminal.flush();
    terminal.setAttributes(before);
    modes.restore();
    away = true;
  }

  private void undo(Attributes own) {
    away = false;
    if (!closed) {
      terminal.setAttributes(own);
      reader.toColumnZero();
      screen.show();
    }
  }

  /**
   * Gives the terminal back for as long as the process is stopped (Ctrl-Z).
   *
   * @param prompt the prompt at the size of then
   */
  public void stop(Supplier<String> prompt) {
    if (paged) {
      return; // the pager's screen cannot be left and found again
    }
    locked(
        () -> {
          if (!away && !closed) {
            stoppedIn = Optional.of(terminal.getAttributes());
            screen.letGo();
            giveAway();
          }
        });
    modes.stopProcess();
    // It goes on, or could not be stopped; who resumed it may have been notified first.
    goOn(prompt);
  }

  /**
   * The process goes on after it was stopped.
   *
   * @param prompt the prompt at the size of now
   */
  public void goOn(Supplier<String> prompt) {
    locked(
        () -> {
          if (stoppedIn.isPresent() && !closed) {
            undo(stoppedIn.get());
            stoppedIn = Optional.empty();
            if (reader.isReading()) {
              reader.modesOn();
              reader.drawHere(prompt.get());
            }
          }
        });
  }

  /**
   * Leaves the terminal as it was, with nothing on it that would be in the way of a shell's prompt.
   * Nothing is written any more after that. Whoever writes just now has a moment to end.
   */
  public void close() {
    boolean owned = false;
    try {
      owned = lock.tryLock(A_MOMENT_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    try {
      giveBack();
    } finally {
      if (owned) {
        lock.unlock();
      }
    }
  }

  private void giveBack() {
    if (closed) {
      return;
    }
    closed = true;
    if (paged) {
      terminal.puts(Capability.exit_ca_mode);
    }
    if (!away) {
      screen.letGo();
      screen.hide();
    }
    screen.end();
    terminal.puts(Capability.cursor_normal);
    terminal.flush();
  }
}
