package dev.egresstls.lab.practice.api;

import dev.egresstls.lab.practice.api.access.AccessControl;
import dev.egresstls.lab.practice.api.access.Caller;
import dev.egresstls.lab.practice.api.http.ApiResponse;
import dev.egresstls.lab.practice.api.http.HttpDate;
import dev.egresstls.lab.practice.api.http.IncomingRequest;
import dev.egresstls.lab.practice.api.http.ResourcePath;
import dev.egresstls.lab.practice.api.pods.Exec;
import dev.egresstls.lab.practice.api.verbs.Wire;
import dev.egresstls.lab.practice.store.ApiError;
import dev.egresstls.lab.practice.store.Background;
import dev.egresstls.lab.practice.store.Refusals;
import dev.egresstls.lab.value.Tree;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Takes each request in: who asks, and whether the answer is one piece or a stream. */
final class RequestHandler implements HttpHandler, AutoCloseable {
  private static final HttpString WARNING = new HttpString("Warning");
  private static final int TOO_MANY = 429;
  private static final Set<String> HEALTH = Set.of("/healthz", "/readyz", "/livez");

  /** A stream has one only while it sends, and a command or a forwarded connection to its end. */
  private static final int MOST_THREADS = 1_000;

  private static final byte[] NOTHING = {};

  private final Router router;
  private final AccessControl access;
  private final RequestBodies bodies;
  private final Background threads = new Background("practice-stream", MOST_THREADS);
  private final OpenStreams streams = new OpenStreams();
  private final Forwards forwards = new Forwards(threads, streams);
  private final AtomicLong requests = new AtomicLong();

  RequestHandler(Router router, AccessControl access, Patience patience) {
    this.router = router;
    this.access = access;
    this.bodies = new RequestBodies(patience);
  }

  long requests() {
    return requests.get();
  }

  /** Ends the streams that would go on by themselves. */
  @Override
  public void close() {
    forwards.close();
    threads.close();
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) {
    // Undertow keeps one date for the whole process, and its timer ends with the server that began
    // it: from then on the time would stand still for all others.
    exchange.getResponseHeaders().put(Headers.DATE, HttpDate.of(Instant.now()));
    requests.incrementAndGet();
    bodies.awaitWhole(exchange);
    IncomingRequest head = Calls.of(exchange, NOTHING);
    Optional<ApiError> browser = BrowserGuard.refusal(head);
    Optional<Caller> caller = access.caller(Calls.token(head));
    if (browser.isPresent()) {
      send(exchange, ApiResponse.of(browser.get()));
    } else if (caller.isPresent()) {
      bodies.receive(
          exchange,
          body -> exchange.dispatch(() -> handle(exchange, body, caller.get())),
          refusal -> send(exchange, ApiResponse.of(refusal)));
    } else if (HEALTH.contains(head.path())) {
      send(exchange, Router.HEALTHY);
    } else {
      ApiError refusal = new ApiError(401, "Unauthorized", "Unauthorized", Tree.MISSING);
      send(exchange, ApiResponse.of(refusal));
    }
  }

  private void handle(HttpServerExchange exchange, byte[] body, Caller caller) {
    IncomingRequest call = Calls.of(exchange, body);
    try {
      Caller acting = access.acting(caller, call);
      access.check(acting, call);
      if (!streamed(exchange, call)) {
        send(exchange, access.answer(acting, call).orElseGet(() -> router.answer(call)));
      }
    } catch (ApiError e) {
      send(exchange, ApiResponse.of(e));
    } catch (RuntimeException e) {
      String message = "Internal error occurred: " + e;
      send(exchange, ApiResponse.of(new ApiError(500, "InternalError", message, Tree.object())));
    }
  }

  private boolean streamed(HttpServerExchange exchange, IncomingRequest call) {
    Optional<ResourcePath> pod = router.podStream(call);
    boolean socket = call.header("upgrade").equalsIgnoreCase("websocket");
    if (pod.isPresent() || Router.isWatch(call)) {
      streams.admit();
    }
    if (pod.isPresent() && pod.get().subresource().equals("exec")) {
      exec(exchange, router.exec().command(call, pod.get()), socket);
    } else if (pod.isPresent() && pod.get().subresource().equals("portforward")) {
      forwards.begin(exchange, call, router.forward(), pod.get());
    } else if (pod.isPresent()) {
      follow(exchange, call, pod.get(), socket);
    } else if (Router.isWatch(call)) {
      watch(exchange, call, socket);
    } else {
      return false;
    }
    return true;
  }

  private void exec(HttpServerExchange exchange, Exec.Command command, boolean socket) {
    if (!socket) {
      throw Refusals.badRequest("Upgrade request required");
    }
    Sockets.exec(exchange, streams, router.exec(), command, threads);
  }

  private void follow(
      HttpServerExchange exchange, IncomingRequest call, ResourcePath at, boolean socket) {
    String container = router.logs().followed(call, at);
    begin(exchange, "text/plain", socket, wire -> router.logs().follow(call, at, container, wire));
  }

  private void watch(HttpServerExchange exchange, IncomingRequest call, boolean socket) {
    router.checkWatch(call);
    begin(
        exchange,
        "application/json",
        socket,
        wire -> Timeouts.start(exchange, call, router.watch(call, wire), threads));
  }

  /** Begins an answer that goes on; what is sent may wait for the client, so it has a thread. */
  private void begin(
      HttpServerExchange exchange, String contentType, boolean socket, Consumer<Wire> sender) {
    if (socket) {
      Sockets.text(exchange, streams, sender, threads);
    } else {
      Wire wire = Chunks.begin(exchange, contentType, threads);
      wire.onEnd(streams.begun());
      threads.execute(() -> sender.accept(wire));
    }
  }

  private static void send(HttpServerExchange exchange, ApiResponse answer) {
    exchange.setStatusCode(answer.code());
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, answer.contentType());
    if (!answer.warning().isEmpty()) {
      exchange.getResponseHeaders().put(WARNING, "299 - \"" + answer.warning() + "\"");
    }
    if (answer.code() == TOO_MANY) {
      exchange.getResponseHeaders().put(Headers.RETRY_AFTER, "1");
    }
    exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-cache, private");
    exchange.getResponseSender().send(answer.body());
  }
}
