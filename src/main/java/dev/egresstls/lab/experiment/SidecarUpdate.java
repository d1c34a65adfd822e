package dev.egresstls.lab.experiment;

import dev.egresstls.lab.check.ClientPod;
import dev.egresstls.lab.check.NameFilter;
import dev.egresstls.lab.check.SidecarDumps;
import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.mesh.Dial;
import dev.egresstls.lab.mesh.GatewayHalf;
import dev.egresstls.lab.mesh.Route;
import dev.egresstls.lab.mesh.envoy.ConfigDump;
import dev.egresstls.lab.mesh.observed.Observation;
import dev.egresstls.lab.mesh.sidecar.ClusterConfig;
import dev.egresstls.lab.mesh.sidecar.ListenerConfig;
import dev.egresstls.lab.mesh.sidecar.SidecarConfig;
import dev.egresstls.lab.world.Clock;
import dev.egresstls.lab.world.WaitUntil;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Waits until a change has arrived in the sidecar: until its configuration, as far as a dial hangs
 * on it, is what istiod is expected to give it. A request that is sent earlier shows the old way.
 */
final class SidecarUpdate {
  private static final Duration MOST = Duration.ofSeconds(30);

  /** A sidecar's configuration cannot be watched; it is asked at this interval. */
  private static final Duration INTERVAL = Duration.ofMillis(500);

  private final SidecarDumps dumps;
  private final Clock clock;

  SidecarUpdate(SidecarDumps dumps, Clock clock) {
    this.dumps = dumps;
    this.clock = clock;
  }

  /** Waits; goes on after a while all the same, for then the difference is what is to be shown. */
  void await(ClientPod client, Route route, Observation seen, SidecarConfig expected)
      throws InterruptedException {
    if (!expected.sidecar().present() || route.address().isEmpty()) {
      return;
    }
    String address = route.address().get();
    ListenerConfig listener = expected.listenerFor(address, route.dial().port());
    Optional<ClusterConfig> cluster =
        route.cluster().or(() -> Optional.of(listener.cluster())).flatMap(expected::cluster);
    WaitUntil.asking(
        clock, INTERVAL, MOST, () -> arrived(client, route.dial(), address, listener, cluster));
    if (route.gateway().isPresent()) {
      behind(route.gateway().get(), seen);
    }
  }

  /** The same for the gateway that the way passes. */
  private void behind(GatewayHalf half, Observation seen) throws InterruptedException {
    Optional<ClusterConfig> cluster =
        half.onward()
            .cluster()
            .flatMap(SidecarConfig.expected(seen, half.namespace(), half.pod())::cluster);
    if (cluster.isPresent() && !half.pod().isEmpty()) {
      NameFilter names = NameFilter.of(List.of(cluster.get().name()));
      WaitUntil.asking(
          clock, INTERVAL, MOST, () -> arrived(half.namespace(), half.pod(), names, cluster.get()));
    }
  }

  private boolean arrived(String namespace, String pod, NameFilter names, ClusterConfig cluster)
      throws InterruptedException {
    try {
      return arrived(dumps.read(namespace, pod, names), cluster);
    } catch (LabFailure e) {
      return false;
    }
  }

  private boolean arrived(
      ClientPod client,
      Dial dial,
      String address,
      ListenerConfig listener,
      Optional<ClusterConfig> cluster)
      throws InterruptedException {
    try {
      NameFilter names =
          NameFilter.of(
              List.of(
                  "*_" + dial.port(),
                  "virtualOutbound",
                  cluster.map(ClusterConfig::name).orElse(listener.cluster())));
      ConfigDump dump = dumps.read(client.namespace(), client.name(), names);
      return dump.listenerFor(address, dial.port())
              .filter(one -> one.name().equals(listener.name()))
              .filter(one -> one.filter() == listener.filter())
              .filter(one -> one.cluster().map(listener.cluster()::equals).orElse(true))
              .isPresent()
          && (cluster.isEmpty() || arrived(dump, cluster.get()));
    } catch (LabFailure e) {
      return false;
    }
  }

  private static boolean arrived(ConfigDump dump, ClusterConfig cluster) {
    return cluster.service().isEmpty()
        || dump.cluster(cluster.name())
            .filter(one -> one.type().equals(cluster.type()))
            .filter(one -> one.tls().equals(cluster.tls()))
            .filter(one -> one.security().auto().equals(cluster.origination().auto()))
            .isPresent();
  }
}
