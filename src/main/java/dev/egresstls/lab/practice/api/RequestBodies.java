package dev.egresstls.lab.practice.api;

import dev.egresstls.lab.practice.store.ApiError;
import dev.egresstls.lab.value.Tree;
import io.undertow.io.Receiver;
import io.undertow.server.HttpServerExchange;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.xnio.IoUtils;
import org.xnio.XnioExecutor;

/** Receives the bodies of requests: so many bytes, and within so much time. */
final class RequestBodies {
  /** As in Kubernetes. */
  static final int MOST = 3 * 1024 * 1024;

  /**
   * So much of a larger body is still received and thrown away, since many clients read no answer
   * before they have sent everything.
   */
  static final long MOST_DRAINED = 64L * 1024 * 1024;

  private final Patience patience;

  RequestBodies(Patience patience) {
    this.patience = patience;
  }

  /** Closes the connection unless the whole request comes in time, be it of use or not. */
  void awaitWhole(HttpServerExchange exchange) {
    if (exchange.isRequestComplete()) {
      return;
    }
    XnioExecutor.Key alarm =
        exchange
            .getIoThread()
            .executeAfter(
                () -> closeUnlessWhole(exchange),
                patience.request().toMillis(),
                TimeUnit.MILLISECONDS);
    exchange.addExchangeCompleteListener(
        (completed, next) -> {
          alarm.remove();
          next.proceed();
        });
  }

  private static void closeUnlessWhole(HttpServerExchange exchange) {
    if (!exchange.isRequestComplete()) {
      IoUtils.safeClose(exchange.getConnection());
    }
  }

  void receive(HttpServerExchange exchange, Consumer<byte[]> received, Consumer<ApiError> refused) {
    if (exchange.getRequestContentLength() > MOST) {
      refused.accept(tooLarge());
      return;
    }
    Receiver receiver = exchange.getRequestReceiver();
    receiver.setMaxBufferSize(MOST);
    receiver.receiveFullBytes(
        (whole, body) -> received.accept(body),
        (failed, e) -> {
          if (e instanceof Receiver.RequestToLargeException) {
            refused.accept(tooLarge());
          } else {
            failed.endExchange();
          }
        });
  }

  private static ApiError tooLarge() {
    String message = "Request entity too large: limit is " + MOST;
    return new ApiError(413, "RequestEntityTooLarge", message, Tree.object());
  }
}
