package dev.egresstls.lab.mesh;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.mesh.observed.Because;
import java.util.Objects;

/**
 * One station on the way of a packet.
 *
 * @param value what stands there, such as {@code 203.0.113.10_443}
 * @param because why
 */
public record Hop(Kind kind, String value, Because because) {
  /** The stations, in the order in which a packet meets them. */
  public enum Kind {
    DNS("DNS"),
    IPTABLES("iptables"),
    LISTENER("listener"),
    FILTER("filter"),
    CLUSTER("cluster"),
    TLS("TLS"),
    UPSTREAM("upstream"),
    /** The listener of a Gateway that is met; what follows is its half of the way. */
    GATEWAY("gateway"),
    GATEWAY_ROUTE(say("mesh.hop.gatewayRoute")),
    GATEWAY_CLUSTER(say("mesh.hop.gatewayCluster")),
    GATEWAY_TLS(say("mesh.hop.gatewayTls")),
    GATEWAY_UPSTREAM(say("mesh.hop.gatewayUpstream"));

    private final String title;

    Kind(String title) {
      this.title = title;
    }

    /** As a column of a table shows it. */
    public String title() {
      return title;
    }
  }

  public Hop {
    Objects.requireNonNull(kind);
    Objects.requireNonNull(value);
    Objects.requireNonNull(because);
  }
}
