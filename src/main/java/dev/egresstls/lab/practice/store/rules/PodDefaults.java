package dev.egresstls.lab.practice.store.rules;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Fills in pod specs (pkg/apis/core/v1/defaults.go @1.33). */
final class PodDefaults {
  private static final List<String> OBJECT_SOURCES = List.of("secret", "configMap", "downwardAPI");

  private PodDefaults() {}

  /**
   * Fills in.
   *
   * @param ofPod whether it is a pod's own, which admission fills in too, and not a template's
   */
  static void fillSpec(DefaultsDraft spec, boolean ofPod) {
    spec.each("initContainers").forEach(PodDefaults::container);
    spec.each("containers").forEach(PodDefaults::container);
    spec.each("volumes").forEach(PodDefaults::volume);
    spec.fill("restartPolicy", "Always")
        .fill("terminationGracePeriodSeconds", 30L)
        .fill("dnsPolicy", "ClusterFirst")
        .fill("schedulerName", "default-scheduler")
        .fill("securityContext", Map.of());
    if (Boolean.TRUE.equals(spec.get("hostNetwork"))) {
      for (DefaultsDraft container : spec.each("containers")) {
        container.each("ports").forEach(port -> port.fill("hostPort", port.get("containerPort")));
      }
    }
    if (spec.has("serviceAccountName")) {
      spec.fill("serviceAccount", spec.get("serviceAccountName"));
    }
    if (ofPod) {
      for (String containers : List.of("initContainers", "containers")) {
        spec.each(containers).forEach(one -> requests(one.in("resources")));
      }
      spec.fill("serviceAccountName", "default").fill("serviceAccount", "default");
      spec.fill("enableServiceLinks", true)
          .fill("preemptionPolicy", "PreemptLowerPriority")
          .fill("priority", 0L)
          .fill("tolerations", List.of(toleration("not-ready"), toleration("unreachable")));
    }
  }

  /** What is limited and not asked for is asked for whole. */
  private static void requests(DefaultsDraft resources) {
    if (resources.get("limits") instanceof Map<?, ?> limits && !limits.isEmpty()) {
      DefaultsDraft requests = resources.in("requests");
      limits.forEach((name, amount) -> requests.fill((String) name, amount));
    }
  }

  private static Map<String, Object> toleration(String taint) {
    return Map.of(
        "key",
        "node.kubernetes.io/" + taint,
        "operator",
        "Exists",
        "effect",
        "NoExecute",
        "tolerationSeconds",
        300L);
  }

  private static void container(DefaultsDraft container) {
    container
        .fill("terminationMessagePath", "/dev/termination-log")
        .fill("terminationMessagePolicy", "File")
        .fill("imagePullPolicy", pullPolicy(container.text("image")))
        .fill("resources", Map.of());
    container.each("ports").forEach(port -> port.fill("protocol", "TCP"));
    for (String probe : List.of("livenessProbe", "readinessProbe", "startupProbe")) {
      if (container.has(probe)) {
        probe(container.in(probe));
      }
    }
    for (DefaultsDraft variable : container.each("env")) {
      if (variable.has("valueFrom") && variable.in("valueFrom").has("fieldRef")) {
        variable.in("valueFrom").in("fieldRef").fill("apiVersion", "v1");
      }
    }
  }

  private static String pullPolicy(String image) {
    String name = image.substring(image.lastIndexOf('/') + 1);
    boolean pinned = image.contains("@") || (name.contains(":") && !name.endsWith(":latest"));
    return pinned ? "IfNotPresent" : "Always";
  }

  private static void probe(DefaultsDraft probe) {
    probe
        .fill("timeoutSeconds", 1L)
        .fill("periodSeconds", 10L)
        .fill("successThreshold", 1L)
        .fill("failureThreshold", 3L);
    if (probe.has("httpGet")) {
      probe.in("httpGet").fill("path", "/").fill("scheme", "HTTP");
    }
  }

  private static void volume(DefaultsDraft volume) {
    if (volume.isOnly("name")) {
      volume.set("emptyDir", new LinkedHashMap<String, Object>());
    }
    for (String source : OBJECT_SOURCES) {
      if (volume.has(source)) {
        volume.in(source).fill("defaultMode", 420L);
        volume.in(source).each("items").forEach(PodDefaults::downwardItem);
      }
    }
    if (volume.has("projected")) {
      volume.in("projected").fill("defaultMode", 420L);
    }
    if (volume.has("hostPath")) {
      volume.in("hostPath").fill("type", "");
    }
  }

  private static void downwardItem(DefaultsDraft item) {
    if (item.has("fieldRef")) {
      item.in("fieldRef").fill("apiVersion", "v1");
    }
  }
}
