package dev.egresstls.lab.mesh.rule;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A rule's {@code trafficPolicy}.
 *
 * @param whole for all ports that have nothing of their own
 * @param ports by port number: these take nothing from {@code whole}
 */
record TrafficPolicy(Settings whole, Map<Integer, Settings> ports) {
  TrafficPolicy {
    Objects.requireNonNull(whole);
    ports = Map.copyOf(ports);
  }

  /** What counts for a port (istio pilot/pkg/networking/util/util.go:865-890 @1.31.0). */
  Settings forPort(int number) {
    return ports.getOrDefault(number, whole);
  }

  /** A user's policy over that of a backend policy (model/destination_rule.go:160-240 @1.31.0). */
  TrafficPolicy over(TrafficPolicy lower) {
    Map<Integer, Settings> merged = new LinkedHashMap<>(ports);
    lower.ports.forEach((port, settings) -> merged.merge(port, settings, Settings::over));
    return new TrafficPolicy(whole.over(lower.whole), merged);
  }
}
