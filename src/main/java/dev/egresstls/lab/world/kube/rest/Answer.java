package dev.egresstls.lab.world.kube.rest;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Tree;
import java.nio.charset.StandardCharsets;

/**
 * What the API server answered.
 *
 * @param code the HTTP status
 * @param body its bytes; a {@code Status} object for most refusals
 */
public record Answer(int code, byte[] body) {
  public boolean ok() {
    return code >= 200 && code < 300;
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
