package dev.egresstls.lab.practice.store;

import dev.egresstls.lab.value.Tree;

/** A refusal, as the Kubernetes API words it: becomes a {@code Status} object. */
public final class ApiError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int code;
  private final String reason;
  private final transient Tree details;

  /**
   * A refusal.
   *
   * @param code the HTTP status
   * @param reason the machine-readable reason, such as {@code AlreadyExists}
   * @param message the sentence that kubectl prints
   * @param details the {@code details} object, or {@link Tree#MISSING}
   */
  public ApiError(int code, String reason, String message, Tree details) {
    super(message);
    this.code = code;
    this.reason = reason;
    this.details = details;
  }

  public int code() {
    return code;
  }

  public String reason() {
    return reason;
  }

  public Tree details() {
    return details;
  }
}
