package dev.egresstls.lab.mesh.config;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What Istio takes a Service port for (istio pkg/config/kube/conversion.go:48-86 @1.30.3 and
 * pkg/config/protocol/instance.go:127-141).
 */
public enum PortProtocol {
  /** HTTP that Envoy reads: one listener a port for all Services. */
  HTTP,
  /** Bytes, TLS among them, that Envoy does not read. */
  TCP,
  /** No name says what it is: Envoy looks at the first bytes. */
  AUTO,
  /** Not carried by the mesh. */
  UDP;

  private static final Set<String> READ = Set.of("http", "http2", "grpc", "grpc-web");
  private static final Set<String> OPAQUE =
      Set.of("https", "tls", "tcp", "mongo", "redis", "mysql", "hbone", "double-hbone");

  /** Server speaks first there, so waiting for the client's bytes would hang. */
  private static final List<Integer> SERVER_FIRST = List.of(25, 53, 3306, 27017);

  /**
   * Decides by appProtocol, else by the name up to its first dash, else by the number.
   *
   * @param transport {@code TCP} or {@code UDP}
   * @param appProtocol the port's appProtocol
   * @param name the port's name; may be empty
   */
  static PortProtocol of(String transport, Optional<String> appProtocol, String name, int port) {
    if (transport.equals("UDP")) {
      return UDP;
    }
    String said = appProtocol.orElse(name).toLowerCase(Locale.ROOT);
    PortProtocol whole = known(said);
    if (whole != AUTO) {
      return whole;
    }
    if (appProtocol.isPresent() && said.startsWith("kubernetes.io/")) {
      return said.endsWith("h2c") || said.endsWith("ws") ? HTTP : TCP;
    }
    int dash = said.startsWith("grpc-web") ? "grpc-web".length() : said.indexOf('-');
    PortProtocol prefix = dash < 0 ? AUTO : known(said.substring(0, dash));
    return prefix == AUTO && SERVER_FIRST.contains(port) ? TCP : prefix;
  }

  private static PortProtocol known(String word) {
    if (word.equals("udp")) {
      return UDP;
    }
    return READ.contains(word) ? HTTP : OPAQUE.contains(word) ? TCP : AUTO;
  }
}
