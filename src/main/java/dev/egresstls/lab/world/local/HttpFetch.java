package dev.egresstls.lab.world.local;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.value.Neutral;
import dev.egresstls.lab.world.Downloads.Listener;
import java.io.ByteArrayOutputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Fetches one URL, with redirects, proxies and a limit on time and size. */
final class HttpFetch {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration WHOLE = Duration.ofSeconds(60);
  static final int MOST_BYTES = 32 * 1024 * 1024;

  private final ProxyFromEnv proxies;
  private final Duration connect;
  private final Duration firstByte;

  HttpFetch(ProxyFromEnv proxies) {
    this(proxies, CONNECT, WHOLE);
  }

  /**
   * A fetch with less patience.
   *
   * @param connect for the connection
   * @param firstByte for the beginning of the answer
   */
  HttpFetch(ProxyFromEnv proxies, Duration connect, Duration firstByte) {
    this.proxies = proxies;
    this.connect = connect;
    this.firstByte = firstByte;
  }

  /**
   * The bytes at a URL.
   *
   * @param option named in the failure as the way out
   * @param listener hears how much of them has come
   * @throws dev.egresstls.lab.lab.LabFailure if they cannot be had
   */
  byte[] get(URI uri, String option, Listener listener) throws InterruptedException {
    Answer answer = answer(uri, option, listener);
    if (answer.status() != 200) {
      throw problem(uri, say("world.download.status", answer.status()), option).failure();
    }
    return answer.bytes();
  }

  /** What a server answered. */
  record Answer(int status, byte[] bytes) {}

  /**
   * The answer, whatever its status.
   *
   * @throws dev.egresstls.lab.lab.LabFailure if there is none
   */
  Answer answer(URI uri, String option, Listener listener) throws InterruptedException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    CompletableFuture<HttpResponse<Void>> answer =
        client().sendAsync(request(uri, option), info -> into(body, lengthOf(info), listener));
    try {
      int status = answer.get(WHOLE.toMillis(), TimeUnit.MILLISECONDS).statusCode();
      return new Answer(status, body.toByteArray());
    } catch (ExecutionException e) {
      throw problem(uri, reason(e.getCause()), option).failure();
    } catch (TimeoutException e) {
      throw problem(uri, reason(e), option).failure();
    } finally {
      answer.cancel(true);
    }
  }

  private HttpRequest request(URI uri, String option) {
    try {
      return HttpRequest.newBuilder(uri).timeout(firstByte).build();
    } catch (IllegalArgumentException e) {
      throw problem(uri, say("world.download.no-address"), option).failure();
    }
  }

  private static OptionalLong lengthOf(HttpResponse.ResponseInfo info) {
    return info.headers().firstValueAsLong("Content-Length");
  }

  private static HttpResponse.BodySubscriber<Void> into(
      ByteArrayOutputStream body, OptionalLong length, Listener listener) {
    return HttpResponse.BodySubscribers.ofByteArrayConsumer(
        chunk ->
            chunk.ifPresent(
                bytes -> {
                  append(body, bytes);
                  listener.received(body.size(), length);
                }));
  }

  private static void append(ByteArrayOutputStream body, byte[] bytes) {
    if (body.size() + bytes.length > MOST_BYTES) {
      throw new IllegalStateException(say("world.download.too-large", MOST_BYTES));
    }
    body.writeBytes(bytes);
  }

  private HttpClient client() {
    return HttpClient.newBuilder()
        .connectTimeout(connect)
        .followRedirects(HttpClient.Redirect.NORMAL)
        .proxy(proxies)
        .build();
  }

  private static String reason(Throwable cause) {
    if (cause instanceof HttpTimeoutException || cause instanceof TimeoutException) {
      return say("world.unreachable.no-answer");
    }
    if (cause instanceof ConnectException) {
      return cause.getCause() instanceof UnresolvedAddressException
          ? say("world.unreachable.name")
          : say("world.download.no-connection");
    }
    String message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : Neutral.line(message);
  }

  private static Problem problem(URI uri, String because, String option) {
    return Problem.of(
            Problem.Kind.PRECONDITION,
            say("world.download.failed", uri),
            say("world.download.try-copy", option),
            say("world.download.try-proxy"))
        .because(because);
  }
}
