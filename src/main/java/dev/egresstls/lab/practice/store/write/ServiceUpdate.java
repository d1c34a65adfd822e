package dev.egresstls.lab.practice.store.write;

import dev.egresstls.lab.value.Tree;
import java.util.List;
import java.util.Set;

/**
 * What a changed Service keeps although its writer does not name it, and what it loses with its
 * type although its writer does (patchAllocatedValues, normalizeClusterIPs and
 * dropTypeDependentFields in pkg/registry/core/service @1.33).
 */
final class ServiceUpdate {
  private static final Set<String> WITH_NODE_PORTS = Set.of("NodePort", "LoadBalancer");
  private static final List<String> OF_ADDRESSES =
      List.of("clusterIP", "clusterIPs", "ipFamilies", "ipFamilyPolicy");

  private ServiceUpdate() {}

  /** The proposed Service, completed; any other object as it is. */
  static Tree kept(Tree live, Tree proposed) {
    boolean service =
        live.get("kind").text("").equals("Service")
            && live.get("apiVersion").text("").equals("v1")
            && proposed.get("spec").isObject();
    return service ? proposed.with("spec", spec(live.get("spec"), proposed.get("spec"))) : proposed;
  }

  private static Tree spec(Tree before, Tree after) {
    String type = after.get("type").text("ClusterIP");
    boolean external = type.equals("ExternalName");
    Tree spec = external ? withoutAddresses(before, after) : addresses(before, after);
    boolean had = WITH_NODE_PORTS.contains(before.get("type").text(""));
    boolean has = WITH_NODE_PORTS.contains(type);
    if (had && has) {
      spec = namedPorts(before, spec);
    } else if (had && before.get("ports").equals(spec.get("ports"))) {
      spec =
          spec.with("ports", spec.get("ports").items().stream().map(ServiceUpdate::bare).toList());
    }
    for (String field :
        List.of("allocateLoadBalancerNodePorts", "loadBalancerClass", "healthCheckNodePort")) {
      spec = type.equals("LoadBalancer") ? spec : dropped(before, spec, field);
    }
    boolean outside = has || !spec.get("externalIPs").items().isEmpty();
    return outside && !external ? spec : dropped(before, spec, "externalTrafficPolicy");
  }

  private static Tree bare(Tree port) {
    return port.without("nodePort");
  }

  private static Tree dropped(Tree before, Tree spec, String field) {
    boolean same = before.get(field).isPresent() && before.get(field).equals(spec.get(field));
    return same ? spec.without(field) : spec;
  }

  private static Tree withoutAddresses(Tree before, Tree after) {
    Tree spec = after;
    if (!before.get("type").text("").equals("ExternalName")) {
      for (String field : OF_ADDRESSES) {
        spec = dropped(before, spec, field);
      }
    }
    return spec;
  }

  private static Tree addresses(Tree before, Tree after) {
    if (before.get("type").text("").equals("ExternalName")) {
      return after;
    }
    Tree spec = after;
    if (spec.get("clusterIP").text("").isEmpty() && spec.get("clusterIPs").items().isEmpty()) {
      spec = spec.with("clusterIP", before.get("clusterIP"));
    }
    boolean moved = !spec.get("clusterIP").equals(before.get("clusterIP"));
    boolean listed = !spec.get("clusterIPs").items().isEmpty();
    if (moved && listed && spec.get("clusterIPs").equals(before.get("clusterIPs"))) {
      spec = spec.with("clusterIPs", List.of(spec.get("clusterIP")));
    } else if (!moved && !listed) {
      spec = spec.with("clusterIPs", before.get("clusterIPs"));
    }
    for (String field : List.of("ipFamilyPolicy", "ipFamilies")) {
      if (spec.get(field).isMissing() && before.get(field).isPresent()) {
        spec = spec.with(field, before.get(field));
      }
    }
    return spec;
  }

  private static Tree namedPorts(Tree before, Tree spec) {
    List<Long> used = spec.get("ports").items().stream().map(ServiceUpdate::nodePort).toList();
    return spec.with(
        "ports",
        spec.get("ports").items().stream()
            .map(
                port ->
                    nodePort(port) != 0
                        ? port
                        : before.get("ports").items().stream()
                            .filter(
                                old -> old.get("name").text("").equals(port.get("name").text("")))
                            .filter(old -> nodePort(old) != 0 && !used.contains(nodePort(old)))
                            .reduce((first, last) -> last)
                            .map(old -> port.with("nodePort", nodePort(old)))
                            .orElse(port))
            .toList());
  }

  private static long nodePort(Tree port) {
    return port.get("nodePort").number(0);
  }
}
