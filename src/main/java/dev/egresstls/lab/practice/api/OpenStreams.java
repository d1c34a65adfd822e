package dev.egresstls.lab.practice.api;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.practice.store.ApiError;
import dev.egresstls.lab.value.Tree;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the answers that go on: watches, commands, logs and forwarded ports. */
final class OpenStreams {
  /**
   * Each lab of a class watches some dozens of kinds; a stream has a thread only while it sends.
   */
  static final int MOST = 4000;

  private final AtomicInteger open = new AtomicInteger();

  /**
   * Refuses one more when there are as many as may be.
   *
   * @throws ApiError 429
   */
  void admit() {
    if (open.get() >= MOST) {
      throw new ApiError(
          429,
          "TooManyRequests",
          say("practice.api.too-many", MOST),
          Tree.object("retryAfterSeconds", 1));
    }
  }

  /** One has begun; what is given back says that it has ended, be it more than once. */
  Runnable begun() {
    open.incrementAndGet();
    AtomicBoolean ended = new AtomicBoolean();
    return () -> {
      if (!ended.getAndSet(true)) {
        open.decrementAndGet();
      }
    };
  }
}
