package dev.egresstls.lab.mesh.route;

import dev.egresstls.lab.value.Tree;
import java.util.Objects;
import java.util.Optional;

/**
 * Where a rule leads.
 *
 * @param host the service's full host; empty text if the sidecar answers by itself
 * @param port the service's port; empty if the rule does not say
 * @param subset the subset's name; empty text for none
 * @param authority the Host that the request gets; empty if it keeps its own
 * @param answer the status that the sidecar answers with by itself; 0 if it sends the request on
 * @param missing the status that the sidecar answers with if there is no such cluster
 * @param retries whether the sidecar tries a connection that fails again
 * @param undecided why it is not known which way a request takes; empty text if it is
 */
public record RouteTarget(
    String host,
    Optional<Integer> port,
    String subset,
    Optional<String> authority,
    int answer,
    int missing,
    boolean retries,
    String undecided) {
  public RouteTarget {
    Objects.requireNonNull(host);
    Objects.requireNonNull(port);
    Objects.requireNonNull(subset);
    Objects.requireNonNull(authority);
    Objects.requireNonNull(undecided);
  }

  private static final int UNAVAILABLE = 503;

  /** The same, with another answer if there is no such cluster. */
  RouteTarget orElse(int code) {
    return new RouteTarget(host, port, subset, authority, answer, code, retries, undecided);
  }

  /** The same; a failed connection is tried again only if a rule does not allow no attempt. */
  RouteTarget retrying(Tree retries) {
    boolean again = retries.get("attempts").number(1) > 0;
    return new RouteTarget(host, port, subset, authority, answer, missing, again, undecided);
  }

  static RouteTarget to(String host, Optional<Integer> port, String subset) {
    return new RouteTarget(host, port, subset, Optional.empty(), 0, UNAVAILABLE, true, "");
  }

  static RouteTarget answers(int code) {
    return new RouteTarget("", Optional.empty(), "", Optional.empty(), code, UNAVAILABLE, true, "");
  }

  RouteTarget asking(Optional<String> other) {
    return new RouteTarget(host, port, subset, other, answer, missing, retries, undecided);
  }

  RouteTarget doubted(String why) {
    return new RouteTarget(host, port, subset, authority, answer, missing, retries, why);
  }
}
