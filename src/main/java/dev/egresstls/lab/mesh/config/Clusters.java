package dev.egresstls.lab.mesh.config;

import dev.egresstls.lab.mesh.observed.Because;
import dev.egresstls.lab.mesh.observed.Names;
import dev.egresstls.lab.mesh.observed.Observation;
import dev.egresstls.lab.mesh.policy.InForce;
import dev.egresstls.lab.mesh.policy.Originations;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The clusters of a sidecar: one a Service port (istio
 * pilot/pkg/networking/core/cluster.go:907-930 @1.30.3: headless means ORIGINAL_DST), and three
 * that are always there.
 */
record Clusters(Observation seen, Originations originations) {

  List<ClusterConfig> of(List<MeshService> services) {
    List<ClusterConfig> clusters = new ArrayList<>();
    clusters.add(builtIn(ClusterConfig.BLACK_HOLE, ClusterConfig.STATIC, "it has no endpoint"));
    clusters.add(
        builtIn(
            ClusterConfig.INBOUND_PASSTHROUGH,
            ClusterConfig.ORIGINAL_DST,
            "it sends what comes in to the pod"));
    clusters.add(
        builtIn(
            ClusterConfig.PASSTHROUGH,
            ClusterConfig.ORIGINAL_DST,
            "it sends what no Service names to where it was dialled"));
    for (MeshService service : services) {
      for (MeshService.Port port : service.ports()) {
        if (port.protocol() != PortProtocol.UDP) {
          clusters.add(cluster(service, port));
        }
      }
    }
    return clusters;
  }

  private static ClusterConfig builtIn(String name, String type, String text) {
    Because noPolicy = Because.plain("a policy counts for the cluster of its Service alone");
    InForce none = new InForce(Optional.empty(), Optional.empty(), noPolicy);
    return new ClusterConfig(name, type, Because.plain(text), none, Optional.empty(), List.of());
  }

  private ClusterConfig cluster(MeshService service, MeshService.Port port) {
    InForce inForce =
        originations.of(service.namespace(), service.name(), port.name(), port.number());
    boolean originalDst = service.headless() && !seen.controlPlane().edsForHeadless();
    return new ClusterConfig(
        service.clusterName(port),
        originalDst ? ClusterConfig.ORIGINAL_DST : ClusterConfig.EDS,
        because(service, originalDst),
        inForce,
        Optional.of(service),
        originalDst ? List.of() : Endpoint.of(seen, service, port));
  }

  private static Because because(MeshService service, boolean originalDst) {
    String ip = service.clusterIp();
    String type = originalDst ? ClusterConfig.ORIGINAL_DST : ClusterConfig.EDS;
    String text =
        service.headless() && !originalDst
            ? "EDS, because istiod has PILOT_ENABLE_EDS_FOR_HEADLESS_SERVICES on"
            : type + ", because spec.clusterIP is " + (ip.isEmpty() ? "not set" : ip);
    return new Because(text, Names.of(service.object()), "spec.clusterIP", ip);
  }
}
