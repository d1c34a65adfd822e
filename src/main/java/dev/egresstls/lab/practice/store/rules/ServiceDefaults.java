package dev.egresstls.lab.practice.store.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Fills in Services (pkg/registry/core/service and pkg/apis/core/v1/defaults.go @1.33). */
final class ServiceDefaults {
  private ServiceDefaults() {}

  static void fill(DefaultsDraft service, Supplier<String> freeClusterIp) {
    DefaultsDraft spec = service.in("spec");
    spec.fill("type", "ClusterIP").fill("sessionAffinity", "None");
    for (DefaultsDraft port : spec.each("ports")) {
      port.fill("protocol", "TCP");
      if (port.has("port")) {
        port.fill("targetPort", port.get("port"));
      }
    }
    if (!spec.text("type").equals("ExternalName")) {
      spec.fill("internalTrafficPolicy", "Cluster");
      addresses(spec, freeClusterIp);
    }
    service.in("status").fill("loadBalancer", Map.of());
  }

  private static void addresses(DefaultsDraft spec, Supplier<String> freeClusterIp) {
    if (!spec.has("clusterIP") || spec.text("clusterIP").isEmpty()) {
      Object first =
          spec.get("clusterIPs") instanceof List<?> list && !list.isEmpty() ? list.get(0) : null;
      spec.set("clusterIP", first == null ? freeClusterIp.get() : first);
    }
    if (spec.get("clusterIPs") instanceof List<?> all && !all.contains(spec.get("clusterIP"))) {
      spec.set("clusterIPs", null);
    }
    boolean headless = spec.text("clusterIP").equals("None");
    spec.fill("clusterIPs", new ArrayList<>(List.of(spec.get("clusterIP"))));
    if (headless && !spec.has("selector")) {
      // Nobody knows the families of endpoints that someone else writes, so both are assumed.
      boolean single = spec.text("ipFamilyPolicy").equals("SingleStack");
      spec.fill("ipFamilies", single ? List.of("IPv4") : List.of("IPv4", "IPv6"));
      spec.fill("ipFamilyPolicy", "RequireDualStack");
    } else {
      spec.fill("ipFamilies", List.of("IPv4")).fill("ipFamilyPolicy", "SingleStack");
    }
  }
}
