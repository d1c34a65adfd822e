package dev.egresstls.lab.world.kube.rest;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.world.kube.config.KubeContext;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpHeaders;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.WebSocket;
import io.fabric8.kubernetes.client.http.WebSocketHandshakeException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** The pinned API server: sends requests, and words what goes wrong with them. */
public final class ApiClient implements AutoCloseable {
  /** An attempt ends by itself; this is for what nobody foresaw. */
  private static final Duration SLACK = Duration.ofSeconds(1);

  private final HttpClient http;
  private final KubeContext context;
  private final ServerProblems problems;
  private final Timing timing;
  private final Retries retries;

  /** A server with the usual patience. */
  public ApiClient(HttpClient http, KubeContext context) {
    this(http, context, Timing.SYSTEM);
  }

  /** A server with a patience of its own. */
  public ApiClient(HttpClient http, KubeContext context, Timing timing) {
    this.http = http;
    this.context = context;
    this.timing = timing;
    this.problems = new ServerProblems(context);
    this.retries = new Retries(this::once, timing, problems);
  }

  /** How long we have patience with it. */
  public Timing timing() {
    return timing;
  }

  public ServerProblems problems() {
    return problems;
  }

  /** By how much its clock is behind this machine's; zero if it is not, or never said its time. */
  public Duration behind() {
    return retries.behind();
  }

  /** The namespace of objects that name none. */
  public String defaultNamespace() {
    String namespace = context.context().get("namespace").text("");
    return namespace.isEmpty() ? "default" : namespace;
  }

  /**
   * Sends a request and waits for the answer, whatever its status but a redirect.
   *
   * @throws LabFailure if nobody answers, the server redirects, or the learner interrupted
   */
  public ServerResponse send(ApiRequest call) {
    CompletableFuture<ServerResponse> answer = sendAsync(call);
    try {
      return answer.get(timing.patience(call).plus(SLACK).toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Problem.of(Problem.Kind.INTERRUPTED, say("world.server.interrupted")).failure();
    } catch (ExecutionException e) {
      throw problems.unanswered(call, e.getCause()).failure();
    } catch (TimeoutException e) {
      throw problems.unanswered(call, e).failure();
    } finally {
      answer.cancel(true);
    }
  }

  /** As {@link #send}; a refusal is a failure, too. */
  public ServerResponse require(ApiRequest call) {
    return accepted(call, send(call));
  }

  /** An answer that is neither a refusal nor something else than was asked for. */
  public ServerResponse accepted(ApiRequest call, ServerResponse answer) {
    if (!answer.ok()) {
      throw problems.refused(call, answer).failure();
    }
    if (answer.isPage() || call.wantsJson() && !answer.tree().isObject()) {
      throw problems.garbled(call, answer).failure();
    }
    return answer;
  }

  /** Sends a request, and sends it again as {@link Retries} says. */
  public CompletableFuture<ServerResponse> sendAsync(ApiRequest call) {
    return retries.send(call);
  }

  private CompletableFuture<ServerResponse> once(ApiRequest call) {
    CompletableFuture<HttpResponse<byte[]>> sent =
        begun(() -> http.sendAsync(request(call), byte[].class));
    CompletableFuture<ServerResponse> answer =
        sent.thenApply(
            response -> new ServerResponse(response.code(), bytes(response), headers(response)));
    answer.whenComplete((done, e) -> sent.cancel(true)); // does nothing to what has ended
    return answer;
  }

  /** What cannot even begin, such as after the client was closed, has failed as well. */
  private static <T> CompletableFuture<T> begun(Supplier<CompletableFuture<T>> beginning) {
    try {
      return beginning.get();
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private static byte[] bytes(HttpResponse<byte[]> response) {
    return response.body() == null ? new byte[0] : response.body();
  }

  private static Map<String, String> headers(HttpHeaders response) {
    Map<String, String> headers = new HashMap<>();
    response
        .headers()
        .forEach(
            (name, values) -> {
              if (name != null && !values.isEmpty()) {
                headers.put(name.toLowerCase(Locale.ROOT), values.get(0));
              }
            });
    return headers;
  }

  private HttpRequest request(ApiRequest call) {
    HttpRequest.Builder builder =
        http.newHttpRequestBuilder().uri(uri(call.path())).header("Accept", call.accept());
    return call.contentType().isPresent()
        ? builder.method(call.method(), call.contentType().get(), call.body()).build()
        : builder.build();
  }

  /** Begins an answer that goes on; {@code chunks} gets its bytes in order. */
  public CompletableFuture<HttpResponse<AsyncBody>> stream(
      String path, AsyncBody.Consumer<List<ByteBuffer>> chunks) {
    HttpRequest request =
        http.newHttpRequestBuilder()
            .uri(uri(path))
            .header("Accept", "application/json")
            .forStreaming()
            .build();
    return begun(() -> http.consumeBytes(request, chunks)).thenApply(this::notElsewhere);
  }

  private HttpResponse<AsyncBody> notElsewhere(HttpResponse<AsyncBody> response) {
    try {
      refuseRedirect(response);
      return response;
    } catch (LabFailure e) {
      response.body().cancel();
      throw e;
    }
  }

  /**
   * Does nothing, unless an answer sends the client elsewhere.
   *
   * @throws LabFailure if it does
   */
  public void refuseRedirect(HttpResponse<?> response) {
    ServerResponse head = new ServerResponse(response.code(), new byte[0], headers(response));
    if (head.redirects()) {
      throw problems.redirected(head).failure();
    }
  }

  /** Opens a WebSocket; exec speaks {@code v4.channel.k8s.io}. */
  public CompletableFuture<WebSocket> webSocket(
      String path, String subprotocol, WebSocket.Listener listener) {
    return retries.open(
        () ->
            http.newWebSocketBuilder().uri(uri(path)).subprotocol(subprotocol).buildAsync(listener),
        ApiClient::handshake);
  }

  /** What a server answered to a handshake that it refused. */
  private static Optional<ServerResponse> handshake(Throwable failure) {
    for (Throwable e = failure; e != null; e = e.getCause()) {
      if (e instanceof WebSocketHandshakeException refusal) {
        HttpResponse<?> response = refusal.getResponse();
        return Optional.of(new ServerResponse(response.code(), new byte[0], headers(response)));
      }
    }
    return Optional.empty();
  }

  private URI uri(String path) {
    return URI.create(context.server() + path);
  }

  @Override
  public void close() {
    http.close();
  }
}
