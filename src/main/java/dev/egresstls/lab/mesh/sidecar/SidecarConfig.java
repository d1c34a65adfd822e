package dev.egresstls.lab.mesh.sidecar;

import dev.egresstls.lab.mesh.observed.DiscoverySelectors;
import dev.egresstls.lab.mesh.observed.GatewayProxy;
import dev.egresstls.lab.mesh.observed.Observation;
import dev.egresstls.lab.mesh.observed.Sidecar;
import dev.egresstls.lab.mesh.policy.PolicyOutcome;
import dev.egresstls.lab.mesh.policy.Tls;
import dev.egresstls.lab.mesh.registry.MeshService;
import dev.egresstls.lab.mesh.registry.SidecarScope;
import dev.egresstls.lab.mesh.rule.Originations;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What istiod is expected to give a sidecar, as far as traffic that leaves its pod goes.
 *
 * @param sidecar the proxy itself; without one the rest is what it would get
 * @param scope the services that it gets to see
 * @param listeners the outbound listeners; {@code virtualOutbound} is the last of a sidecar
 * @param clusters the clusters that matter outbound, and those that every sidecar has
 * @param secrets by name, those of every sidecar first
 * @param policies what became of each BackendTLSPolicy
 */
public record SidecarConfig(
    Sidecar sidecar,
    SidecarScope scope,
    List<ListenerConfig> listeners,
    List<ClusterConfig> clusters,
    List<SecretConfig> secrets,
    List<PolicyOutcome> policies) {
  public SidecarConfig {
    Objects.requireNonNull(sidecar);
    Objects.requireNonNull(scope);
    listeners = List.copyOf(listeners);
    clusters = List.copyOf(clusters);
    secrets = List.copyOf(secrets);
    policies = List.copyOf(policies);
  }

  /**
   * Works it out for a pod; a pod that is not there has no sidecar. For the proxy of a Gateway it
   * is what the gateway gets: its own listeners, and clusters that know all endpoints.
   */
  public static SidecarConfig expected(Observation all, String namespace, String pod) {
    Tree object = all.find("Pod", namespace, pod).orElse(Tree.MISSING);
    return expected(all, namespace, pod, GatewayProxy.of(all, object));
  }

  /**
   * The same for a Gateway's proxy whose pod need not be there.
   *
   * @param gateway empty for a sidecar
   */
  public static SidecarConfig expected(
      Observation all, String namespace, String pod, Optional<Tree> gateway) {
    Observation seen = new DiscoverySelectors(all).discovered();
    Tree object = seen.find("Pod", namespace, pod).orElse(Tree.MISSING);
    Originations originations = new Originations(seen, namespace, object, gateway.isPresent());
    SidecarScope scope =
        gateway.isPresent()
            ? SidecarScope.ofGateway(seen, namespace)
            : SidecarScope.of(seen, namespace, object);
    List<ClusterConfig> clusters =
        new Clusters(seen, originations, object, gateway.isPresent()).of(scope);
    return new SidecarConfig(
        Sidecar.of(object),
        scope,
        gateway.map(GatewayListeners::of).orElseGet(() -> new Listeners(seen, object, scope).all()),
        clusters,
        secrets(clusters),
        originations.outcomes());
  }

  private static List<SecretConfig> secrets(List<ClusterConfig> clusters) {
    Set<SecretConfig> secrets = new LinkedHashSet<>();
    secrets.add(new SecretConfig("default", true));
    secrets.add(new SecretConfig("ROOTCA", true));
    for (ClusterConfig cluster : clusters) {
      cluster
          .tls()
          .map(Tls::ca)
          .filter(ca -> !ca.isEmpty())
          .ifPresent(ca -> secrets.add(secret(ca)));
    }
    return new ArrayList<>(secrets);
  }

  private static SecretConfig secret(String ca) {
    return new SecretConfig(ca, ca.startsWith("file-root:") || ca.equals("ROOTCA"));
  }

  /** A cluster by name. */
  public Optional<ClusterConfig> cluster(String name) {
    return clusters.stream().filter(cluster -> cluster.name().equals(name)).findFirst();
  }

  /**
   * The listener that takes a connection: the one for that address and port, else the one for that
   * port on any address of its kind, else {@code virtualOutbound} (held in all captured runs).
   */
  public ListenerConfig listenerFor(String address, int port) {
    String any = address.indexOf(':') >= 0 ? "::" : MeshService.ANY;
    return listener(ListenerConfig.name(address, port))
        .or(() -> listener(ListenerConfig.name(any, port)))
        .orElseGet(() -> listeners.get(listeners.size() - 1));
  }

  private Optional<ListenerConfig> listener(String name) {
    return listeners.stream().filter(listener -> listener.name().equals(name)).findFirst();
  }
}
