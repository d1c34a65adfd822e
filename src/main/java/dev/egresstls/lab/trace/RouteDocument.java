package dev.egresstls.lab.trace;

import dev.egresstls.lab.mesh.Dial;
import dev.egresstls.lab.mesh.Hop;
import dev.egresstls.lab.mesh.Route;
import dev.egresstls.lab.mesh.observed.Because;
import dev.egresstls.lab.mesh.outcome.ExpectedClient;
import dev.egresstls.lab.mesh.outcome.ExpectedLog;
import dev.egresstls.lab.mesh.policy.Tls;
import dev.egresstls.lab.value.Tree;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A way as one JSON object, as {@code docs/json.md} describes it. What is absent is null. */
public final class RouteDocument {
  /** Goes up when a field changes its meaning or goes away; new fields leave it as it is. */
  private static final int SCHEMA_VERSION = 1;

  private static final String REFUSED = "UF,URX";

  private RouteDocument() {}

  /** The object. */
  public static Tree of(Traced traced) {
    Route route = traced.route();
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("schemaVersion", SCHEMA_VERSION);
    object.put("source", traced.source());
    object.put("dial", dial(traced));
    object.put("dns", route.dns());
    object.put("listener", orNull(route.listener()));
    object.put("filter", route.filter().envoyName());
    object.put("route", orNull(route.httpRoute()));
    object.put("cluster", orNull(route.cluster()));
    object.put("clusterType", orNull(route.clusterType()));
    object.put("tls", route.tls().map(RouteDocument::tls).orElse(null));
    object.put("upstream", orNull(route.upstream()));
    object.put("possibleUpstreams", route.upstreams());
    object.put("accessLog", log(route.accessLog()));
    object.put("client", client(route));
    object.put("hops", route.hops().stream().map(hop -> hop(route, hop)).toList());
    object.put("sharing", route.sharing().stream().map(RouteDocument::because).toList());
    object.put("assumptions", traced.assumptions());
    object.put("notModelled", traced.notModelled());
    return Tree.of(object);
  }

  private static Object orNull(Optional<String> text) {
    return text.orElse(null);
  }

  private static Tree dial(Traced traced) {
    Dial dial = traced.route().dial();
    return Tree.object(
        "url", traced.url(),
        "scheme", dial.scheme(),
        "host", dial.host(),
        "port", dial.port(),
        "address", orNull(traced.route().address()),
        "namespace", dial.namespace(),
        "pod", dial.pod());
  }

  private static Tree tls(Tls tls) {
    return Tree.object("sni", tls.sni(), "ca", tls.ca(), "sans", tls.sans());
  }

  private static Tree log(ExpectedLog log) {
    if (!log.logged()) {
      return Tree.object("cluster", null, "flags", null, "possibleFlags", java.util.List.of());
    }
    return Tree.object(
        "cluster", log.cluster(),
        "flags", log.flags().isEmpty() ? null : log.flags().get(0),
        "possibleFlags", log.flags());
  }

  /**
   * The code is the one that goes with the likeliest exit: without an answer the client shows 000,
   * and a handshake that fails behind the sidecar's HTTP filter is its 503.
   */
  private static Tree client(Route route) {
    ExpectedClient client = route.client();
    boolean fails = client.told() && client.exits().get(0) != 0;
    boolean refused = client.told() && route.accessLog().flags().indexOf(REFUSED) == 0;
    Optional<Integer> code =
        client
            .httpCode()
            .or(() -> fails ? Optional.of(0) : refused ? Optional.of(503) : Optional.empty());
    return Tree.object(
        "known", client.known(),
        "exit", client.exits(),
        "httpCode", code.orElse(null),
        "serverHeader", orNull(client.server()),
        "tls", client.tls(),
        "assumption", textOrNull(client.assumption()),
        "sentence", Ending.sentence(route));
  }

  private static Tree hop(Route route, Hop hop) {
    return Tree.object(
        "hop", hop.kind().name().toLowerCase(Locale.ROOT),
        "value", hop.value(),
        "envoy", orNull(EnvoyNames.of(route, hop)),
        "because", because(hop.because()));
  }

  private static Tree because(Because because) {
    return Tree.object(
        "text", because.text(),
        "object", textOrNull(because.object()),
        "field", textOrNull(because.field()),
        "value", because.object().isEmpty() ? null : because.value());
  }

  private static String textOrNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
