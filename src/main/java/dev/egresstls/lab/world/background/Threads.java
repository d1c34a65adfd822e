package dev.egresstls.lab.world.background;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Makes all threads of the lab. Each has a name, and none keeps the process alive. A bug on one
 * goes to the handler of uncaught exceptions, which shows it to the user and logs it.
 */
public final class Threads {
  private Threads() {}

  /** Starts a thread for one piece of work. */
  public static Thread start(String name, Runnable work) {
    Thread thread = made(name, work);
    thread.start();
    return thread;
  }

  /** For an executor. */
  public static ThreadFactory named(String name) {
    return work -> made(name, work);
  }

  /** One thread for work that is due at a time; see {@link #guarded}. */
  public static ScheduledThreadPoolExecutor timer(String name) {
    return new ScheduledThreadPoolExecutor(1, named(name));
  }

  /** Computes something that blocks; what goes wrong is whoever's who waits for it. */
  public static <T> CompletableFuture<T> compute(String name, Supplier<T> work) {
    return CompletableFuture.supplyAsync(work, task -> start(name, task));
  }

  /**
   * Does something when the process ends, however it ends; at once if it is ending already.
   *
   * @return no longer does it
   */
  public static Runnable atExit(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    try {
      Runtime.getRuntime().addShutdownHook(thread);
    } catch (IllegalStateException e) {
      work.run();
    }
    return () -> {
      try {
        Runtime.getRuntime().removeShutdownHook(thread);
      } catch (IllegalStateException e) {
        return; // the process is ending: it has begun
      }
    };
  }

  /** Work whose bugs are reported; an executor would keep them to itself. */
  public static Runnable guarded(Runnable work) {
    return () -> {
      try {
        work.run();
      } catch (Throwable bug) {
        report(bug);
      }
    };
  }

  /**
   * From now on tells of what nobody has caught, on whichever thread, until it is closed.
   *
   * @param user shows it and logs it; if it cannot, the one before does
   */
  public static Reporting reporting(Consumer<Throwable> user) {
    Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, bug) -> {
          try {
            user.accept(bug);
          } catch (RuntimeException e) {
            Optional.ofNullable(before).ifPresent(other -> other.uncaughtException(thread, bug));
          }
        });
    return () -> Thread.setDefaultUncaughtExceptionHandler(before);
  }

  /** Receives bugs. */
  public interface Reporting extends AutoCloseable {
    @Override
    void close();
  }

  /** Reports a bug as if it had ended this thread. */
  public static void report(Throwable bug) {
    Thread here = Thread.currentThread();
    here.getUncaughtExceptionHandler().uncaughtException(here, bug);
  }

  private static Thread made(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }
}
