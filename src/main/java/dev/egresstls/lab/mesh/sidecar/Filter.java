package dev.egresstls.lab.mesh.sidecar;

import static dev.egresstls.lab.message.Messages.say;

/** What reads the bytes of a connection in the sidecar. */
public enum Filter {
  /** Moves bytes, reads none. */
  TCP_PROXY("tcp_proxy", say("mesh.filter.tcp")),
  /** Reads HTTP and routes by Host. */
  HTTP("http_connection_manager", say("mesh.filter.http")),
  /** No sidecar is in the way. */
  NONE("none", say("mesh.filter.none"));

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
