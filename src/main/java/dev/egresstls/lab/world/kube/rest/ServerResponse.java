package dev.egresstls.lab.world.kube.rest;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Tree;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the API server answered.
 *
 * @param code the HTTP status
 * @param body its bytes; a {@code Status} object for most refusals
 * @param headers by name in lower case
 */
public record ServerResponse(int code, byte[] body, Map<String, String> headers) {
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int CREATED = 201;
  private static final int NOT_MODIFIED = 304;

  /** What the Go standard library's server says of a path that nobody handles. */
  private static final String UNKNOWN_PATH = "404 page not found";

  public ServerResponse {
    headers = Map.copyOf(headers);
  }

  /** An answer whose headers do not matter. */
  public ServerResponse(int code, byte[] body) {
    this(code, body, Map.of());
  }

  public boolean ok() {
    return code >= 200 && code < 300;
  }

  /** Whether the request, and no earlier one, has created an object. */
  public boolean created() {
    return code == CREATED;
  }

  /** Whether it sends the client elsewhere, which an API server never does. */
  boolean redirects() {
    return code >= 300 && code < 400 && code != NOT_MODIFIED;
  }

  /** Whether it says that there is no such object, or no such kind; a web page does not say so. */
  public boolean absent() {
    return code == 404 && (!tree().isMissing() || text().strip().equals(UNKNOWN_PATH));
  }

  /** Whether it is a web page, which an API server never sends. */
  boolean isPage() {
    return header("content-type").map(type -> type.startsWith("text/html")).orElse(false);
  }

  /** Whether the server was too busy to look at the request. */
  boolean tooBusy() {
    return code == TOO_MANY_REQUESTS;
  }

  /** Whether something between us and the object failed, which may be over soon. */
  boolean fails() {
    return code == 500 || code == 502 || code == 503 || code == 504;
  }

  /** Where it sends the client. */
  Optional<String> location() {
    return header("location");
  }

  /**
   * How long the server asks to wait before the request is sent again: {@code Retry-After} in
   * seconds or as a date (RFC 9110, section 10.2.3), else what the {@code Status} says.
   *
   * @param now by this machine's clock, if the server did not send its own time
   */
  Optional<Duration> retryAfter(Instant now) {
    Optional<Duration> asked = header("retry-after").flatMap(value -> wait(value, now));
    double inStatus = tree().at("details.retryAfterSeconds").number(0);
    return asked.or(
        () -> inStatus > 0 ? Optional.of(Duration.ofSeconds((long) inStatus)) : Optional.empty());
  }

  private Optional<Duration> wait(String value, Instant now) {
    if (value.matches("\\d{1,9}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
    }
    // A date is by the server's clock, and so is the time that the answer carries.
    return date(value)
        .map(until -> Duration.between(date().orElse(now), until))
        .map(wait -> wait.isNegative() ? Duration.ZERO : wait);
  }

  /** The server's time when it answered, in whole seconds. */
  Optional<Instant> date() {
    return header("date").flatMap(ServerResponse::date);
  }

  private static Optional<Instant> date(String value) {
    try {
      DateTimeFormatter format = DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ROOT);
      return Optional.of(Instant.from(format.parse(value)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name)).map(String::strip);
  }

  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** The body as JSON, or {@link Tree#MISSING} if it is something else. */
  public Tree tree() {
    try {
      return Json.read(text());
    } catch (Json.Malformed e) {
      return Tree.MISSING;
    }
  }

  /** The server's own sentence, or the body's beginning. */
  public String message() {
    String fallback = text().isBlank() ? say("world.http.status", code) : text();
    return tree().get("message").text(fallback);
  }
}
