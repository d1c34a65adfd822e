package dev.egresstls.lab.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.mesh.Captures;
import dev.egresstls.lab.mesh.Captures.Capture;
import dev.egresstls.lab.mesh.envoy.AccessLogLine;
import dev.egresstls.lab.mesh.envoy.ConfigDump;
import dev.egresstls.lab.mesh.envoy.CurlOutput;
import dev.egresstls.lab.mesh.observed.OutboundPolicy;
import dev.egresstls.lab.mesh.sidecar.Filter;
import dev.egresstls.lab.trace.offline.FilesTracer;
import dev.egresstls.lab.trace.offline.ObjectText;
import dev.egresstls.lab.trace.offline.Setting;
import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Tree;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code trace --objects scenario.json} says, beside what real Istio did with the objects. */
class TraceAgainstCapturesTest {
  static List<Capture> captures() {
    return Captures.all();
  }

  @ParameterizedTest
  @MethodSource("captures")
  void the_document_agrees_with_envoys_configuration(Capture capture) {
    ConfigDump dump = capture.dump();
    for (Tree recorded : capture.dials()) {
      Tree trace = traced(capture, recorded);
      String address = curl(recorded).connection().remoteIp().orElseThrow();
      assertEquals(address, trace.at("dial.address").text(""));
      Optional<ConfigDump.Listener> listener =
          dump.listenerFor(address, (int) trace.at("dial.port").number(0));
      assertEquals(listener.map(ConfigDump.Listener::name), trace.get("listener").text());
      String filter = listener.map(one -> one.filter()).orElse(Filter.NONE).envoyName();
      assertEquals(filter, trace.get("filter").text(""));
      Optional<ConfigDump.Cluster> cluster = trace.get("cluster").text().flatMap(dump::cluster);
      assertEquals(cluster.map(ConfigDump.Cluster::name), trace.get("cluster").text());
      assertEquals(cluster.map(ConfigDump.Cluster::type), trace.get("clusterType").text());
      Optional<Tree> tls =
          cluster
              .flatMap(ConfigDump.Cluster::tls)
              .map(one -> Tree.object("sni", one.sni(), "ca", one.ca(), "sans", one.sans()));
      assertEquals(tls.orElse(Tree.of(null)), trace.get("tls"));
    }
  }

  @ParameterizedTest
  @MethodSource("captures")
  void the_document_agrees_with_the_access_log(Capture capture) {
    for (Tree recorded : capture.dials()) {
      Tree trace = traced(capture, recorded);
      List<String> lines = recorded.get("accessLog").texts();
      assertEquals(lines.isEmpty(), trace.at("accessLog.cluster").equals(Tree.of(null)));
      for (String text : lines) {
        AccessLogLine line = AccessLogLine.parse(text).orElseThrow();
        assertEquals(line.cluster(), trace.at("accessLog.cluster").text(""));
        assertEquals(line.flags(), trace.at("accessLog.flags").text(""));
        assertEquals(line.upstreamHost(), trace.get("upstream").text("-"));
        assertEquals(line.route(), trace.get("route").text("-"));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("captures")
  void the_document_agrees_with_what_curl_saw(Capture capture) {
    for (Tree recorded : capture.dials()) {
      Tree client = traced(capture, recorded).get("client");
      CurlOutput curl = curl(recorded);
      String exit = String.valueOf(curl.exit().orElseThrow());
      assertTrue(client.get("exit").texts().contains(exit), client.toString());
      assertEquals(curl.httpCode(), client.get("httpCode").number(-1));
      boolean envoy = "envoy".equals(curl.headers().get("server"));
      assertEquals(envoy ? "envoy" : "", client.get("serverHeader").text(""));
    }
  }

  /** By the command line's own path, but for the reading of files. */
  private static Tree traced(Capture capture, Tree recorded) {
    List<String> argv = recorded.get("argv").texts();
    String url = argv.get(argv.size() - 1);
    var dial = TraceQuestion.dial(url, "", "");
    String resolve =
        dial.host()
            + ":"
            + dial.port()
            + ":"
            + curl(recorded).connection().remoteIp().orElseThrow();
    boolean registryOnly = capture.id().startsWith("registry-only");
    Setting setting =
        new Setting(
            Optional.of(Setting.istio(capture.istio().toString())),
            registryOnly ? Optional.of(OutboundPolicy.REGISTRY_ONLY) : Optional.empty(),
            Map.of(),
            List.of(Resolved.of(resolve)));
    List<Tree> objects = ObjectText.read("scenario.json", Json.write(capture.scenario()));
    TraceQuestion question =
        TraceQuestion.of(List.of(url), client(capture), Optional.empty(), Optional.empty());
    return RouteDocument.of(
        new FilesTracer(objects, setting, question, () -> url, () -> "curl").trace(url));
  }

  private static Optional<String> client(Capture capture) {
    return capture.scenario().at("target.workload").text();
  }

  private static CurlOutput curl(Tree recorded) {
    return CurlOutput.parse(recorded.get("stdout").text(""), recorded.get("stderr").text(""));
  }
}
