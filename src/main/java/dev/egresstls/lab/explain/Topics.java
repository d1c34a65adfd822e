package dev.egresstls.lab.explain;

import dev.egresstls.lab.explain.context.CauseContext;
import dev.egresstls.lab.explain.context.Topic;
import dev.egresstls.lab.lab.Check;
import dev.egresstls.lab.lab.Probe;
import java.util.Set;

/** Says what a check is about. */
final class Topics {
  private Topics() {}

  static Set<Topic> of(Check check, CauseContext scene) {
    if (check.probe() instanceof Probe.PodState) {
      return Set.of(Topic.SIDECAR);
    }
    if (!(check.probe() instanceof Probe.ResourceState resource)) {
      return Set.of(Topic.PATH);
    }
    return switch (resource.kind()) {
      case "Node" -> Set.of(Topic.NODE);
      case "CustomResourceDefinition" -> Set.of(Topic.CRD);
      case "Deployment" -> deployment(resource, scene);
      case "ConfigMap" -> Set.of(Topic.MESH_CONFIG);
      case "MutatingWebhookConfiguration" -> Set.of(Topic.INJECTOR);
      case "Namespace" -> Set.of(Topic.NAMESPACE);
      case "Service" -> Set.of(Topic.SERVICE);
      case "EndpointSlice" -> Set.of(Topic.SLICE);
      case "BackendTLSPolicy" -> policy(check);
      default -> Set.of();
    };
  }

  private static Set<Topic> deployment(Probe.ResourceState resource, CauseContext scene) {
    String name = resource.name().map(scene.vars()::show).orElse("");
    if (name.equals("istiod")) {
      return Set.of(Topic.ISTIOD);
    }
    return name.equals(scene.client()) ? Set.of(Topic.CLIENT) : Set.of();
  }

  /** What istiod says is its status; the rest is what someone wrote. */
  private static Set<Topic> policy(Check check) {
    boolean status = check.expect().keySet().stream().allMatch(path -> path.startsWith("status"));
    return Set.of(status ? Topic.POLICY_STATUS : Topic.POLICY_SPEC);
  }
}
