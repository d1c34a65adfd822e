package dev.egresstls.lab.practice.api.http;

import dev.egresstls.lab.practice.store.ApiError;
import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Tree;

/** What the server answers, at once and as a whole. */
public record Answer(int code, String contentType, String body) {
  private static final String JSON = "application/json";

  /** 200 with an object. */
  public static Answer ok(Tree object) {
    return new Answer(200, JSON, object.toString());
  }

  /** 201 with what was created. */
  public static Answer created(Tree object) {
    return new Answer(201, JSON, object.toString());
  }

  /** 200 with plain text. */
  public static Answer text(String text) {
    return new Answer(200, "text/plain", text);
  }

  /** A refusal as a {@code Status}. */
  public static Answer of(ApiError error) {
    return new Answer(error.code(), JSON, status(error).toString());
  }

  /** The {@code Status} object of a refusal. */
  public static Tree status(ApiError error) {
    Tree status =
        Tree.object(
            "kind",
            "Status",
            "apiVersion",
            "v1",
            "metadata",
            java.util.Map.of(),
            "status",
            "Failure",
            "message",
            error.getMessage(),
            "reason",
            error.reason());
    Tree details = error.details() == null ? Tree.MISSING : error.details();
    return (details.isPresent() ? status.with("details", details) : status)
        .with("code", error.code());
  }

  /** Compact JSON, for a stream. */
  public static String line(Tree object) {
    return Json.write(object) + "\n";
  }
}
