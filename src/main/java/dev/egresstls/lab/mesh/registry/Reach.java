package dev.egresstls.lab.mesh.registry;

/**
 * How a proxy finds the other end of a service (istio pilot/pkg/networking/core/cluster.go:907-930
 * {@code @1.30.3}).
 */
public enum Reach {
  /** It connects to where the client dialled: a headless Service, a ServiceEntry with NONE. */
  DIALLED("ORIGINAL_DST"),
  /** istiod tells it the endpoints: a clusterIP, a ServiceEntry with STATIC. */
  TOLD("EDS"),
  /** It asks DNS, and balances over all answers. */
  DNS("STRICT_DNS"),
  /** It asks DNS, and uses one answer at a time. */
  DNS_ROUND_ROBIN("LOGICAL_DNS"),
  /** It asks DNS for whatever name the client wants: DYNAMIC_DNS of a wildcard host. */
  DNS_DYNAMIC("envoy.clusters.dynamic_forward_proxy"),
  /** It is another name for a service: ExternalName. There is no cluster and no listener. */
  ALIAS("");

  private final String clusterType;

  Reach(String clusterType) {
    this.clusterType = clusterType;
  }

  /** Envoy's cluster type; empty text if there is no cluster. */
  public String clusterType() {
    return clusterType;
  }

  /** Whether the proxy asks DNS for its endpoints. */
  public boolean asksDns() {
    return this == DNS || this == DNS_ROUND_ROBIN;
  }
}
