package dev.egresstls.lab.world.kube.rest;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Sends a request, and sends it again within its patience if it makes sense: after 429, since the
 * server has not looked at it; after 500, 502, 503, 504, an answer that is no JSON and a connection
 * that broke, if it may be done twice. A POST may not: whether the object is there, and whether we
 * made it, is looked up first. This is the only place where requests are sent again.
 */
final class Retries {
  /** A server that answers 500 three times has a reason that does not go away. */
  private static final int MOST_500 = 3;

  private static final int MOST_GARBLED = 3;
  private static final int MOST_OPENINGS = 4;
  private static final int MOST_WITHOUT_A_WORD = 4;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(4);

  /** A server that has answered before and refuses connections now may be starting again. */
  private static final Duration RESTART = Duration.ofSeconds(3);

  /** Sends a request once. */
  @FunctionalInterface
  interface Transport {
    CompletableFuture<ServerResponse> send(ApiRequest call);
  }

  private final Transport transport;
  private final Timing timing;
  private final ServerProblems problems;
  private volatile Optional<ServerTime> serverTime = Optional.empty();

  /** The server's time as it last said it, and when that was. */
  private record ServerTime(Instant at, Instant ours, long nanos) {}

  Retries(Transport transport, Timing timing, ServerProblems problems) {
    this.transport = transport;
    this.timing = timing;
    this.problems = problems;
  }

  /**
   * The answer, whatever its status but a redirect.
   *
   * @return cancelled by its holder, nothing is sent any more
   */
  CompletableFuture<ServerResponse> send(ApiRequest call) {
    Exchange exchange = new Exchange(call);
    exchange.attempt();
    return exchange.result;
  }

  /**
   * Opens something that goes on, such as a WebSocket. It is opened again if the server was too
   * busy, if something in between failed, or if the connection broke: nothing has been heard then.
   *
   * @param refusal what was answered in its place
   */
  <T> CompletableFuture<T> open(
      Supplier<CompletableFuture<T>> launch,
      Function<Throwable, Optional<ServerResponse>> refusal) {
    CompletableFuture<T> result = new CompletableFuture<>();
    opened(launch, refusal, result, 1);
    return result;
  }

  private <T> void opened(
      Supplier<CompletableFuture<T>> launch,
      Function<Throwable, Optional<ServerResponse>> refusal,
      CompletableFuture<T> result,
      int tries) {
    launch
        .get()
        .whenComplete(
            (open, e) -> {
              if (e == null) {
                result.complete(open);
                return;
              }
              Optional<Duration> pause = pause(unwrapped(e), refusal.apply(e), tries);
              if (pause.isEmpty() || result.isDone()) {
                result.completeExceptionally(unwrapped(e));
              } else {
                timing
                    .pauses()
                    .pause(pause.get())
                    .thenRun(() -> opened(launch, refusal, result, tries + 1));
              }
            });
  }

  private Optional<Duration> pause(Throwable e, Optional<ServerResponse> refusal, int tries) {
    boolean again =
        refusal
            .map(answer -> answer.tooBusy() || answer.fails())
            .orElseGet(() -> problems.isBrokenConnection(e));
    if (!again || tries >= MOST_OPENINGS) {
      return Optional.empty();
    }
    return Optional.of(
        refusal
            .flatMap(answer -> answer.retryAfter(timing.clock().now()))
            .filter(asked -> asked.compareTo(LONGEST_PAUSE) <= 0)
            .orElse(FIRST_PAUSE.multipliedBy(1L << tries)));
  }

  /** What is known of this moment. */
  private Sent now() {
    return new Sent(
        serverTime.map(
            known -> known.at().plusNanos(timing.clock().nanos() - known.nanos()).minusSeconds(2)));
  }

  private void saidTheTime(Instant at) {
    ServerTime time = new ServerTime(at, timing.clock().now(), timing.clock().nanos());
    serverTime = Optional.of(time);
  }

  /** By how much the server's clock was behind this machine's when it last said its time. */
  Duration behind() {
    return serverTime
        .map(known -> Duration.between(known.at(), known.ours()))
        .filter(one -> !one.isNegative())
        .orElse(Duration.ZERO);
  }

  private final class Exchange {
    private final ApiRequest call;
    private final CompletableFuture<ServerResponse> result = new CompletableFuture<>();
    private final Sent sent = now();
    private final long start = timing.clock().nanos();
    private final long patience;
    private int tries;
    private int pauses;

    /** Whether the request may have been done although nobody said so. */
    private boolean lost;

    Exchange(ApiRequest call) {
      this.call = call;
      this.patience = timing.patience(call).toNanos();
    }

    private long left() {
      return patience - (timing.clock().nanos() - start);
    }

    void attempt() {
      if (result.isDone()) {
        return; // nobody waits for it any more
      }
      tries++;
      CompletableFuture<ServerResponse> once = transport.send(call);
      once.orTimeout(limit(), TimeUnit.NANOSECONDS)
          .whenComplete((answer, e) -> guarded(() -> ended(answer, e)));
      result.whenComplete((done, e) -> once.cancel(true));
    }

    /** A connection that has died unseen swallows the first attempt, not the second. */
    private long limit() {
      boolean first = tries == 1 && (call.repeatable() || call.lookup().isPresent());
      return Math.max(1, first ? left() * 2 / 3 : left());
    }

    /** What goes wrong in a callback must end the waiting. */
    private void guarded(Runnable work) {
      try {
        work.run();
      } catch (RuntimeException e) {
        result.completeExceptionally(e);
      }
    }

    private void ended(ServerResponse answer, Throwable e) {
      if (e != null) {
        broke(unwrapped(e));
        return;
      }
      answer.date().ifPresent(Retries.this::saidTheTime);
      if (answer.redirects()) {
        result.completeExceptionally(problems.redirected(answer).failure());
      } else if (answer.tooBusy()) {
        againAfter(answer);
      } else if (answer.fails()) {
        failed(answer);
      } else if (isGarbled(answer)) {
        garbled(answer);
      } else if (lost && call.lookup().isPresent() && !answer.ok()) {
        lookUp(() -> result.complete(answer));
      } else {
        result.complete(answer);
      }
    }

    /** A web page in the place of an object, or of the word that there is none. */
    private boolean isGarbled(ServerResponse answer) {
      boolean page = answer.isPage() || call.wantsJson() && !answer.tree().isObject();
      return answer.ok() && page || answer.code() == 404 && !answer.absent();
    }

    private void failed(ServerResponse answer) {
      lost |= !call.reads();
      boolean again = mayRepeat() || answer.retryAfter(timing.clock().now()).isPresent();
      if (!again || answer.code() == 500 && tries >= MOST_500) {
        giveUp(answer);
      } else {
        againAfter(answer);
      }
    }

    /** Truncated, or a web page: it may have been done, and the answer is worth nothing. */
    private void garbled(ServerResponse answer) {
      lost |= !call.reads();
      if (!mayRepeat() || tries >= MOST_GARBLED) {
        giveUp(answer);
      } else {
        againAfter(answer);
      }
    }

    private boolean mayRepeat() {
      return call.repeatable() || call.lookup().isPresent();
    }

    private void againAfter(ServerResponse answer) {
      Duration pause = answer.retryAfter(timing.clock().now()).orElseGet(this::nextPause);
      if (pause.toNanos() >= left()) {
        giveUp(answer);
      } else {
        after(pause);
      }
    }

    private void giveUp(ServerResponse answer) {
      if (lost && call.lookup().isPresent()) {
        lookUp(() -> result.complete(answer));
      } else {
        result.complete(answer);
      }
    }

    private Duration nextPause() {
      Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(pauses++, 4));
      return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    private void broke(Throwable e) {
      boolean refused = problems.isRefused(e);
      boolean broken = problems.isBrokenConnection(e);
      boolean silent = e instanceof TimeoutException;
      lost |= !call.reads() && (broken || silent);
      boolean restarting =
          refused && serverTime.isPresent() && timing.clock().nanos() - start < RESTART.toNanos();
      // A server that has never answered may hang up for a reason that stays, such as our
      // certificate.
      boolean hopeless = broken && serverTime.isEmpty() && tries >= MOST_WITHOUT_A_WORD;
      if (hopeless || !restarting && !((broken || silent) && mayRepeat())) {
        result.completeExceptionally(e);
        return;
      }
      // The first connection may just have been an old one, closed by the server.
      Duration pause = tries == 1 && broken ? Duration.ZERO : nextPause();
      if (pause.toNanos() >= left()) {
        result.completeExceptionally(e);
      } else {
        after(pause);
      }
    }

    private void after(Duration pause) {
      CompletableFuture<Void> passed =
          pause.isZero() ? CompletableFuture.completedFuture(null) : timing.pauses().pause(pause);
      passed.whenComplete((done, e) -> guarded(this::again));
    }

    private void again() {
      if (lost && !call.repeatable()) {
        lookUp(this::attempt);
      } else {
        attempt();
      }
    }

    /** Whether it was done after all; the object that is there then is the answer. */
    private void lookUp(Runnable otherwise) {
      if (result.isDone()) {
        return;
      }
      ApiRequest.Lookup lookup = call.lookup().orElseThrow();
      CompletableFuture<ServerResponse> seen = Retries.this.send(lookup.get());
      result.whenComplete((done, e) -> seen.cancel(true));
      seen.whenComplete((answer, e) -> guarded(() -> lookedUp(lookup, answer, e, otherwise)));
    }

    private void lookedUp(
        ApiRequest.Lookup lookup, ServerResponse answer, Throwable e, Runnable otherwise) {
      if (e != null) {
        result.completeExceptionally(unwrapped(e));
      } else if (lookup.done().in(answer, sent)) {
        result.complete(new ServerResponse(200, answer.body(), answer.headers()));
      } else {
        otherwise.run();
      }
    }
  }

  private static Throwable unwrapped(Throwable e) {
    Throwable cause = e;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }
}
