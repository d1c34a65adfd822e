package dev.egresstls.lab.practice.store.rules;

import java.util.LinkedHashMap;
import java.util.Map;

/** Fills in what makes pods (pkg/apis/apps/v1/defaults.go @1.33). */
final class WorkloadDefaults {
  private WorkloadDefaults() {}

  static void fill(String key, DefaultsDraft workload) {
    DefaultsDraft spec = workload.in("spec");
    DefaultsDraft template = spec.in("template");
    template.in("metadata").fill("creationTimestamp", null);
    PodDefaults.fillSpec(template.in("spec"), false);
    if (!key.equals("daemonsets.apps")) {
      spec.fill("replicas", 1L);
    }
    switch (key) {
      case "deployments.apps" -> deployment(spec);
      case "daemonsets.apps" -> {
        spec.fill("revisionHistoryLimit", 10L);
        rolling(spec.in("updateStrategy"), "maxSurge", 0L, "maxUnavailable", 1L);
      }
      case "statefulsets.apps" -> {
        spec.fill("revisionHistoryLimit", 10L).fill("podManagementPolicy", "OrderedReady");
        rolling(spec.in("updateStrategy"), "partition", 0L, "partition", 0L);
        spec.in("persistentVolumeClaimRetentionPolicy")
            .fill("whenDeleted", "Retain")
            .fill("whenScaled", "Retain");
      }
      default -> workload.in("status").fill("replicas", 0L);
    }
  }

  private static void deployment(DefaultsDraft spec) {
    spec.fill("revisionHistoryLimit", 10L).fill("progressDeadlineSeconds", 600L);
    rolling(spec.in("strategy"), "maxSurge", "25%", "maxUnavailable", "25%");
  }

  private static void rolling(
      DefaultsDraft strategy, String one, Object first, String two, Object second) {
    strategy.fill("type", "RollingUpdate");
    if (strategy.text("type").equals("RollingUpdate")) {
      Map<String, Object> none = new LinkedHashMap<>();
      strategy.fill("rollingUpdate", none);
      strategy.in("rollingUpdate").fill(one, first).fill(two, second);
    }
  }
}
