package dev.egresstls.lab.mesh;

import static dev.egresstls.lab.message.Messages.either;
import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.mesh.observed.Because;
import dev.egresstls.lab.mesh.observed.GatewayProxy;
import dev.egresstls.lab.mesh.observed.ObjectNames;
import dev.egresstls.lab.mesh.observed.Observation;
import dev.egresstls.lab.mesh.outcome.ConnectionOutcome;
import dev.egresstls.lab.mesh.outcome.Flow;
import dev.egresstls.lab.mesh.outcome.HttpAnswer;
import dev.egresstls.lab.mesh.policy.Tls;
import dev.egresstls.lab.mesh.registry.Hosts;
import dev.egresstls.lab.mesh.route.Fit;
import dev.egresstls.lab.mesh.route.GatewayRoutes;
import dev.egresstls.lab.mesh.route.RequestView;
import dev.egresstls.lab.mesh.route.Rule;
import dev.egresstls.lab.mesh.sidecar.ClusterConfig;
import dev.egresstls.lab.mesh.sidecar.ListenerConfig;
import dev.egresstls.lab.mesh.sidecar.SidecarConfig;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The way on from a Gateway of the Gateway API that istiod runs (class {@code istio}). A gateway is
 * given the endpoints of headless Services, so their own port counts (istio
 * pilot/pkg/networking/core/cluster.go:919-922 @1.30.3; captures egress-gateway).
 *
 * @param answer what comes of it
 * @param half what is known of that half of the way
 * @param hops its stations
 */
record GatewayHop(ConnectionOutcome answer, GatewayHalf half, List<Hop> hops) {
  private static final String NONE = "-";
  private static final int NOT_FOUND = 404;
  private static final List<String> GUARDS =
      List.of(
          "AuthorizationPolicy",
          "RequestAuthentication",
          "EnvoyFilter",
          "NetworkPolicy",
          "WasmPlugin");

  /** A Gateway that is met on one of its ports, with its proxy's configuration. */
  private record Met(Tree gateway, Tree pod, SidecarConfig config, ListenerConfig listener) {
    String name() {
      return ObjectNames.of(gateway);
    }
  }

  /** The way on of a request; empty if no gateway is met, or its way is unknown. */
  static Optional<GatewayHop> of(Observation seen, Dial dial, HttpRoute route, Flow flow) {
    return flow.tls().isEmpty()
        ? met(seen, flow.upstreams(), route.authority())
            .flatMap(met -> on(seen, dial, route, flow, met))
        : Optional.empty();
  }

  /** All ends must be of the same Gateway: its Service, or its pods. */
  private static Optional<Met> met(Observation seen, List<Flow.Upstream> ends, String host) {
    List<Optional<Tree>> gateways =
        ends.stream().map(end -> gateway(seen, end.address())).distinct().toList();
    if (gateways.size() != 1 || gateways.get(0).isEmpty()) {
      return Optional.empty();
    }
    Tree gateway = gateways.get(0).get();
    int port = ends.get(0).port();
    if (guarded(seen, ObjectNames.namespace(gateway)) || !listens(gateway, port, host)) {
      return Optional.empty();
    }
    Tree pod = GatewayProxy.pod(seen, gateway);
    SidecarConfig config =
        SidecarConfig.expected(
            seen, ObjectNames.namespace(gateway), ObjectNames.name(pod), Optional.of(gateway));
    return Optional.of(new Met(gateway, pod, config, config.listenerFor("", port)));
  }

  private static Optional<Tree> gateway(Observation seen, String address) {
    Optional<Tree> service =
        seen.all("Service").stream()
            .filter(one -> one.at("spec.clusterIP").text("").equals(address))
            .filter(one -> answers(seen, one))
            .findFirst();
    return service.or(() -> seen.podAt(address)).flatMap(one -> GatewayProxy.of(seen, one));
  }

  /** Whether one of its pods is ready, as far as anything is said of them. */
  private static boolean answers(Observation seen, Tree service) {
    List<Tree> slices = seen.slicesOf(ObjectNames.namespace(service), ObjectNames.name(service));
    return slices.isEmpty()
        || slices.stream()
            .flatMap(slice -> slice.get("endpoints").items().stream())
            .anyMatch(one -> !one.at("conditions.ready").text("").equals("false"));
  }

  /** Whether something near the gateway may change what it does. */
  private static boolean guarded(Observation seen, String namespace) {
    return GUARDS.stream()
        .flatMap(kind -> seen.all(kind).stream())
        .anyMatch(one -> List.of(namespace, "istio-system").contains(ObjectNames.namespace(one)));
  }

  private static boolean listens(Tree gateway, int port, String host) {
    return gateway.at("spec.listeners").items().stream()
        .filter(one -> one.get("port").number(0) == port)
        .filter(one -> one.get("protocol").text("").equals("HTTP"))
        .anyMatch(one -> Hosts.covers(one.get("hostname").text("*"), host));
  }

  private static Optional<GatewayHop> on(
      Observation seen, Dial dial, HttpRoute route, Flow flow, Met met) {
    String host = route.authority();
    RequestView request =
        new RequestView(
            dial.request().method(),
            host,
            dial.request().path(),
            met.listener().port(),
            Tree.MISSING,
            "");
    for (Rule rule : new GatewayRoutes(seen, met.gateway(), met.listener().port()).of(host)) {
      Fit fit = rule.fits().apply(request);
      if (fit == Fit.UNKNOWN || (fit == Fit.YES && !rule.target().undecided().isEmpty())) {
        return Optional.empty();
      }
      if (fit == Fit.YES) {
        return Optional.of(taken(seen, rule, host, flow, met));
      }
    }
    String text = say("mesh.gateway.noRoute", met.name(), host);
    Because because = new Because(text, met.name(), "spec.listeners", "");
    return Optional.of(
        ended(met, NONE, NOT_FOUND, because, HttpAnswer.byItself(NONE, NOT_FOUND, text)));
  }

  private static GatewayHop taken(Observation seen, Rule rule, String host, Flow flow, Met met) {
    int own = rule.target().answer();
    if (rule.target().host().isEmpty()) {
      Because why = rule.because();
      String text = say("mesh.gateway.answers", met.name(), own);
      Because because = new Because(text, why.object(), why.field(), why.value());
      return ended(met, rule.name(), own, because, HttpAnswer.byItself(rule.name(), own, text));
    }
    String name = "outbound|" + rule.target().port().orElse(0) + "||" + rule.target().host();
    int missing = rule.target().missing();
    return met.config()
        .cluster(name)
        .map(cluster -> through(rule, flowInto(cluster, host, seen, flow), met, cluster))
        .orElseGet(
            () ->
                ended(
                    met,
                    rule.name(),
                    missing,
                    rule.because(),
                    HttpAnswer.noCluster(rule.name(), missing)));
  }

  /** The gateway answers by itself. */
  private static GatewayHop ended(
      Met met, String route, int code, Because because, ConnectionOutcome answer) {
    String value = say("mesh.gateway.none", code);
    List<Hop> hops = new ArrayList<>(List.of(listener(met)));
    hops.add(new Hop(Hop.Kind.GATEWAY_ROUTE, route.equals(NONE) ? value : route, because));
    if (!route.equals(NONE)) {
      hops.add(new Hop(Hop.Kind.GATEWAY_CLUSTER, value, because));
    }
    return new GatewayHop(answer, half(met, Optional.empty(), Optional.empty(), answer), hops);
  }

  private static Hop listener(Met met) {
    return new Hop(Hop.Kind.GATEWAY, met.listener().name(), met.listener().because());
  }

  private static Flow flowInto(ClusterConfig cluster, String host, Observation seen, Flow flow) {
    List<Flow.Upstream> ends = Flow.upstreams(cluster, "", 0, seen);
    return new Flow(seen, flow.client(), cluster.tlsFor(host), ends, cluster.http2());
  }

  private static GatewayHop through(Rule rule, Flow flow, Met met, ClusterConfig cluster) {
    List<Flow.Upstream> ends = flow.upstreams();
    Optional<Tls> tls = flow.tls();
    ConnectionOutcome answer =
        HttpAnswer.of(flow, cluster.name(), rule.name(), rule.target().retries());
    List<Hop> hops = new ArrayList<>(List.of(listener(met)));
    hops.add(new Hop(Hop.Kind.GATEWAY_ROUTE, rule.name(), rule.because()));
    hops.add(new Hop(Hop.Kind.GATEWAY_CLUSTER, cluster.name(), cluster.because()));
    if (!ends.isEmpty()) {
      String words = tls.map(Tls::words).orElse(say("mesh.hop.plain"));
      hops.add(new Hop(Hop.Kind.GATEWAY_TLS, words, cluster.origination().because()));
    }
    GatewayHalf half =
        half(met, Optional.of(cluster), ends.isEmpty() ? Optional.empty() : tls, answer);
    Because none = Because.plain(say("mesh.hop.noEndpoint", cluster.name()));
    hops.add(
        new Hop(
            Hop.Kind.GATEWAY_UPSTREAM,
            ends.isEmpty() ? say("mesh.hop.none") : either(half.onward().upstreams()),
            ends.isEmpty() ? none : ends.get(0).because()));
    return new GatewayHop(answer, half, hops);
  }

  private static GatewayHalf half(
      Met met, Optional<ClusterConfig> cluster, Optional<Tls> tls, ConnectionOutcome answer) {
    return new GatewayHalf(
        ObjectNames.namespace(met.gateway()),
        ObjectNames.name(met.gateway()),
        ObjectNames.name(met.pod()),
        met.listener().name(),
        new Onward(
            cluster.map(ClusterConfig::name),
            cluster.map(ClusterConfig::type),
            tls,
            answer.log().upstreams().stream().filter(one -> !one.equals(NONE)).toList()),
        answer.log());
  }
}
