package dev.egresstls.lab.world.kube.watch;

import dev.egresstls.lab.world.background.SerialExecutor;
import dev.egresstls.lab.world.background.Threads;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** The one thread on which watches move on and listeners are called. */
final class WatchExecutor implements AutoCloseable {
  private final SerialExecutor thread = new SerialExecutor("cluster-events");

  /** Runs in turn; nothing runs any more once this is closed. */
  void soon(Runnable move) {
    thread.execute(move);
  }

  void after(Duration wait, Runnable move) {
    thread.after(wait, move);
  }

  /** Runs something that blocks, on a thread of its own. */
  <T> CompletableFuture<T> aside(Supplier<T> work) {
    return Threads.compute("cluster-ask", work);
  }

  @Override
  public void close() {
    thread.close();
  }
}
