package dev.egresstls.lab.mesh.rule;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A subset of a rule.
 *
 * @param labels of the endpoints that are in it
 * @param traffic what it says of them; empty if it says nothing of its own
 */
record Subset(Map<String, String> labels, Optional<TrafficPolicy> traffic) {
  Subset {
    labels = Map.copyOf(labels);
    Objects.requireNonNull(traffic);
  }

  /** What counts for a port (istio pilot/pkg/networking/util/util.go:893-909 @1.31.0). */
  Settings over(Settings rule, int port) {
    if (traffic.isEmpty()) {
      return rule;
    }
    Settings own = traffic.get().forPort(port);
    return traffic.get().ports().containsKey(port) ? own : own.over(rule);
  }
}
