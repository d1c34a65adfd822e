package dev.egresstls.lab.mesh.route;

import dev.egresstls.lab.value.Tree;
import java.util.Arrays;
import java.util.List;

/**
 * After which failures the sidecar tries a request again (istio
 * pilot/pkg/networking/core/route/retry/retry.go @1.31.0).
 */
public enum Retries {
  /** None: a failure is the answer at once. */
  NEVER,
  /** A connection that fails, and no other: what a route does that does not say. */
  UNCONNECTED,
  /** Every failure, also of a connection that came about. */
  ANY;

  private static final List<String> BROADEST = List.of("5xx", "gateway-error", "reset");
  private static final List<String> NARROWER = List.of("connect-failure", "reset-before-request");

  /**
   * What a rule says.
   *
   * @param retries its {@code retries} or {@code retry}; missing for the usual
   * @param attempts how many it makes if it says nothing of that
   */
  static Retries of(Tree retries, int attempts) {
    if (!retries.isObject()) {
      return UNCONNECTED;
    }
    List<String> on =
        Arrays.stream(retries.get("retryOn").text("").split(",")).map(String::strip).toList();
    if (retries.get("attempts").number(attempts) < 1) {
      return NEVER;
    }
    if (on.stream().anyMatch(BROADEST::contains)) {
      return ANY;
    }
    return on.equals(List.of("")) || on.stream().anyMatch(NARROWER::contains) ? UNCONNECTED : NEVER;
  }
}
