package dev.egresstls.lab.mesh.config;

/** What reads the bytes of a connection in the sidecar. */
public enum Filter {
  /** Moves bytes, reads none. */
  TCP_PROXY("tcp_proxy", "the bytes are not read as HTTP: no header is added, no Host is routed"),
  /** Reads HTTP and routes by Host. */
  HTTP(
      "http_connection_manager",
      "the request is read and routed by Host; answers say server: envoy"),
  /** No sidecar is in the way. */
  NONE("none", "nothing reads the bytes");

  private final String envoyName;
  private final String effect;

  Filter(String envoyName, String effect) {
    this.envoyName = envoyName;
    this.effect = effect;
  }

  /** What it means for a request, as half a sentence. */
  public String effect() {
    return effect;
  }

  /** The last part of Envoy's filter name, such as {@code tcp_proxy}. */
  public String envoyName() {
    return envoyName;
  }
}
