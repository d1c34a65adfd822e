package dev.egresstls.lab.mesh.policy;

import java.util.Objects;

/**
 * A condition that istiod writes into a policy's status.
 *
 * @param type {@code Accepted} or {@code ResolvedRefs}
 * @param holds whether its status is {@code True}
 * @param reason one word
 * @param message one sentence, as istiod words it
 */
public record Condition(String type, boolean holds, String reason, String message) {
  static final String VALID = "Configuration is valid";

  public Condition {
    Objects.requireNonNull(type);
    Objects.requireNonNull(reason);
    Objects.requireNonNull(message);
  }

  /** A condition with which all is well; its reason is its type. */
  static Condition valid(String type) {
    return new Condition(type, true, type, VALID);
  }

  /** {@code True} or {@code False}, as it is in the status. */
  public String status() {
    return holds ? "True" : "False";
  }
}
