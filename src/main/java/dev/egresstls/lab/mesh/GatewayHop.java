package dev.egresstls.lab.mesh;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.mesh.config.ClusterConfig;
import dev.egresstls.lab.mesh.config.SidecarConfig;
import dev.egresstls.lab.mesh.observed.Because;
import dev.egresstls.lab.mesh.observed.ObjectNames;
import dev.egresstls.lab.mesh.observed.Observation;
import dev.egresstls.lab.mesh.outcome.ConnectionOutcome;
import dev.egresstls.lab.mesh.outcome.Flow;
import dev.egresstls.lab.mesh.outcome.HttpAnswer;
import dev.egresstls.lab.mesh.policy.Tls;
import dev.egresstls.lab.mesh.registry.Endpoint;
import dev.egresstls.lab.mesh.registry.Hosts;
import dev.egresstls.lab.mesh.registry.MeshService;
import dev.egresstls.lab.mesh.route.Fit;
import dev.egresstls.lab.mesh.route.GatewayRoutes;
import dev.egresstls.lab.mesh.route.RequestView;
import dev.egresstls.lab.mesh.route.Rule;
import dev.egresstls.lab.value.Tree;
import java.util.List;
import java.util.Optional;

/**
 * The way on from a Gateway of the Gateway API that istiod runs (class {@code istio}). A gateway is
 * given the endpoints of headless Services, so their own port counts (istio
 * pilot/pkg/networking/core/cluster.go:919-922 @1.30.3; captures egress-gateway).
 *
 * @param answer what comes of it
 * @param because the route that decided, and where it leads
 */
record GatewayHop(ConnectionOutcome answer, Because because) {
  private static final String NAME = "gateway.networking.k8s.io/gateway-name";
  private static final int NOT_FOUND = 404;
  private static final List<String> GUARDS =
      List.of(
          "AuthorizationPolicy",
          "RequestAuthentication",
          "EnvoyFilter",
          "NetworkPolicy",
          "WasmPlugin");

  /** A Gateway, and which of its ports is met. */
  private record Met(Tree gateway, Tree service, int port) {}

  /** The way on of a request; empty if no gateway is met, or its way is unknown. */
  static Optional<GatewayHop> of(Observation seen, Dial dial, HttpRoute route, Flow flow) {
    return flow.upstreams().size() == 1 && flow.tls().isEmpty()
        ? met(seen, flow.upstreams().get(0)).flatMap(met -> on(seen, dial, route, flow, met))
        : Optional.empty();
  }

  private static Optional<Met> met(Observation seen, Flow.Upstream end) {
    return seen.all("Service").stream()
        .filter(service -> service.at("spec.clusterIP").text("").equals(end.address()))
        .findFirst()
        .flatMap(
            service ->
                seen.find("Gateway", ObjectNames.namespace(service), name(service))
                    .filter(one -> one.at("spec.gatewayClassName").text("").equals("istio"))
                    .filter(one -> !guarded(seen, ObjectNames.namespace(one)))
                    .map(gateway -> new Met(gateway, service, end.port())));
  }

  /** Whether something near the gateway may change what it does. */
  private static boolean guarded(Observation seen, String namespace) {
    return GUARDS.stream()
        .flatMap(kind -> seen.all(kind).stream())
        .anyMatch(one -> List.of(namespace, "istio-system").contains(ObjectNames.namespace(one)));
  }

  private static String name(Tree service) {
    return service.at("metadata.labels").get(NAME).text("");
  }

  private static Optional<GatewayHop> on(
      Observation seen, Dial dial, HttpRoute route, Flow flow, Met met) {
    String host = route.authority();
    boolean listens =
        met.gateway().at("spec.listeners").items().stream()
            .filter(one -> one.get("port").number(0) == met.port())
            .filter(one -> one.get("protocol").text("").equals("HTTP"))
            .anyMatch(one -> covers(one.get("hostname").text("*"), host));
    if (!listens) {
      return Optional.empty();
    }
    RequestView request =
        new RequestView(
            dial.request().method(), host, dial.request().path(), met.port(), Tree.MISSING, "");
    for (Rule rule : new GatewayRoutes(seen, met.gateway()).of(host)) {
      Fit fit = rule.fits().apply(request);
      if (fit == Fit.UNKNOWN || (fit == Fit.YES && !rule.target().undecided().isEmpty())) {
        return Optional.empty();
      }
      if (fit == Fit.YES) {
        return taken(seen, rule, host, flow, met);
      }
    }
    String text = say("mesh.gateway.noRoute", ObjectNames.of(met.gateway()), host);
    Because because = new Because(text, ObjectNames.of(met.gateway()), "spec.listeners", "");
    return Optional.of(new GatewayHop(HttpAnswer.byItself("-", NOT_FOUND, text), because));
  }

  private static boolean covers(String pattern, String host) {
    return Hosts.covers(pattern, host);
  }

  private static Optional<GatewayHop> taken(
      Observation seen, Rule rule, String host, Flow flow, Met met) {
    if (rule.target().host().isEmpty()) {
      String text =
          say("mesh.gateway.answers", ObjectNames.of(met.gateway()), rule.target().answer());
      Because why = rule.because();
      Because because = new Because(text, why.object(), why.field(), why.value());
      return Optional.of(
          new GatewayHop(HttpAnswer.byItself(rule.name(), rule.target().answer(), text), because));
    }
    SidecarConfig config =
        SidecarConfig.expected(seen, ObjectNames.namespace(met.gateway()), pod(seen, met));
    String name = "outbound|" + rule.target().port().orElse(0) + "||" + rule.target().host();
    Optional<GatewayHop> on =
        config.cluster(name).map(cluster -> through(seen, rule, host, flow, met, cluster));
    return on.isPresent() ? on : Optional.of(nowhere(rule, met));
  }

  private static GatewayHop nowhere(Rule rule, Met met) {
    int code = rule.target().missing();
    Because why = rule.because();
    String text = say("mesh.gateway.answers", ObjectNames.of(met.gateway()), code);
    return new GatewayHop(
        HttpAnswer.noCluster(rule.name(), code),
        new Because(text, why.object(), why.field(), why.value()));
  }

  private static String pod(Observation seen, Met met) {
    return seen.all("Pod").stream()
        .filter(pod -> ObjectNames.namespace(pod).equals(ObjectNames.namespace(met.gateway())))
        .filter(pod -> pod.at("metadata.labels").get(NAME).text("").equals(name(met.service())))
        .map(ObjectNames::name)
        .findFirst()
        .orElse("");
  }

  private static GatewayHop through(
      Observation seen, Rule rule, String host, Flow flow, Met met, ClusterConfig cluster) {
    List<Endpoint> told = endpoints(seen, cluster);
    ClusterConfig own =
        new ClusterConfig(
            cluster.name(),
            told.isEmpty() ? cluster.type() : ClusterConfig.EDS,
            cluster.because(),
            cluster.origination(),
            cluster.service(),
            told.isEmpty() ? cluster.endpoints() : told,
            Optional.empty(),
            cluster.http2());
    List<Flow.Upstream> ends = Flow.upstreams(own, "", 0, seen);
    Optional<Tls> tls = tls(own, host);
    ConnectionOutcome answer =
        HttpAnswer.of(
            new Flow(seen, flow.client(), tls, ends, own.http2()), own.name(), rule.name(), true);
    String to = ends.isEmpty() ? say("mesh.hop.none") : ends.get(0).text();
    String words = tls.map(Tls::words).orElse(say("mesh.hop.plain"));
    String text =
        say("mesh.gateway.leads", ObjectNames.of(met.gateway()), own.name(), own.type(), words, to);
    Because why = rule.because();
    return new GatewayHop(answer, new Because(text, why.object(), why.field(), why.value()));
  }

  /** A gateway has always refused what a CA that cannot be resolved would have to check. */
  private static Optional<Tls> tls(ClusterConfig cluster, String host) {
    boolean broken =
        cluster.origination().because().field().startsWith("spec.validation.caCertificateRefs");
    return broken ? Optional.of(new Tls(host, Tls.NO_CA, List.of())) : cluster.tlsFor(host);
  }

  private static List<Endpoint> endpoints(Observation seen, ClusterConfig cluster) {
    Optional<MeshService> service = cluster.service();
    boolean headless = service.filter(MeshService::headless).isPresent();
    return !headless
        ? List.of()
        : service.get().ports().stream()
            .filter(port -> service.get().clusterName(port).equals(cluster.name()))
            .flatMap(port -> Endpoint.of(seen, service.get(), port, "").stream())
            .toList();
  }
}
