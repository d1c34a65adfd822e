package dev.egresstls.lab.mesh.observed;

/** What a sidecar does with a destination that no Service names: mesh outboundTrafficPolicy. */
public enum OutboundPolicy {
  /** Let it through as it is: PassthroughCluster, route {@code allow_any}. */
  ALLOW_ANY("PassthroughCluster", "allow_any"),
  /** Refuse it: BlackHoleCluster, route {@code block_all}. */
  REGISTRY_ONLY("BlackHoleCluster", "block_all");

  private final String cluster;
  private final String httpRoute;

  OutboundPolicy(String cluster, String httpRoute) {
    this.cluster = cluster;
    this.httpRoute = httpRoute;
  }

  /** By its name in mesh settings; what it does not know counts as {@link #ALLOW_ANY}. */
  public static OutboundPolicy of(String mode) {
    return mode.equals("REGISTRY_ONLY") ? REGISTRY_ONLY : ALLOW_ANY;
  }

  /** The cluster that takes bytes which no listener and no route knows. */
  public String cluster() {
    return cluster;
  }

  /** The name of the catch-all HTTP route, as the access log shows it. */
  public String httpRoute() {
    return httpRoute;
  }
}
