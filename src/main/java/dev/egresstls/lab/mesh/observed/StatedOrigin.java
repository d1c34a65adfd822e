package dev.egresstls.lab.mesh.observed;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * What someone who knows it says of a server outside the cluster.
 *
 * @param host a name or an address
 * @param port the port that it is said of; empty for all
 * @param certificate the names in its certificate; an empty list if it speaks no TLS; empty if
 *     nothing is said of that
 * @param plain what it does with plain HTTP; empty if nothing is said of that
 * @param http2 whether it speaks HTTP/2; empty if nothing is said of that
 * @param ca the CA that signed the certificate: {@code system}, or {@code namespace/name} of a
 *     ConfigMap that holds it; empty if nothing is said of that
 */
public record StatedOrigin(
    String host,
    Optional<Integer> port,
    Optional<List<String>> certificate,
    Optional<Plain> plain,
    Optional<Boolean> http2,
    Optional<String> ca) {
  /** What a server does with plain HTTP. */
  public enum Plain {
    /** It closes the connection without a reply. */
    HANGUP,
    /** It answers 400, as nginx does on a TLS port. */
    BAD_REQUEST,
    /** It answers the request. */
    HTTP
  }

  public StatedOrigin {
    host = host.toLowerCase(Locale.ROOT);
    Objects.requireNonNull(port);
    certificate = certificate.map(List::copyOf);
    Objects.requireNonNull(plain);
    Objects.requireNonNull(http2);
    Objects.requireNonNull(ca);
  }

  /** Whether it is about one of these names or addresses, and about this port. */
  public boolean isAbout(List<String> names, int number) {
    return names.stream().anyMatch(host::equalsIgnoreCase)
        && port.map(one -> one == number).orElse(true);
  }
}
