package dev.egresstls.lab.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.mesh.Captures;
import dev.egresstls.lab.mesh.Captures.Capture;
import dev.egresstls.lab.mesh.envoy.AccessLogLine;
import dev.egresstls.lab.mesh.envoy.ConfigDump;
import dev.egresstls.lab.mesh.envoy.CurlOutput;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every recorded request, as {@code trace --objects scenario.json --origin …} tells it: field by
 * field what real Istio did, or nothing is claimed.
 */
class EveryRequestTest {
  /** How the model stands beside a request. */
  private enum Verdict {
    RIGHT,
    WITHDRAWN,
    WRONG
  }

  private record Told(String name, Verdict verdict, List<String> differences) {
    @Override
    public String toString() {
      return verdict + " " + name + " " + differences;
    }
  }

  @Test
  void every_request_is_told_right_or_nothing_is_claimed_of_it() {
    List<Told> all = runs().flatMap(EveryRequestTest::told).toList();
    Map<Verdict, Long> count =
        all.stream().collect(Collectors.groupingBy(Told::verdict, Collectors.counting()));
    assertEquals(List.of(), all.stream().filter(one -> one.verdict() == Verdict.WRONG).toList());
    long right = count.getOrDefault(Verdict.RIGHT, 0L);
    assertTrue(
        right * 100 >= 94L * all.size(),
        () -> all.stream().filter(one -> one.verdict() != Verdict.RIGHT).toList().toString());
  }

  private static Stream<Capture> runs() {
    return Stream.of(Captures.all(), Captures.newer(), Captures.more()).flatMap(List::stream);
  }

  private static Stream<Told> told(Capture capture) {
    return capture.dials().stream().map(recorded -> told(capture, recorded));
  }

  private static Told told(Capture capture, Tree recorded) {
    Tree trace = Asked.ofRun(capture, recorded).document();
    List<String> differences = differences(capture.dump(), recorded, trace);
    boolean claimed = trace.at("client.known").isTrue();
    List<String> argv = recorded.get("argv").texts();
    String name = capture.name() + " " + argv.get(argv.size() - 1);
    Verdict verdict =
        !claimed ? Verdict.WITHDRAWN : differences.isEmpty() ? Verdict.RIGHT : Verdict.WRONG;
    return new Told(name, verdict, differences);
  }

  private static List<String> differences(ConfigDump dump, Tree recorded, Tree trace) {
    List<String> found = new ArrayList<>();
    CurlOutput curl = curl(recorded);
    compare(found, "address", curl.connection().remoteIp().orElse(""), trace.at("dial.address"));
    List<String> lines = recorded.get("accessLog").texts();
    if (lines.isEmpty()) {
      compare(found, "listener", "", trace.get("listener"));
    }
    for (String text : lines) {
      AccessLogLine line = AccessLogLine.parse(text).orElseThrow();
      compare(found, "cluster", line.cluster(), trace.at("accessLog.cluster"));
      compare(found, "route", line.route(), Tree.of(trace.get("route").text("-")));
      among(found, "flags", line.flags(), trace.at("accessLog.possibleFlags"));
      if (!line.upstreamHost().equals("-")) {
        among(found, "upstream", line.upstreamHost(), trace.get("possibleUpstreams"));
      }
      configured(found, dump, line, curl, recorded, trace);
    }
    among(found, "exit", "" + curl.exit().orElseThrow(), trace.at("client.exit"));
    compare(found, "status", "" + curl.httpCode(), trace.at("client.httpCode"));
    return found;
  }

  private static void configured(
      List<String> found,
      ConfigDump dump,
      AccessLogLine line,
      CurlOutput curl,
      Tree recorded,
      Tree trace) {
    Optional<ConfigDump.Listener> listener =
        dump.listenerFor(
            curl.connection().remoteIp().orElse(""), (int) trace.at("dial.port").number(0));
    compare(found, "listener", listener.map(one -> one.name()).orElse(""), trace.get("listener"));
    compare(
        found,
        "filter",
        line.http() ? "http_connection_manager" : "tcp_proxy",
        trace.get("filter"));
    Optional<ConfigDump.Cluster> cluster = dump.cluster(line.cluster());
    compare(found, "type", cluster.map(one -> one.type()).orElse(""), trace.get("clusterType"));
    Optional<String> host = line.http() ? Optional.of(host(recorded, trace)) : Optional.empty();
    Optional<Tree> tls =
        cluster
            .flatMap(one -> one.security().mutual().or(() -> one.sent(host)))
            .map(one -> Tree.object("sni", one.sni(), "ca", one.ca(), "sans", one.sans()));
    Tree said = trace.get("tls");
    if (!tls.orElse(Tree.of(null)).equals(said)) {
      found.add("tls: " + tls + " not " + said);
    }
  }

  private static String host(Tree recorded, Tree trace) {
    return Asked.header(recorded.get("argv").texts()).orElse(trace.at("dial.host").text(""));
  }

  private static void compare(List<String> found, String what, String seen, Tree said) {
    if (!seen.equals(said.raw() == null ? "" : said.text(""))) {
      found.add(what + ": " + seen + " not " + said);
    }
  }

  private static void among(List<String> found, String what, String seen, Tree said) {
    if (!said.texts().contains(seen)) {
      found.add(what + ": " + seen + " not among " + said);
    }
  }

  private static CurlOutput curl(Tree recorded) {
    return CurlOutput.parse(recorded.get("stdout").text(""), recorded.get("stderr").text(""));
  }
}
