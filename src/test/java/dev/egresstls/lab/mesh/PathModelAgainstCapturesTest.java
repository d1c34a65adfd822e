package dev.egresstls.lab.mesh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.mesh.Captures.Capture;
import dev.egresstls.lab.mesh.envoy.AccessLogLine;
import dev.egresstls.lab.mesh.envoy.ConfigDump;
import dev.egresstls.lab.mesh.envoy.CurlOutput;
import dev.egresstls.lab.mesh.sidecar.Filter;
import dev.egresstls.lab.value.Tree;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PathModelAgainstCapturesTest {
  private static List<Capture> captures() {
    return Captures.all();
  }

  @Test
  void there_are_captures_of_four_set_ups() {
    assertEquals(56, captures().size());
  }

  @Test
  void the_listener_the_filter_and_the_cluster_are_those_of_the_real_envoy() {
    Captures.each(
        captures(),
        capture -> {
          ConfigDump dump = capture.dump();
          for (Tree recorded : capture.dials()) {
            Route route = PathModel.trace(capture.dial(recorded), capture.observed());
            Optional<ConfigDump.Listener> listener =
                dump.listenerFor(route.address().orElseThrow(), route.dial().port());
            assertEquals(listener.map(ConfigDump.Listener::name), route.listener());
            assertEquals(
                listener.map(ConfigDump.Listener::filter).orElse(Filter.NONE), route.filter());
            Optional<ConfigDump.Cluster> cluster = route.cluster().flatMap(dump::cluster);
            assertEquals(cluster.map(ConfigDump.Cluster::name), route.cluster());
            assertEquals(cluster.map(ConfigDump.Cluster::type), route.clusterType());
            assertEquals(cluster.flatMap(ConfigDump.Cluster::tls), route.tls());
          }
        });
  }

  @Test
  void the_access_log_says_what_was_expected() {
    Captures.each(
        captures(),
        capture -> {
          for (Tree recorded : capture.dials()) {
            Route route = PathModel.trace(capture.dial(recorded), capture.observed());
            List<String> lines = recorded.get("accessLog").texts();
            assertEquals(lines.isEmpty(), !route.accessLog().logged());
            for (String text : lines) {
              AccessLogLine line = AccessLogLine.parse(text).orElseThrow();
              assertEquals(line.cluster(), route.accessLog().cluster());
              assertEquals(line.upstreamHost(), route.accessLog().upstream());
              assertEquals(line.route(), route.accessLog().route());
              assertTrue(route.accessLog().flags().contains(line.flags()), text);
              assertTrue(line.isFrom(curl(recorded).connection().localPort().orElseThrow()));
            }
          }
        });
  }

  @Test
  void curl_ends_as_was_expected() {
    Captures.each(
        captures(),
        capture -> {
          for (Tree recorded : capture.dials()) {
            Route route = PathModel.trace(capture.dial(recorded), capture.observed());
            CurlOutput curl = curl(recorded);
            assertTrue(
                route.client().exits().contains(curl.exit().orElseThrow()), route.toString());
            assertEquals(curl.httpCode(), route.client().httpCode().orElseThrow());
            assertEquals(curl.connection().remoteIp(), route.address());
            String server = curl.headers().getOrDefault("server", "");
            assertEquals(server.equals("envoy"), route.client().server().isPresent());
            boolean reachedByTls =
                recorded.get("origin").texts().stream().anyMatch(line -> line.contains("tls=TLS"));
            assertEquals(reachedByTls, route.client().tls());
          }
        });
  }

  @Test
  void every_hop_says_why() {
    Captures.each(
        captures(),
        capture -> {
          for (Tree recorded : capture.dials()) {
            Route route = PathModel.trace(capture.dial(recorded), capture.observed());
            assertEquals(Hop.Kind.DNS, route.hops().get(0).kind());
            assertFalse(route.hops().stream().anyMatch(hop -> hop.because().text().isEmpty()));
            assertFalse(route.outlook().isEmpty());
          }
        });
  }

  private static CurlOutput curl(Tree recorded) {
    return CurlOutput.parse(recorded.get("stdout").text(""), recorded.get("stderr").text(""));
  }
}
