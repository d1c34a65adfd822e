package dev.egresstls.lab.mesh.route;

import dev.egresstls.lab.value.Tree;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * What a rule may look at.
 *
 * @param host the Host header as it is sent, perhaps with a port
 * @param port the listener's
 * @param labels of the client's pod
 * @param namespace the client's
 */
public record RequestView(
    String method, String host, String path, int port, Tree labels, String namespace) {
  private static final Pattern SENT =
      Pattern.compile(
          "(?i):.*|user-agent|accept|host|cookie|authorization|x-forwarded-.*|x-request-id"
              + "|x-envoy-.*|x-b3-.*|trace.*|b3");

  public RequestView {
    Objects.requireNonNull(method);
    Objects.requireNonNull(host);
    Objects.requireNonNull(path);
    Objects.requireNonNull(labels);
    Objects.requireNonNull(namespace);
  }

  /** The path without its query. */
  String bare() {
    return path.replaceFirst("[?#].*", "");
  }

  /**
   * Whether a header may be among those that a rule gets to see: curl's own, and those that Envoy
   * adds before it looks for a route. Of all others it is known that they are not there.
   */
  static boolean mayHave(String header) {
    return SENT.matcher(header).matches();
  }

  /** Whether the query holds a parameter; empty text if its value is empty. */
  boolean hasQuery(String name) {
    return path.matches(".*[?&]" + Pattern.quote(name) + "(=.*|&.*)?");
  }
}
