package dev.egresstls.lab.mesh.registry;

import java.util.List;
import java.util.Locale;
import java.util.Map;
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

  private static final Set<String> READ = Set.of("http", "http2", "grpc", "grpc-web", "http_proxy");
  private static final Set<String> OPAQUE =
      Set.of("https", "tls", "tcp", "mongo", "redis", "mysql");

  /** Words that Kubernetes defines for appProtocol. */
  private static final Map<String, PortProtocol> KUBERNETES =
      Map.of("kubernetes.io/h2c", HTTP, "kubernetes.io/ws", HTTP, "kubernetes.io/wss", TCP);

  /** Server speaks first there, so waiting for the client's bytes would hang. */
  private static final List<Integer> SERVER_FIRST = List.of(25, 53, 3306, 27017);

  /** What a ServiceEntry's port says in {@code protocol}; anything unknown is looked at. */
  static PortProtocol named(String protocol) {
    return known(protocol.toLowerCase(Locale.ROOT));
  }

  /** Whether a port's word says HTTP/2: the proxy speaks it to the other end then. */
  static boolean isHttp2(String word) {
    String said = word.toLowerCase(Locale.ROOT);
    boolean web = said.startsWith("grpc-web");
    String first = said.split("-", 2)[0];
    return said.equals("kubernetes.io/h2c") || web || first.equals("http2") || first.equals("grpc");
  }

  /** Whether a ServiceEntry's port says {@code HTTPS} or {@code TLS}. */
  static boolean isTls(String protocol) {
    return List.of("https", "tls").contains(protocol.toLowerCase(Locale.ROOT));
  }

  /** Whether a Service's port is {@code https} or {@code tls}, by the same words as below. */
  static boolean isTls(String transport, Optional<String> appProtocol, String name) {
    String said = appProtocol.orElse(name).toLowerCase(Locale.ROOT);
    boolean wss = appProtocol.isPresent() && said.equals("kubernetes.io/wss");
    return !transport.equals("UDP") && (wss || isTls(said.split("-", 2)[0]));
  }

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
    if (appProtocol.isPresent() && KUBERNETES.containsKey(said)) {
      return KUBERNETES.get(said);
    }
    if (said.startsWith("grpc-web")) {
      return HTTP;
    }
    PortProtocol prefix = known(said.split("-", 2)[0]);
    return prefix == AUTO && SERVER_FIRST.contains(port) ? TCP : prefix;
  }

  private static PortProtocol known(String word) {
    if (word.equals("udp")) {
      return UDP;
    }
    return READ.contains(word) ? HTTP : OPAQUE.contains(word) ? TCP : AUTO;
  }
}
