package dev.egresstls.lab.console;

import dev.egresstls.lab.world.background.Threads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.jline.utils.Signals;

/**
 * Lets signals interrupt what is being done, where the program would otherwise end: what must be
 * undone is undone first. A second signal ends the program at once, and so does time.
 */
public final class Interrupts {
  /** How long what is being done may take after a signal: a rollout is undone in less. */
  private static final Duration MOST = Duration.ofSeconds(120);

  /** What a shell reports for a program that a signal has ended: 128 and its number. */
  private static final int HANGUP = 129;

  private static final int INTERRUPT = 130;
  private static final int TERMINATE = 143;

  private static final AtomicInteger ENDING = new AtomicInteger();
  private static volatile IntConsumer leave = code -> {};

  private Interrupts() {}

  /** How the program is ended at once, with an exit code. */
  public static void leavingBy(IntConsumer exit) {
    leave = exit;
  }

  /** The exit code that a signal has left to the program; empty if none came that ends it. */
  public static OptionalInt exitCode() {
    int code = ENDING.get();
    return code == 0 ? OptionalInt.empty() : OptionalInt.of(code);
  }

  /**
   * Does something; Ctrl-C (SIGINT), SIGTERM and SIGHUP interrupt the thread that does it.
   *
   * @throws InterruptedException if it was interrupted
   */
  public static <T> T allow(Callable<T> work) throws Exception {
    return within(work, true);
  }

  /**
   * Does something; SIGTERM and SIGHUP interrupt the thread that does it. Someone else handles
   * Ctrl-C.
   *
   * @throws InterruptedException if it was interrupted
   */
  public static <T> T untilEnded(Callable<T> work) throws Exception {
    return within(work, false);
  }

  /**
   * Waits for what cannot be interrupted, such as a line. SIGTERM and SIGHUP do something first, on
   * a thread of their own, and end the program then; a second one ends it at once, and so does
   * time.
   */
  public static <T> T waiting(Supplier<T> wait, Runnable first) {
    AtomicBoolean came = new AtomicBoolean();
    List<Registered> registered =
        List.of(
            register("TERM", () -> ends(TERMINATE, came, first)),
            register("HUP", () -> ends(HANGUP, came, first)));
    try {
      return wait.get();
    } finally {
      registered.forEach(one -> Signals.unregister(one.signal(), one.before()));
    }
  }

  private static void ends(int code, AtomicBoolean came, Runnable first) {
    if (came.compareAndSet(false, true)) {
      CompletableFuture.delayedExecutor(MOST.toMillis(), TimeUnit.MILLISECONDS)
          .execute(() -> leave.accept(code));
      Threads.start("ending", () -> endsAfter(code, first));
    } else {
      leave.accept(code);
    }
  }

  private static void endsAfter(int code, Runnable first) {
    try {
      first.run();
    } finally {
      leave.accept(code);
    }
  }

  private record Registered(String signal, Object before) {}

  private static <T> T within(Callable<T> work, boolean ctrlC) throws Exception {
    Signalled signalled = new Signalled(Thread.currentThread());
    List<Registered> registered = new ArrayList<>();
    if (ctrlC) {
      registered.add(register("INT", () -> signalled.came(INTERRUPT)));
    }
    registered.add(register("TERM", () -> signalled.came(TERMINATE)));
    registered.add(register("HUP", () -> signalled.came(HANGUP)));
    try {
      return work.call();
    } finally {
      signalled.over = true;
      registered.forEach(one -> Signals.unregister(one.signal(), one.before()));
    }
  }

  private static Registered register(String signal, Runnable handler) {
    return new Registered(signal, Signals.register(signal, handler));
  }

  /** What signals do to one piece of work. */
  private static final class Signalled {
    private final Thread worker;
    private volatile boolean over;
    private boolean before;

    Signalled(Thread worker) {
      this.worker = worker;
    }

    synchronized void came(int code) {
      if (code != INTERRUPT) {
        ENDING.compareAndSet(0, code);
      }
      if (before || over && code != INTERRUPT) {
        leave.accept(code);
        return;
      }
      before = true;
      worker.interrupt();
      CompletableFuture.delayedExecutor(MOST.toMillis(), TimeUnit.MILLISECONDS)
          .execute(
              () -> {
                if (!over) {
                  leave.accept(code);
                }
              });
    }
  }
}
