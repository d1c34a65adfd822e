package dev.egresstls.lab.world.kube.rest;

import dev.egresstls.lab.world.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * How long the lab has patience with an API server.
 *
 * @param longest the most that any request gets, all its retries included
 * @param silence how long a watch may say nothing before its objects are listed again. A server
 *     sends a bookmark about once a minute to a client that allows them
 *     (staging/src/k8s.io/apiserver/pkg/storage/cacher/cacher.go, bookmarkFrequency @1.33)
 * @param lag how far a watch may be behind the lab's own changes
 * @param clock what these are measured with
 * @param pauses how to wait before a request is sent again
 */
public record Timing(Duration longest, Duration silence, Duration lag, Clock clock, Pauses pauses) {

  /** Lets time pass without holding a thread. */
  @FunctionalInterface
  public interface Pauses {
    /** Completes when so much time has passed. */
    CompletableFuture<Void> pause(Duration time);
  }

  /** Real time. */
  public static final Timing SYSTEM =
      new Timing(
          Duration.ofSeconds(60),
          Duration.ofSeconds(65),
          Duration.ofSeconds(1),
          Clock.SYSTEM,
          Timing::pass);

  private static CompletableFuture<Void> pass(Duration time) {
    return CompletableFuture.runAsync(
        () -> {}, CompletableFuture.delayedExecutor(time.toMillis(), TimeUnit.MILLISECONDS));
  }

  /** The same, where no request gets more than this. */
  public Timing atMost(Duration most) {
    return new Timing(most, silence, lag, clock, pauses);
  }

  /** What a request with a patience of its own gets. */
  Duration patience(ApiRequest call) {
    return call.patience().compareTo(longest) < 0 ? call.patience() : longest;
  }
}
