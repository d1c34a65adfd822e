package dev.egresstls.lab.mesh;

/** What reads the bytes of a connection in the sidecar. */
public enum Filter {
  /** Moves bytes, reads none. */
  TCP_PROXY("tcp_proxy"),
  /** Reads HTTP and routes by Host. */
  HTTP("http_connection_manager"),
  /** No sidecar is in the way. */
  NONE("none");

  private final String envoyName;

  Filter(String envoyName) {
    this.envoyName = envoyName;
  }

  /** The last part of Envoy's filter name, such as {@code tcp_proxy}. */
  public String envoyName() {
    return envoyName;
  }
}
