package dev.egresstls.lab.check;

import dev.egresstls.lab.mesh.Route;
import dev.egresstls.lab.mesh.envoy.AccessLogLine;
import dev.egresstls.lab.mesh.envoy.CurlOutput;
import dev.egresstls.lab.mesh.proof.GatewayEvidence;
import dev.egresstls.lab.mesh.proof.RequestEvidence;
import dev.egresstls.lab.value.Tree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What came of a request, in the shape that expectations of a request look at. */
public final class SentTree {
  private SentTree() {}

  /**
   * A request that was sent.
   *
   * @param route the way that was predicted for it
   * @param slice the addresses that it may go to
   * @param standIn the address that counts as dialled if curl names none; empty if none does
   */
  public static Tree of(
      RequestEvidence sent, Route route, List<String> slice, Optional<String> standIn) {
    CurlOutput curl = sent.curl();
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("exit", sent.exit());
    tree.put("httpCode", curl.httpCode());
    tree.put("headers", curl.headers());
    Optional<String> address = curl.connection().remoteIp().or(() -> standIn);
    address.ifPresent(ip -> tree.put("remoteIp", ip));
    address.ifPresent(ip -> tree.put("dialedIp", ip));
    tree.put("inSlice", curl.connection().remoteIp().map(slice::contains).orElse(false));
    curl.connection()
        .remotePort()
        .or(() -> standIn.map(ip -> route.dial().port()))
        .ifPresent(port -> tree.put("remotePort", port));
    tree.put("dialedPort", curl.connection().remotePort().orElse(route.dial().port()));
    curl.connection().localPort().ifPresent(port -> tree.put("localPort", port));
    curl.error().ifPresent(error -> tree.put("error", error));
    sent.line().ifPresent(line -> tree.put("accessLog", log(line)));
    sent.gateway()
        .flatMap(GatewayEvidence::line)
        .ifPresent(line -> tree.put("gateway", log(line).with("route", line.route())));
    route.listener().ifPresent(listener -> tree.put("listener", listener));
    sent.line()
        .map(AccessLogLine::cluster)
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
}
