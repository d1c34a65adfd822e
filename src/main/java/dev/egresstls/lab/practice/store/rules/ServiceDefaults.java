package dev.egresstls.lab.practice.store.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Fills in Services (pkg/registry/core/service and pkg/apis/core/v1/defaults.go @1.33). */
final class ServiceDefaults {
  private static final long AFFINITY_SECONDS = 10_800;
  private static final List<Object> BOTH = List.of("IPv4", "IPv6");

  private ServiceDefaults() {}

  static void fill(DefaultsDraft service, ClusterAddresses free) {
    DefaultsDraft spec = service.in("spec");
    spec.fill("type", "ClusterIP").fill("sessionAffinity", "None");
    affinity(spec);
    for (DefaultsDraft port : spec.each("ports")) {
      port.fill("protocol", "TCP");
      if (port.text("targetPort").isEmpty() || port.text("targetPort").equals("0")) {
        port.set("targetPort", port.get("port"));
      }
    }
    String type = spec.text("type");
    if (isExternal(spec)) {
      spec.fill("externalTrafficPolicy", "Cluster");
    }
    if (type.equals("LoadBalancer")) {
      spec.fill("allocateLoadBalancerNodePorts", true);
    }
    if (spec.has("clusterIP") && !spec.text("clusterIP").isEmpty()) {
      spec.fill("clusterIPs", new ArrayList<>(List.of(spec.get("clusterIP"))));
    }
    if (!type.equals("ExternalName")) {
      spec.fill("internalTrafficPolicy", "Cluster");
      families(spec);
      address(spec, free);
      nodePorts(spec, free);
    }
    service.in("status").fill("loadBalancer", Map.of());
  }

  private static void affinity(DefaultsDraft spec) {
    if (spec.text("sessionAffinity").equals("None")) {
      spec.remove("sessionAffinityConfig");
    } else if (spec.text("sessionAffinity").equals("ClientIP")) {
      DefaultsDraft client = spec.in("sessionAffinityConfig").in("clientIP");
      client.fill("timeoutSeconds", AFFINITY_SECONDS);
    }
  }

  /** Whether it can be reached from outside of the cluster. */
  private static boolean isExternal(DefaultsDraft spec) {
    String type = spec.text("type");
    boolean addressed = spec.get("externalIPs") instanceof List<?> list && !list.isEmpty();
    return type.equals("LoadBalancer")
        || type.equals("NodePort")
        || (type.equals("ClusterIP") && addressed);
  }

  private static void families(DefaultsDraft spec) {
    // Nobody knows the families of endpoints that someone else writes, so both are assumed.
    boolean open = spec.text("clusterIP").equals("None") && !spec.has("selector");
    spec.fill("ipFamilyPolicy", open ? "RequireDualStack" : "SingleStack");
    List<Object> families = list(spec.get("ipFamilies"));
    List<Object> addresses = list(spec.get("clusterIPs"));
    boolean known = true;
    for (int i = families.size(); i < addresses.size(); i++) {
      known &= String.valueOf(addresses.get(i)).indexOf(':') < 0;
      if (known && !addresses.get(i).equals("None") && !families.contains("IPv4")) {
        families.add("IPv4");
      }
    }
    if (known && families.isEmpty()) {
      families.add("IPv4");
    }
    if (open && families.size() == 1 && !spec.text("ipFamilyPolicy").equals("SingleStack")) {
      families.add(BOTH.get(1 - Math.max(0, BOTH.indexOf(families.get(0)))));
    }
    spec.set("ipFamilies", families);
  }

  private static List<Object> list(Object value) {
    return value instanceof List<?> list ? new ArrayList<>(list) : new ArrayList<>();
  }

  private static void address(DefaultsDraft spec, ClusterAddresses free) {
    boolean open = spec.text("clusterIP").isEmpty() && list(spec.get("clusterIPs")).isEmpty();
    if (open && list(spec.get("ipFamilies")).contains("IPv4")) {
      String address = free.address();
      spec.set("clusterIP", address);
      spec.set("clusterIPs", new ArrayList<>(List.of(address)));
    }
  }

  private static void nodePorts(DefaultsDraft spec, ClusterAddresses free) {
    boolean balanced =
        spec.text("type").equals("LoadBalancer")
            && Boolean.TRUE.equals(spec.get("allocateLoadBalancerNodePorts"));
    if (!balanced && !spec.text("type").equals("NodePort")) {
      return;
    }
    // Ports of the same number, such as 53 by TCP and by UDP, share one.
    Map<Object, Object> shared = new HashMap<>();
    for (DefaultsDraft port : spec.each("ports")) {
      if (isGiven(port)) {
        shared.putIfAbsent(port.get("port"), port.get("nodePort"));
      }
    }
    for (DefaultsDraft port : spec.each("ports")) {
      if (!isGiven(port)) {
        port.set(
            "nodePort",
            shared.computeIfAbsent(port.get("port"), one -> free.nodePort(shared.values())));
      }
    }
    if (balanced && spec.text("externalTrafficPolicy").equals("Local")) {
      spec.fill("healthCheckNodePort", free.nodePort(shared.values()));
    }
  }

  private static boolean isGiven(DefaultsDraft port) {
    return port.has("nodePort") && !port.text("nodePort").equals("0");
  }
}
