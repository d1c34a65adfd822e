package dev.egresstls.lab.practice.api;

import dev.egresstls.lab.practice.api.http.IncomingRequest;
import dev.egresstls.lab.practice.api.verbs.Watch;
import io.undertow.server.HttpServerExchange;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Ends a watch when the time is over that its client gave it. */
final class Timeouts {
  private Timeouts() {}

  static void start(
      HttpServerExchange exchange, IncomingRequest call, Watch watch, Executor threads) {
    watch.start();
    call.parameter("timeoutSeconds")
        .filter(text -> text.matches("\\d{1,9}") && !text.equals("0"))
        .ifPresent(
            text ->
                exchange
                    .getIoThread()
                    .executeAfter(
                        () -> threads.execute(watch::timeIsOver),
                        Long.parseLong(text),
                        TimeUnit.SECONDS));
  }
}
