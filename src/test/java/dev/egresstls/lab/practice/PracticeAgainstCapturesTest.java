package dev.egresstls.lab.practice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.mesh.Captures;
import dev.egresstls.lab.mesh.Captures.Capture;
import dev.egresstls.lab.mesh.envoy.AccessLogLine;
import dev.egresstls.lab.mesh.envoy.ConfigDump;
import dev.egresstls.lab.mesh.envoy.LogField;
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
  /** Runs that practice does not bring about, and why. */
  private static final Map<String, String> OUT_OF_REACH =
      Map.of(
          "good-ca", "practice's origin is signed by the system's CAs alone",
          "ca-two-second-missing", "practice's origin is signed by the system's CAs alone");

  private static final List<String> DNS = Captures.DNS.get("www.google.com");

  /**
   * Newer runs that practice is brought to, too: their dumps are compared in what they are about.
   */
  private static final Set<String> NEWER =
      Set.of(
          "se-80-443-dr-simple",
          "vs-80-to-443",
          "policy-se-dns-443",
          "policy-se-none-80-443",
          "external-name-alias",
          "uid-1337",
          "discovery-selectors");

  static Stream<Capture> captures() {
    return Stream.of(
            Captures.all().stream(),
            Captures.more().stream(),
            Captures.newer().stream().filter(one -> NEWER.contains(one.id())))
        .flatMap(all -> all)
        .filter(capture -> !OUT_OF_REACH.containsKey(capture.id()));
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
      if (!toPod(recorded)) {
        compareAnswers(recorded, result);
      }
      compareLogs(recorded, site, app, result);
    }
    assertEquals(
        CaptureStage.statuses(capture.scenario().at("objects.backendtlspolicies").items()),
        CaptureStage.statuses(site.store().list(Arrangement.POLICIES)));
    compareDumps(capture, site, app);
  }

  /** No pod of practice serves anything, so there is no sidecar in front of a server either. */
  private static boolean toPod(Tree recorded) {
    return recorded.get("accessLog").texts().stream()
        .flatMap(line -> AccessLogLine.parse(line).stream())
        .anyMatch(line -> line.upstreamHost().startsWith("10.244."));
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
    assertEquals(any(curl.get("remoteIp").text("")), any(last[2]));
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
      AccessLogLine real = AccessLogLine.parse(really.get(i)).orElseThrow();
      boolean balanced =
          !real.upstreamHost().startsWith(host(real.get(LogField.DOWNSTREAM_LOCAL_ADDRESS)));
      AccessLogLine own = AccessLogLine.parse(lines.get(i)).orElseThrow();
      if (toPod(recorded)) {
        assertEquals(real.cluster() + " " + real.route(), own.cluster() + " " + own.route());
      } else {
        assertEquals(stable(real, balanced), stable(own, balanced));
      }
    }
  }

  private static String host(String address) {
    return address.substring(0, address.lastIndexOf(':') + 1);
  }

  private static String upstream(AccessLogLine line, boolean balanced) {
    String host = line.upstreamHost();
    boolean known = DNS.stream().anyMatch(address -> host(host).equals(address + ":"));
    return balanced && known ? "one of them" + host.substring(host.lastIndexOf(':')) : any(host);
  }

  /** Addresses inside of the cluster are another cluster's. */
  private static String any(String address) {
    return address.replaceFirst("^10\\.(96|244)\\.\\d+\\.\\d+", "one inside");
  }

  /**
   * What does not hang on the moment, the ports, or the length of the origin's answer.
   *
   * @param balanced whether the sidecar chooses between the origin's addresses
   */
  private static Map<String, String> stable(AccessLogLine line, boolean balanced) {
    return Map.of(
        "request", line.get(LogField.REQUEST),
        "code", line.get(LogField.RESPONSE_CODE),
        "flags", line.flags(),
        "details", line.get(LogField.RESPONSE_CODE_DETAILS),
        "failure", line.get(LogField.UPSTREAM_TRANSPORT_FAILURE_REASON),
        "received", line.get(LogField.BYTES_RECEIVED),
        "upstream", upstream(line, balanced) + " " + line.cluster(),
        "local", line.get(LogField.UPSTREAM_LOCAL_ADDRESS).replaceAll(".+:\\d+", "address"),
        "dialled", any(line.get(LogField.DOWNSTREAM_LOCAL_ADDRESS)),
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
    boolean whole = !NEWER.contains(capture.id());
    for (ConfigDump.Cluster cluster : capture.dump().clusters()) {
      if (whole || cluster.name().contains("google")) {
        assertEquals(Optional.of(cluster), own.cluster(cluster.name()));
      }
    }
    if (!whole) {
      return; // these dumps hold all that the cluster has, and not only what the run is about
    }
    assertEquals(listeners(capture.dump()), listeners(own));
    assertEquals(Set.copyOf(capture.dump().secrets()), Set.copyOf(own.secrets()));
  }

  /** Those of the ports that runs are about, and at no address that was given at random. */
  private static Set<ConfigDump.Listener> listeners(ConfigDump dump) {
    return dump.listeners().stream()
        .filter(one -> one.name().matches("(?!10\\.96\\.).*_(80|443|8443)|virtualOutbound"))
        .collect(Collectors.toSet());
  }
}
