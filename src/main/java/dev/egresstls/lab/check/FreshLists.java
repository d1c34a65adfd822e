package dev.egresstls.lab.check;

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for lists that were asked for again. */
final class FreshLists {
  /** Longer than a list may take with all its retries: it says itself why it does not come. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private FreshLists() {}

  /** Waits until all have come or failed, but no longer than makes sense. */
  static void await(Collection<CompletableFuture<Void>> renewals) throws InterruptedException {
    try {
      CompletableFuture.allOf(renewals.toArray(CompletableFuture[]::new))
          .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      return; // whoever looks finds out which did not come
    }
  }
}
