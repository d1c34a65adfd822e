package dev.egresstls.lab.mesh.route;

import static dev.egresstls.lab.message.Messages.say;

import java.util.Objects;
import java.util.Optional;

/**
 * Where a rule leads.
 *
 * @param host the service's full host; empty text if the sidecar answers by itself
 * @param port the service's port; empty if the rule does not say
 * @param subset the subset's name; empty text for none
 * @param authority the Host that the request gets; empty if it keeps its own
 * @param answer the status that the sidecar answers with by itself, in the place of the host if
 *     there is one; 0 if it sends the request on
 * @param missing the status that the sidecar answers with if there is no such cluster
 * @param retries after which failures the sidecar tries a request again
 * @param undecided why it is not known which way a request takes; empty text if it is
 */
public record RouteTarget(
    String host,
    Optional<Integer> port,
    String subset,
    Optional<String> authority,
    int answer,
    int missing,
    Retries retries,
    String undecided) {
  public RouteTarget {
    Objects.requireNonNull(host);
    Objects.requireNonNull(port);
    Objects.requireNonNull(subset);
    Objects.requireNonNull(authority);
    Objects.requireNonNull(retries);
    Objects.requireNonNull(undecided);
  }

  private static final int UNAVAILABLE = 503;
  private static final Retries USUAL = Retries.UNCONNECTED;

  /** The same, with another answer if there is no such cluster. */
  RouteTarget orElse(int code) {
    return new RouteTarget(host, port, subset, authority, answer, code, retries, undecided);
  }

  RouteTarget retrying(Retries again) {
    return new RouteTarget(host, port, subset, authority, answer, missing, again, undecided);
  }

  /** The same, unless the time that it has may be too short. */
  RouteTarget within(String timeout) {
    boolean hasty =
        timeout.matches("0*\\.\\d+s|[\\d.]+(ms|us|ns)") && !timeout.matches("[0.]+\\D+");
    return hasty ? doubted(say("mesh.route.timeout", timeout)) : this;
  }

  /** The same; the sidecar answers in its place, and its log names the place all the same. */
  RouteTarget aborted(int code) {
    return new RouteTarget(host, port, subset, authority, code, missing, retries, undecided);
  }

  static RouteTarget to(String host, Optional<Integer> port, String subset) {
    return new RouteTarget(host, port, subset, Optional.empty(), 0, UNAVAILABLE, USUAL, "");
  }

  static RouteTarget answers(int code) {
    return new RouteTarget(
        "", Optional.empty(), "", Optional.empty(), code, UNAVAILABLE, USUAL, "");
  }

  RouteTarget asking(Optional<String> other) {
    return new RouteTarget(host, port, subset, other, answer, missing, retries, undecided);
  }

  RouteTarget doubted(String why) {
    return new RouteTarget(host, port, subset, authority, answer, missing, retries, why);
  }
}
