package dev.egresstls.lab.trial;

import dev.egresstls.lab.mesh.Route;
import dev.egresstls.lab.mesh.seen.AccessLogLine;
import dev.egresstls.lab.mesh.seen.proof.Sighting;
import dev.egresstls.lab.value.Tree;
import java.util.LinkedHashMap;
import java.util.Map;

/** What came of a request, in the shape that expectations of a request look at. */
final class SentTree {
  private SentTree() {}

  static Tree of(Sighting sent, Route route) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("exit", sent.exit());
    tree.put("httpCode", sent.curl().httpCode());
    tree.put("headers", sent.curl().headers());
    sent.curl()
        .remoteIp()
        .or(route::address)
        .ifPresent(
            ip -> {
              tree.put("remoteIp", ip);
              tree.put("dialedIp", ip);
            });
    int port = sent.curl().remotePort().orElse(route.dial().port());
    tree.put("remotePort", port);
    tree.put("dialedPort", port);
    sent.line().ifPresent(line -> tree.put("accessLog", log(line)));
    route.listener().ifPresent(listener -> tree.put("listener", listener));
    sent.line()
        .map(AccessLogLine::cluster)
        .or(route::cluster)
        .ifPresent(cluster -> tree.put("cluster", cluster));
    return Tree.of(tree);
  }

  private static Tree log(AccessLogLine line) {
    return Tree.object(
        "cluster", line.cluster(), "upstream", line.upstreamHost(), "flags", line.flags());
  }
}
