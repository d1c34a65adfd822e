package dev.egresstls.lab.mesh.sidecar;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.mesh.observed.Because;
import dev.egresstls.lab.mesh.observed.ObjectNames;
import dev.egresstls.lab.mesh.observed.Observation;
import dev.egresstls.lab.mesh.registry.Endpoint;
import dev.egresstls.lab.mesh.registry.MeshService;
import dev.egresstls.lab.mesh.registry.PortProtocol;
import dev.egresstls.lab.mesh.registry.Reach;
import dev.egresstls.lab.mesh.registry.SidecarScope;
import dev.egresstls.lab.mesh.rule.InForce;
import dev.egresstls.lab.mesh.rule.Originations;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The clusters of a sidecar: one a service port (istio
 * pilot/pkg/networking/core/cluster.go:480-590,907-930 @1.31.0: headless means ORIGINAL_DST), and
 * three that are always there. A gateway's proxy has one of these, and is given the endpoints of
 * headless Services, too (:919-922).
 */
record Clusters(Observation seen, Originations originations, Tree pod, boolean gateway) {
  private static final String ISTIOD = "Deployment istio-system/istiod";
  private static final String EDS_FLAG =
      "spec.template.spec.containers[].env[PILOT_ENABLE_EDS_FOR_HEADLESS_SERVICES]";

  List<ClusterConfig> of(SidecarScope scope) {
    List<ClusterConfig> clusters = new ArrayList<>();
    clusters.add(
        builtIn(ClusterConfig.BLACK_HOLE, ClusterConfig.STATIC, say("mesh.cluster.noEndpoint")));
    if (!gateway) {
      clusters.add(
          builtIn(
              ClusterConfig.INBOUND_PASSTHROUGH,
              ClusterConfig.ORIGINAL_DST,
              say("mesh.cluster.inbound")));
      clusters.add(
          builtIn(
              ClusterConfig.PASSTHROUGH,
              ClusterConfig.ORIGINAL_DST,
              say("mesh.cluster.passthrough")));
    }
    for (MeshService service : scope.hosts()) {
      for (MeshService.Port port : service.ports()) {
        if (service.reach() != Reach.ALIAS && port.protocol() != PortProtocol.UDP) {
          ofPort(service, port, clusters);
        }
      }
    }
    return clusters;
  }

  private static ClusterConfig builtIn(String name, String type, String text) {
    Because noPolicy = Because.plain(say("mesh.cluster.noPolicy"));
    return new ClusterConfig(
        name,
        type,
        Because.plain(text),
        InForce.nothing(noPolicy),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        false);
  }

  /** The cluster of a port, and those of its subsets. */
  private void ofPort(MeshService service, MeshService.Port port, List<ClusterConfig> into) {
    List<Endpoint> all = Endpoint.of(seen, service, port, pod.at("spec.nodeName").text(""));
    if (service.reach().asksDns() && all.isEmpty()) {
      return;
    }
    InForce inForce = originations.of(service, port);
    String type = type(service, inForce);
    cluster(service, port, new Part("", inForce, type), all).ifPresent(into::add);
    for (Originations.OfSubset subset : originations.subsets(service, port)) {
      List<Endpoint> some = all.stream().filter(one -> isIn(subset, service, one)).toList();
      InForce own = subset.inForce();
      String of = own.passesThrough().isPresent() ? ClusterConfig.ORIGINAL_DST : type;
      cluster(service, port, new Part(subset.name(), own, of), some).ifPresent(into::add);
    }
  }

  private boolean isIn(Originations.OfSubset subset, MeshService service, Endpoint endpoint) {
    Tree labels = endpoint.labels(seen, service);
    return subset.labels().entrySet().stream()
        .allMatch(label -> labels.get(label.getKey()).text("").equals(label.getValue()));
  }

  /** A port's own cluster, without a subset, or that of one. */
  private record Part(String subset, InForce inForce, String type) {}

  /** Empty if it would ask DNS and has nothing to ask for: then istiod makes no cluster. */
  private Optional<ClusterConfig> cluster(
      MeshService service, MeshService.Port port, Part part, List<Endpoint> endpoints) {
    boolean dialled = part.type().equals(ClusterConfig.ORIGINAL_DST);
    if (!dialled && service.reach().asksDns() && endpoints.isEmpty()) {
      return Optional.empty();
    }
    boolean overrides = service.reach() == Reach.DIALLED && port.target() > 0;
    return Optional.of(
        new ClusterConfig(
            service.clusterName(port, part.subset()),
            part.type(),
            because(service, port, part.type(), part.inForce()),
            part.inForce(),
            Optional.of(service),
            dialled ? List.of() : endpoints,
            dialled && overrides ? Optional.of(port.target()) : Optional.empty(),
            port.http2()));
  }

  private String type(MeshService service, InForce inForce) {
    if (inForce.passesThrough().isPresent()) {
      return ClusterConfig.ORIGINAL_DST;
    }
    return service.headless() && (gateway || seen.controlPlane().edsForHeadless())
        ? ClusterConfig.EDS
        : service.reach().clusterType();
  }

  private Because because(
      MeshService service, MeshService.Port port, String type, InForce inForce) {
    String object = ObjectNames.of(service.owner(port));
    if (inForce.passesThrough().isPresent()) {
      Because why = inForce.passesThrough().get();
      String text = say("mesh.cluster.loadBalancer", type, why.object());
      return new Because(text, why.object(), why.field(), why.value());
    }
    if (!service.kubernetes()) {
      String resolution = service.owner(port).at("spec.resolution").text("NONE");
      String text = say("mesh.cluster.resolution", type, resolution);
      return new Because(text, object, "spec.resolution", resolution);
    }
    if (service.headless() && type.equals(ClusterConfig.EDS) && !gateway) {
      return new Because(say("mesh.cluster.eds"), ISTIOD, EDS_FLAG, "true");
    }
    String ip = service.clusterIp();
    String text =
        service.headless() && gateway
            ? say("mesh.cluster.gateway")
            : ip.isEmpty()
                ? say("mesh.cluster.noClusterIp", type)
                : say("mesh.cluster.clusterIp", type, ip);
    return new Because(text, object, "spec.clusterIP", ip);
  }
}
