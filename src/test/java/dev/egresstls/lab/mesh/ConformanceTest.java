package dev.egresstls.lab.mesh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.mesh.Captures.Capture;
import dev.egresstls.lab.mesh.envoy.AccessLogLine;
import dev.egresstls.lab.mesh.envoy.ConfigDump;
import dev.egresstls.lab.mesh.envoy.CurlOutput;
import dev.egresstls.lab.mesh.observed.ObjectNames;
import dev.egresstls.lab.mesh.observed.Observation;
import dev.egresstls.lab.mesh.policy.Policies;
import dev.egresstls.lab.mesh.policy.PolicyOutcome;
import dev.egresstls.lab.mesh.sidecar.ClusterConfig;
import dev.egresstls.lab.mesh.sidecar.SidecarConfig;
import dev.egresstls.lab.value.Tree;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every recorded run of real Istio: the model foretells its configuration, its log, its curl. */
class ConformanceTest {
  private static List<Capture> runs() {
    return Stream.concat(Captures.all().stream(), Captures.more().stream()).toList();
  }

  @Test
  void there_are_at_least_sixty_scenarios() {
    assertTrue(runs().stream().map(Capture::id).distinct().count() >= 60);
  }

  @Test
  void the_sidecar_is_configured_as_the_real_one() {
    Captures.each(
        runs(),
        run -> {
          Observation seen = run.observed();
          ConfigDump dump = run.dump();
          for (Tree recorded : run.dials()) {
            Route route = PathModel.trace(run.dial(recorded), seen);
            if (route.listener().isPresent()) {
              String address = route.address().orElseThrow();
              ConfigDump.Listener taken =
                  dump.listenerFor(address, route.dial().port()).orElseThrow();
              assertEquals(Optional.of(taken.name()), route.listener());
            }
            if (route.cluster().isPresent()) {
              ConfigDump.Cluster cluster = dump.cluster(route.cluster().get()).orElseThrow();
              assertEquals(Optional.of(cluster.type()), route.clusterType());
              assertEquals(cluster.tls(), route.tls());
              assertEquals(cluster.config(), configured(run, seen, cluster.name()));
            }
          }
        });
  }

  private static Optional<String> configured(Capture run, Observation seen, String cluster) {
    Dial dial = run.dial(run.dials().get(0));
    return SidecarConfig.expected(seen, dial.namespace(), dial.pod())
        .cluster(cluster)
        .flatMap(ClusterConfig::config);
  }

  @Test
  void the_access_log_says_what_was_predicted() {
    Captures.each(
        runs(),
        run -> {
          for (Tree recorded : run.dials()) {
            Route route = PathModel.trace(run.dial(recorded), run.observed());
            List<String> lines = recorded.get("accessLog").texts();
            assertEquals(!lines.isEmpty(), route.accessLog().logged());
            for (String text : lines) {
              AccessLogLine line = AccessLogLine.parse(text).orElseThrow();
              assertEquals(line.cluster(), route.accessLog().cluster());
              assertEquals(line.route(), route.accessLog().route());
              assertTrue(route.accessLog().upstreams().contains(line.upstreamHost()), text);
              assertTrue(route.accessLog().flags().contains(line.flags()), text);
            }
          }
        });
  }

  @Test
  void curl_sees_what_was_predicted() {
    Captures.each(
        runs(),
        run -> {
          for (Tree recorded : run.dials()) {
            Route route = PathModel.trace(run.dial(recorded), run.observed());
            CurlOutput curl =
                CurlOutput.parse(recorded.get("stdout").text(""), recorded.get("stderr").text(""));
            assertTrue(route.client().known());
            assertTrue(route.client().exits().contains(curl.exit().orElseThrow()));
            assertEquals(Optional.of(curl.httpCode()), route.client().httpCode());
            boolean signed = curl.headers().getOrDefault("server", "").equals("envoy");
            assertEquals(signed, route.client().server().isPresent());
          }
        });
  }

  @Test
  void a_status_that_is_right_stays_as_it_is() {
    Captures.each(
        runs(),
        run -> {
          for (PolicyOutcome outcome : Policies.judge(run.observed())) {
            Tree real = outcome.policy().get("status");
            assertEquals(real, outcome.status(Instant.EPOCH), ObjectNames.of(outcome.policy()));
          }
        });
  }
}
