package dev.egresstls.lab.world.kube.rest;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.world.kube.config.KubeContext;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.WebSocket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The pinned API server: sends requests, and words what goes wrong with them. */
public final class ApiServer implements AutoCloseable {
  private final HttpClient http;
  private final KubeContext context;
  private final ServerProblems problems;

  public ApiServer(HttpClient http, KubeContext context) {
    this.http = http;
    this.context = context;
    this.problems = new ServerProblems(context);
  }

  public ServerProblems problems() {
    return problems;
  }

  /** The namespace of objects that name none. */
  public String defaultNamespace() {
    String namespace = context.context().get("namespace").text("");
    return namespace.isEmpty() ? "default" : namespace;
  }

  /**
   * Sends a request and waits for the answer, whatever its status.
   *
   * @throws LabFailure if nobody answers, or the learner interrupted
   */
  public Answer send(Call call) {
    CompletableFuture<Answer> answer = sendAsync(call);
    try {
      return answer.get(call.patience().toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Problem.of(Problem.Kind.INTERRUPTED, say("world.server.interrupted")).failure();
    } catch (ExecutionException e) {
      throw problems.unreachable(e.getCause()).failure();
    } catch (TimeoutException e) {
      throw problems.unreachable(e).failure();
    } finally {
      answer.cancel(true);
    }
  }

  /** As {@link #send}; a refusal is a failure, too. */
  public Answer require(Call call) {
    Answer answer = send(call);
    if (!answer.ok()) {
      throw problems.refused(call.does(), answer).failure();
    }
    return answer;
  }

  /** Sends a request; one that was lost on a connection just closed is sent once more. */
  public CompletableFuture<Answer> sendAsync(Call call) {
    HttpRequest request = request(call);
    return once(request)
        .exceptionallyCompose(
            e -> problems.isStaleConnection(e) ? once(request) : CompletableFuture.failedFuture(e))
        .orTimeout(call.patience().toMillis(), TimeUnit.MILLISECONDS);
  }

  private CompletableFuture<Answer> once(HttpRequest request) {
    return http.sendAsync(request, byte[].class)
        .thenApply(response -> new Answer(response.code(), bytes(response)));
  }

  private static byte[] bytes(HttpResponse<byte[]> response) {
    return response.body() == null ? new byte[0] : response.body();
  }

  private HttpRequest request(Call call) {
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
    return http.consumeBytes(request, chunks);
  }

  /** Opens a WebSocket; exec speaks {@code v4.channel.k8s.io}. */
  public CompletableFuture<WebSocket> webSocket(
      String path, String subprotocol, WebSocket.Listener listener) {
    return http.newWebSocketBuilder().uri(uri(path)).subprotocol(subprotocol).buildAsync(listener);
  }

  private URI uri(String path) {
    return URI.create(context.server() + path);
  }

  @Override
  public void close() {
    http.close();
  }
}
