package dev.egresstls.lab.check;

import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.Probe;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.mesh.Dial;
import dev.egresstls.lab.mesh.PathModel;
import dev.egresstls.lab.mesh.Route;
import dev.egresstls.lab.mesh.observed.Observation;
import dev.egresstls.lab.mesh.observed.Sidecar;
import dev.egresstls.lab.mesh.seen.AccessLogLine;
import dev.egresstls.lab.mesh.seen.CurlOutput;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.Clock;
import dev.egresstls.lab.world.Pods;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sends a request from a pod and follows it through the sidecar. */
final class RequestLook {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** curl gives up by itself before our patience ends, so that its own words are seen. */
  private static final String MOST_SECONDS = "10";

  /** Envoy writes its log at most a second late (istio pkg/envoy/proxy.go:131 @1.30.3). */
  private static final Duration LOG_PATIENCE = Duration.ofSeconds(3);

  private static final Duration LOG_INTERVAL = Duration.ofMillis(250);

  /** This machine's clock and the node's may differ; the line is found by its port anyway. */
  private static final Duration CLOCK_SKEW = Duration.ofSeconds(60);

  private final Pods pods;
  private final Clock clock;
  private final Watches watches;
  private final ObjectLook objects;

  RequestLook(Pods pods, Clock clock, Watches watches, ObjectLook objects) {
    this.pods = pods;
    this.clock = clock;
    this.watches = watches;
    this.objects = objects;
  }

  Evidence send(Probe.Request probe, Vars vars) throws InterruptedException {
    String namespace = vars.fill(probe.namespace());
    String deployment = vars.fill(probe.deployment());
    Optional<Tree> pod = objects.newestPod(namespace, deployment);
    if (pod.isEmpty()) {
      return Evidence.nothing(
          "the request", "Deployment " + namespace + "/" + deployment + " has no pod");
    }
    try {
      return send(probe, vars, namespace, pod.get());
    } catch (LabFailure e) {
      return Evidence.unknown("the request", e.problem());
    }
  }

  private Evidence send(Probe.Request probe, Vars vars, String namespace, Tree pod)
      throws InterruptedException {
    String name = pod.at("metadata.name").text("");
    List<String> argv = new ArrayList<>(probe.argv().stream().map(vars::fill).toList());
    Dial dial = dial(argv, namespace, name);
    argv.addAll(List.of("-m", MOST_SECONDS, "-w", CurlOutput.WRITE_OUT));
    Instant since = clock.now().minus(CLOCK_SKEW);
    Pods.ExecResult result =
        pods.exec(namespace, name, vars.fill(probe.container()), argv, PATIENCE);
    CurlOutput curl = CurlOutput.parse(result.stdout(), result.stderr());
    Optional<AccessLogLine> line = Optional.empty();
    if (Sidecar.of(pod).present() && curl.localPort().isPresent()) {
      line = logLine(namespace, name, curl.localPort().get(), since);
    }
    Route route = predict(dial, curl);
    List<String> slice = objects.addresses(namespace, vars.fill(probe.slice()));
    Tree tree = tree(result.exit(), curl, line, route, slice);
    Evidence seen =
        Evidence.of("the request", tree)
            .fact("curl", curlFact(result.exit(), curl))
            .fact(
                "access log",
                line.map(one -> one.cluster() + "  →  " + one.upstreamHost()).orElse("no line"));
    var gaps = Prediction.gaps(route, result.exit(), curl, line);
    return (gaps.isEmpty() ? seen.fact("way", "as predicted, hop by hop") : seen).gaps(gaps);
  }

  private static Dial dial(List<String> argv, String namespace, String pod) {
    return argv.stream()
        .filter(word -> word.startsWith("http://") || word.startsWith("https://"))
        .findFirst()
        .flatMap(url -> PathModel.dial(url, namespace, pod))
        .orElseThrow(
            () ->
                Problem.of(Problem.Kind.USAGE, "no URL in the command: " + String.join(" ", argv))
                    .failure());
  }

  /** The model is told the address that curl got from DNS, so that both speak of the same one. */
  private Route predict(Dial dial, CurlOutput curl) {
    List<String> dns = curl.remoteIp().map(List::of).orElse(List.of());
    return PathModel.trace(dial, Observation.of(watches.all(), Map.of(dial.host(), dns)));
  }

  private Optional<AccessLogLine> logLine(String namespace, String pod, int port, Instant since)
      throws InterruptedException {
    Bell never = new Bell();
    long start = clock.nanos();
    while (true) {
      Optional<AccessLogLine> line =
          pods.log(namespace, pod, "istio-proxy", since).stream()
              .flatMap(text -> AccessLogLine.parse(text).stream())
              .filter(one -> one.isFrom(port))
              .reduce((earlier, later) -> later);
      if (line.isPresent() || clock.nanos() - start > LOG_PATIENCE.toNanos()) {
        return line;
      }
      never.await(LOG_INTERVAL);
    }
  }

  private static Tree tree(
      int exit, CurlOutput curl, Optional<AccessLogLine> line, Route route, List<String> slice) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("exit", exit);
    tree.put("httpCode", curl.httpCode());
    curl.remoteIp().ifPresent(ip -> tree.put("remoteIp", ip));
    curl.remotePort().ifPresent(port -> tree.put("remotePort", port));
    curl.localPort().ifPresent(port -> tree.put("localPort", port));
    tree.put("headers", curl.headers());
    tree.put("inSlice", curl.remoteIp().map(slice::contains).orElse(false));
    line.ifPresent(one -> tree.put("accessLog", log(one)));
    curl.error().ifPresent(error -> tree.put("error", error));
    curl.remoteIp().ifPresent(ip -> tree.put("dialedIp", ip));
    tree.put("dialedPort", curl.remotePort().orElse(route.dial().port()));
    route.listener().ifPresent(listener -> tree.put("listener", listener));
    line.map(AccessLogLine::cluster)
        .or(route::cluster)
        .ifPresent(cluster -> tree.put("cluster", cluster));
    return Tree.of(tree);
  }

  private static Tree log(AccessLogLine line) {
    return Tree.object(
        "cluster", line.cluster(),
        "upstream", line.upstreamHost(),
        "flags", line.flags(),
        "line", line.format());
  }

  private static String curlFact(int exit, CurlOutput curl) {
    StringBuilder fact = new StringBuilder("exit " + exit);
    fact.append(curl.httpCode() > 0 ? " · HTTP " + curl.httpCode() : " · no HTTP answer");
    curl.remoteIp()
        .ifPresent(
            ip ->
                fact.append(" · from ")
                    .append(ip)
                    .append(curl.remotePort().map(port -> ":" + port).orElse("")));
    return fact.toString();
  }
}
