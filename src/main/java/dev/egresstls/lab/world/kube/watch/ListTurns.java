package dev.egresstls.lab.world.kube.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * One list at a time, so that an older one never comes after a newer one. Used on the thread of
 * {@link WatchExecutor} alone.
 */
final class ListTurns {
  private List<CompletableFuture<Void>> served = List.of();
  private List<CompletableFuture<Void>> waiting = new ArrayList<>();
  private boolean busy;
  private boolean again;

  /** Someone waits for a list that begins after this. */
  void await(CompletableFuture<Void> done) {
    waiting.add(done);
  }

  /** Whether a list may begin; if one is in progress, another one follows it. */
  boolean begin() {
    again = busy;
    if (busy) {
      return false;
    }
    busy = true;
    served = waiting;
    waiting = new ArrayList<>();
    return true;
  }

  /** A list has come or failed; gives whether another one is to follow. */
  boolean over() {
    busy = false;
    served.forEach(one -> one.complete(null));
    served = List.of();
    return again || !waiting.isEmpty();
  }
}
