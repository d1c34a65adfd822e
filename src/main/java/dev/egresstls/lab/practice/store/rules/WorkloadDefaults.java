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
    spec.fill("replicas", 1L);
    if (key.equals("deployments.apps")) {
      deployment(spec);
    } else {
      workload.in("status").fill("replicas", 0L);
    }
  }

  private static void deployment(DefaultsDraft spec) {
    spec.fill("revisionHistoryLimit", 10L).fill("progressDeadlineSeconds", 600L);
    DefaultsDraft strategy = spec.in("strategy").fill("type", "RollingUpdate");
    if (strategy.text("type").equals("RollingUpdate")) {
      Map<String, Object> none = new LinkedHashMap<>();
      strategy.fill("rollingUpdate", none);
      strategy.in("rollingUpdate").fill("maxSurge", "25%").fill("maxUnavailable", "25%");
    }
  }
}
