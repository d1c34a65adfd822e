package dev.egresstls.lab.check;

import dev.egresstls.lab.check.request.ClientPod;
import dev.egresstls.lab.check.request.Courier;
import dev.egresstls.lab.check.request.Prediction;
import dev.egresstls.lab.check.watch.Watches;
import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.Probe;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.mesh.Dial;
import dev.egresstls.lab.mesh.PathModel;
import dev.egresstls.lab.mesh.Route;
import dev.egresstls.lab.mesh.observed.Observation;
import dev.egresstls.lab.mesh.seen.AccessLogLine;
import dev.egresstls.lab.mesh.seen.CurlOutput;
import dev.egresstls.lab.value.Tree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sends a request from a pod and follows it through the sidecar. */
final class RequestLook {
  private final Courier courier;
  private final Watches watches;
  private final ObjectLook objects;

  RequestLook(Courier courier, Watches watches, ObjectLook objects) {
    this.courier = courier;
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
    ClientPod client =
        new ClientPod(namespace, vars.fill(probe.deployment()), vars.fill(probe.container()), pod);
    Courier.Sent sent = courier.send(client, probe.argv().stream().map(vars::fill).toList());
    CurlOutput curl = sent.curl();
    Optional<AccessLogLine> line = sent.line();
    Route route = predict(sent.dial(), curl);
    List<String> slice = objects.addresses(namespace, vars.fill(probe.slice()));
    Tree tree = tree(sent.exit(), curl, line, route, slice);
    Evidence seen =
        Evidence.of("the request", tree)
            .fact("curl", curlFact(sent.exit(), curl))
            .fact(
                "access log",
                line.map(one -> one.cluster() + "  →  " + one.upstreamHost()).orElse("no line"));
    var gaps = Prediction.gaps(route, sent.exit(), curl, line);
    return (gaps.isEmpty() ? seen.fact("way", "as predicted, hop by hop") : seen).gaps(gaps);
  }

  /** The model is told the address that curl got from DNS, so that both speak of the same one. */
  private Route predict(Dial dial, CurlOutput curl) {
    List<String> dns = curl.remoteIp().map(List::of).orElse(List.of());
    return PathModel.trace(dial, Observation.of(watches.all(), Map.of(dial.host(), dns)));
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
