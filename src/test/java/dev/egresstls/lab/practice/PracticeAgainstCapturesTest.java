package dev.egresstls.lab.practice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.mesh.Captures;
import dev.egresstls.lab.mesh.Captures.Capture;
import dev.egresstls.lab.mesh.seen.AccessLogLine;
import dev.egresstls.lab.mesh.seen.ConfigDump;
import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.Pods.ExecResult;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the practice cluster does, against what real Istio did in the same state. */
class PracticeAgainstCapturesTest {
  static Stream<Capture> captures() {
    return Captures.all().stream();
  }

  @AfterAll
  static void close() {
    CaptureStage.close();
  }

  @ParameterizedTest
  @MethodSource("captures")
  void requests_logs_and_statuses_are_those_of_real_istio(Capture capture) throws Exception {
    PracticeSite site = CaptureStage.set(capture);
    String app = capture.scenario().at("target.workload").text("").replace("deploy/", "");
    for (Tree recorded : capture.dials()) {
      ExecResult result =
          site.exec(app, "curl", recorded.get("argv").texts().toArray(String[]::new));
      compareAnswers(recorded, result);
      compareLogs(recorded, site, app, result);
    }
    assertEquals(
        CaptureStage.statuses(capture.scenario().at("objects.backendtlspolicies").items()),
        CaptureStage.statuses(site.store().list(CaptureStage.POLICIES)));
    compareDumps(capture, site, app);
    assertEquals(List.of(), site.cluster.bugs());
  }

  private static void compareAnswers(Tree recorded, ExecResult result) {
    Tree curl = recorded.get("curl");
    boolean race = Set.of("52", "56").contains(curl.get("exit").text(""));
    String exit = String.valueOf(result.exit());
    assertTrue(
        race ? Set.of("52", "56").contains(exit) : exit.equals(curl.get("exit").text("")),
        () -> "curl ended with " + exit + ", really with " + curl.get("exit").text(""));
    String[] last = result.stdout().strip().lines().reduce((a, b) -> b).orElse("").split(" ");
    assertEquals(curl.get("httpCode").text(""), last[1]);
    assertEquals(curl.get("remoteIp").text(""), last[2]);
    assertEquals(headerNames(recorded.get("stdout").text("")), headerNames(result.stdout()));
  }

  private static Set<String> headerNames(String stdout) {
    return stdout
        .lines()
        .filter(line -> line.matches("[A-Za-z-]+: .*"))
        .map(line -> line.substring(0, line.indexOf(':')))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The line of this very request is the one with its port. */
  private static void compareLogs(Tree recorded, PracticeSite site, String app, ExecResult result) {
    List<String> really = recorded.get("accessLog").texts();
    int port = Integer.parseInt(result.stdout().strip().replaceAll("(?s).* (\\d+) \\d+$", "$1"));
    List<String> lines =
        app.equals("curl-plain")
            ? List.of()
            : site.log(app, "istio-proxy", Instant.EPOCH).stream()
                .filter(line -> AccessLogLine.parse(line).filter(l -> l.isFrom(port)).isPresent())
                .toList();
    assertEquals(really.size(), lines.size(), () -> "lines: " + lines);
    for (int i = 0; i < lines.size(); i++) {
      assertEquals(
          stable(AccessLogLine.parse(really.get(i)).orElseThrow()),
          stable(AccessLogLine.parse(lines.get(i)).orElseThrow()));
    }
  }

  /** What does not hang on the moment, the ports, or the length of the origin's answer. */
  private static Map<String, String> stable(AccessLogLine line) {
    return Map.of(
        "request", line.request(),
        "code", line.code(),
        "flags", line.flags(),
        "details", line.details(),
        "failure", line.failure(),
        "received", line.received(),
        "upstream", line.upstreamHost() + " " + line.cluster(),
        "local", line.upstreamLocal().replaceAll(".+:\\d+", "address"),
        "dialled", line.downstreamLocal(),
        "route", line.route());
  }

  private static void compareDumps(Capture capture, PracticeSite site, String app)
      throws InterruptedException {
    if (app.equals("curl-plain")) {
      return;
    }
    ExecResult result =
        site.exec(app, "istio-proxy", "pilot-agent", "request", "GET", "config_dump");
    ConfigDump own = ConfigDump.read(Json.read(result.stdout()));
    for (ConfigDump.Cluster cluster : capture.dump().clusters()) {
      assertEquals(Optional.of(cluster), own.cluster(cluster.name()));
    }
    assertEquals(listeners(capture.dump()), listeners(own));
    assertEquals(Set.copyOf(capture.dump().secrets()), Set.copyOf(own.secrets()));
  }

  /** Those whose names hang on no cluster address that was given at random. */
  private static Set<ConfigDump.Listener> listeners(ConfigDump dump) {
    return dump.listeners().stream()
        .filter(one -> one.name().matches("203\\..*|0\\.0\\.0\\.0_80|virtualOutbound"))
        .collect(Collectors.toSet());
  }
}
