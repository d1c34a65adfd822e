package dev.egresstls.lab.mesh.route;

import dev.egresstls.lab.value.Tree;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * What a rule may look at.
 *
 * @param host the Host, without a port, in lower case
 * @param port the listener's
 * @param labels of the client's pod
 * @param namespace the client's
 */
public record RequestView(
    String method, String host, String path, int port, Tree labels, String namespace) {
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

  /** Whether the query holds a parameter; empty text if its value is empty. */
  boolean hasQuery(String name) {
    return path.matches(".*[?&]" + Pattern.quote(name) + "(=.*|&.*)?");
  }
}
