package dev.egresstls.lab.practice.api.http;

import dev.egresstls.lab.practice.store.ApiError;
import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Tree;

/**
 * What the server answers, at once and as a whole.
 *
 * @param warning what clients show besides; empty for nothing
 */
public record ApiResponse(int code, String contentType, String body, String warning) {
  private static final String JSON = "application/json";

  /** An answer without a warning. */
  public ApiResponse(int code, String contentType, String body) {
    this(code, contentType, body, "");
  }

  /** The same answer with a warning. */
  public ApiResponse warning(String text) {
    return new ApiResponse(code, contentType, body, text);
  }

  /** 200 with an object. */
  public static ApiResponse ok(Tree object) {
    return new ApiResponse(200, JSON, object.toString());
  }

  /** 201 with what was created. */
  public static ApiResponse created(Tree object) {
    return new ApiResponse(201, JSON, object.toString());
  }

  /** 200 with plain text. */
  public static ApiResponse text(String text) {
    return new ApiResponse(200, "text/plain", text);
  }

  /** A refusal as a {@code Status}. */
  public static ApiResponse of(ApiError error) {
    return new ApiResponse(error.code(), JSON, status(error).toString());
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
