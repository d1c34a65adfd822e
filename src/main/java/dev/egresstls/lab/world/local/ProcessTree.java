package dev.egresstls.lab.world.local;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Ends a process and everything that it started. */
public final class ProcessTree {
  private static final long GRACE_MILLIS = 2000;

  private ProcessTree() {}

  /** Asks all of them to end, and after a short grace makes them. */
  public static void end(ProcessHandle root) {
    Set<ProcessHandle> all = new LinkedHashSet<>();
    collect(root, all);
    all.forEach(ProcessHandle::destroy);
    awaitEnd(all);
    // Whoever was asked may have started another before it ended.
    Set.copyOf(all).forEach(process -> collect(process, all));
    all.forEach(ProcessHandle::destroyForcibly);
    awaitEnd(all);
  }

  private static void collect(ProcessHandle process, Set<ProcessHandle> all) {
    all.add(process);
    process.descendants().forEach(all::add);
  }

  /** The caller was interrupted, so its flag is put aside while it waits. */
  private static void awaitEnd(Set<ProcessHandle> all) {
    boolean interrupted = Thread.interrupted();
    CompletableFuture<?>[] exits =
        all.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new);
    try {
      CompletableFuture.allOf(exits)
          .completeOnTimeout(null, GRACE_MILLIS, TimeUnit.MILLISECONDS)
          .join();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
