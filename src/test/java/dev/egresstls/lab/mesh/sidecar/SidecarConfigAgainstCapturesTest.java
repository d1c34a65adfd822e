package dev.egresstls.lab.mesh.sidecar;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.egresstls.lab.mesh.Captures;
import dev.egresstls.lab.mesh.Captures.Capture;
import dev.egresstls.lab.mesh.envoy.ConfigDump;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SidecarConfigAgainstCapturesTest {
  private static List<Capture> captures_with_a_sidecar() {
    return Captures.all().stream().filter(c -> !c.id().equals("no-sidecar")).toList();
  }

  private static SidecarConfig expected(Capture capture) {
    String pod = capture.dial(capture.dials().get(0)).pod();
    return SidecarConfig.expected(capture.observed(), "default", pod);
  }

  /** Captures hold the Services of the client's namespace alone. */
  private static boolean isOfCapturedServices(ConfigDump.Listener listener) {
    return listener.cluster().orElse("").endsWith(".default.svc.cluster.local")
        || List.of("0.0.0.0_80", "virtualOutbound").contains(listener.name());
  }

  private static <T> Map<String, Object> by(
      List<T> items, Function<T, String> name, Function<T, Object> value) {
    return items.stream().collect(Collectors.toMap(name, value, (a, b) -> b, TreeMap::new));
  }

  @Test
  void the_active_listeners_are_those_of_the_real_envoy() {
    Captures.each(
        captures_with_a_sidecar(),
        capture -> {
          List<ConfigDump.Listener> real =
              capture.dump().listeners().stream()
                  .filter(SidecarConfigAgainstCapturesTest::isOfCapturedServices)
                  .toList();
          assertEquals(
              by(real, ConfigDump.Listener::name, l -> l.cluster().orElse("") + " " + l.filter()),
              by(
                  expected(capture).listeners(),
                  ListenerConfig::name,
                  listener -> listener.cluster() + " " + listener.filter()));
        });
  }

  @Test
  void the_captured_clusters_have_the_type_the_tls_and_the_rule_that_was_expected() {
    Captures.each(
        captures_with_a_sidecar(),
        capture -> {
          SidecarConfig expected = expected(capture);
          for (ConfigDump.Cluster real : capture.dump().clusters()) {
            ClusterConfig cluster = expected.cluster(real.name()).orElseThrow();
            assertEquals(real.type(), cluster.type());
            assertEquals(real.tls(), cluster.tls());
            assertEquals(real.config(), cluster.config());
          }
        });
  }

  @Test
  void the_secrets_are_those_of_the_real_envoy() {
    Captures.each(
        captures_with_a_sidecar(),
        capture -> {
          assertEquals(
              by(capture.dump().secrets(), ConfigDump.Secret::name, ConfigDump.Secret::active),
              by(expected(capture).secrets(), SecretConfig::name, secret -> true));
        });
  }
}
