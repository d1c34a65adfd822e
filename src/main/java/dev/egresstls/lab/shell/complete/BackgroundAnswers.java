package dev.egresstls.lab.shell.complete;

import dev.egresstls.lab.console.Choices.Choice;
import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.world.background.Threads;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Asks in the background, and keeps answers for a moment. Whoever presses Tab waits a blink: a
 * cluster that has not answered by then has nothing to offer, until it has.
 */
final class BackgroundAnswers {
  private static final Duration BLINK = Duration.ofMillis(150);
  private static final Duration MOMENT = Duration.ofSeconds(5);

  private final Map<String, Asked> asked = new ConcurrentHashMap<>();
  private final LongSupplier nanos;
  private final Duration patience;

  private record Asked(CompletableFuture<List<Choice>> answer, long at) {}

  /**
   * Answers that grow old.
   *
   * @param nanos the time, as {@link System#nanoTime} gives it
   */
  BackgroundAnswers(LongSupplier nanos) {
    this(nanos, BLINK);
  }

  /**
   * The same with another patience.
   *
   * @param patience how long somebody who presses Tab waits
   */
  BackgroundAnswers(LongSupplier nanos, Duration patience) {
    this.nanos = nanos;
    this.patience = patience;
  }

  /** What is known by now of a question. */
  List<Choice> to(String question, Supplier<List<Choice>> answer) {
    Asked one =
        asked.compute(question, (key, known) -> known == null || old(known) ? ask(answer) : known);
    try {
      return one.answer().get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      return List.of();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    }
  }

  /** An answer that is still awaited is not asked for again, however long it takes. */
  private boolean old(Asked known) {
    return known.answer().isDone() && nanos.getAsLong() - known.at() > MOMENT.toNanos();
  }

  private Asked ask(Supplier<List<Choice>> answer) {
    CompletableFuture<List<Choice>> coming =
        Threads.compute("completion", () -> unlessRefused(answer));
    return new Asked(coming, nanos.getAsLong());
  }

  /** A bug is reported: whoever pressed Tab is offered nothing, and would never hear of it. */
  private static List<Choice> unlessRefused(Supplier<List<Choice>> answer) {
    try {
      return answer.get();
    } catch (LabFailure e) {
      return List.of();
    } catch (RuntimeException bug) {
      Threads.report(bug);
      return List.of();
    }
  }
}
