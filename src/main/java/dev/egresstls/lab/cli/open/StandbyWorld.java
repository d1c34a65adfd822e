package dev.egresstls.lab.cli.open;

import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.world.World;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * A world that is made ready while another one may still answer. It is begun only after a while,
 * because most often it is not needed.
 */
final class StandbyWorld implements AutoCloseable {
  /** A cluster that has said nothing for so long is more likely dead than slow. */
  private static final Duration WHILE = Duration.ofMillis(300);

  private final CompletableFuture<World> made = new CompletableFuture<>();
  private final Lazy<Boolean> begun;
  private boolean taken;

  private StandbyWorld(Callable<World> maker) {
    this.begun = new Lazy<>(() -> begin(maker));
  }

  /** A world that will be begun after a while, or when it is taken. */
  static StandbyWorld soon(Callable<World> maker) {
    StandbyWorld standby = new StandbyWorld(maker);
    CompletableFuture.delayedExecutor(WHILE.toMillis(), TimeUnit.MILLISECONDS)
        .execute(() -> standby.beginUnlessClosed());
    return standby;
  }

  private void beginUnlessClosed() {
    if (!made.isDone()) {
      begun.get();
    }
  }

  private boolean begin(Callable<World> maker) {
    Thread thread = new Thread(() -> make(maker), "spare-world");
    thread.setDaemon(true);
    thread.start();
    return true;
  }

  private void make(Callable<World> maker) {
    try {
      World world = maker.call();
      if (!made.complete(world)) {
        world.close();
      }
    } catch (Exception e) {
      made.completeExceptionally(e);
    }
  }

  /** The world; it is the caller's from now on. */
  World take() throws InterruptedException {
    begun.get();
    try {
      World world = made.get();
      taken = true;
      return world;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof LabFailure failure) {
        throw failure;
      }
      throw new CompletionException(e.getCause());
    }
  }

  /** Closes the world unless it was taken. */
  @Override
  public void close() {
    if (!made.cancel(false) && !taken && !made.isCompletedExceptionally()) {
      made.join().close();
    }
  }
}
