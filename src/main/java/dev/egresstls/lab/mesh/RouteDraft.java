package dev.egresstls.lab.mesh;

import static dev.egresstls.lab.message.Messages.either;
import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.mesh.observed.Because;
import dev.egresstls.lab.mesh.observed.DiscoverySelectors;
import dev.egresstls.lab.mesh.observed.Observation;
import dev.egresstls.lab.mesh.outcome.ConnectionOutcome;
import dev.egresstls.lab.mesh.outcome.Flow;
import dev.egresstls.lab.mesh.policy.Tls;
import dev.egresstls.lab.mesh.registry.Sharing;
import dev.egresstls.lab.mesh.route.Rule;
import dev.egresstls.lab.mesh.sidecar.Chain;
import dev.egresstls.lab.mesh.sidecar.ClusterConfig;
import dev.egresstls.lab.mesh.sidecar.Filter;
import dev.egresstls.lab.mesh.sidecar.ListenerConfig;
import dev.egresstls.lab.mesh.sidecar.SidecarConfig;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A route while it is being followed: each station adds what is known by then. */
final class RouteDraft {
  private final Dial dial;
  private final Observation seen;
  private final SidecarConfig config;
  private final Resolution resolution;
  private final List<Hop> hops = new ArrayList<>();
  private Optional<String> address = Optional.empty();
  private Optional<String> listener = Optional.empty();
  private Filter filter = Filter.NONE;
  private Optional<HttpRoute> httpRoute = Optional.empty();
  private Optional<ClusterConfig> cluster = Optional.empty();
  private Optional<Tls> tls = Optional.empty();
  private Optional<Chain> chain = Optional.empty();
  private List<String> upstreams = List.of();
  private Optional<GatewayHalf> gateway = Optional.empty();

  RouteDraft(Dial dial, Observation seen, SidecarConfig config, Resolution resolution) {
    this.dial = dial;
    this.seen = seen;
    this.config = config;
    this.resolution = resolution;
    String value = String.join(", ", resolution.addresses());
    add(Hop.Kind.DNS, value.isEmpty() ? say("mesh.hop.noAddress") : value, resolution.because());
  }

  Dial dial() {
    return dial;
  }

  Tree pod() {
    return seen.find("Pod", dial.namespace(), dial.pod()).orElse(Tree.MISSING);
  }

  private boolean clientTls() {
    return dial.speaksTls();
  }

  /** The HTTP routes of a listener. */
  HttpRoute.Table routeIn(int port) {
    return new HttpRoute.Table(found(), dial, config.scope(), port, pod());
  }

  /** What istiod gets to see. */
  Observation found() {
    return new DiscoverySelectors(seen).discovered();
  }

  private void add(Hop.Kind kind, String value, Because because) {
    hops.add(new Hop(kind, value, because));
  }

  void redirected(String dialled, Redirect redirect) {
    address = Optional.of(dialled);
    add(Hop.Kind.IPTABLES, redirect.value(dialled), redirect.because());
  }

  /** The connection leaves the pod as the client made it. */
  Flow direct() {
    String dialled = address.orElse("");
    Because because = Because.plain(say("mesh.hop.direct"));
    Flow.Upstream end =
        new Flow.Upstream(dialled, dial.port(), Flow.outside(dialled, seen), because);
    upstreams = List.of(end.text());
    add(Hop.Kind.UPSTREAM, end.text(), because);
    return new Flow(seen, client(), Optional.empty(), List.of(end), false);
  }

  private Flow.Client client() {
    List<String> own = new ArrayList<>(resolution.addresses());
    own.addAll(seen.dns().getOrDefault(dial.host(), List.of()));
    String wanted = dial.host().toLowerCase(Locale.ROOT);
    return new Flow.Client(clientTls(), dial.speaksHttp(), wanted, own);
  }

  /** Reaches a listener; gives the chain of it that takes the connection. */
  Chain listener(ListenerConfig taken) {
    listener = Optional.of(taken.name());
    String to = address.orElse("");
    Chain chain = taken.chainFor(to, dial.serverName(), dial.speaksHttp());
    filter = chain.filter();
    this.chain = Optional.of(chain);
    boolean catchAll = taken.name().equals(ListenerConfig.VIRTUAL_OUTBOUND);
    Because because =
        catchAll ? NoListener.because(seen, config, to, dial, taken) : taken.because();
    add(Hop.Kind.LISTENER, taken.name(), because);
    add(Hop.Kind.FILTER, filter.envoyName(), filterReason(taken, chain));
    return chain;
  }

  private Because filterReason(ListenerConfig taken, Chain chain) {
    boolean named = taken.looksForServerName() && chain.filter() != Filter.HTTP;
    if (!named) {
      return Because.plain(chain.filter().effect());
    }
    if (!chain.names().isEmpty()) {
      String sent = dial.serverName().orElse("");
      return Because.plain(
          chain.names().contains(sent)
              ? say("mesh.hop.serverName", sent)
              : say("mesh.hop.serverNameBy", sent, String.join(", ", chain.names())));
    }
    Because wanted =
        taken.chains().stream()
            .filter(one -> !one.names().isEmpty())
            .map(Chain::because)
            .findFirst()
            .orElse(Because.plain(""));
    String text = say("mesh.hop.noServerName");
    return new Because(text, wanted.object(), wanted.field(), wanted.value());
  }

  void httpRoute(HttpRoute taken) {
    httpRoute = Optional.of(taken);
    if (taken.cluster().isEmpty() || taken.answer() != 0) {
      Because why = taken.because();
      String text =
          taken.cluster().map(one -> say("mesh.hop.instead", why.text(), one)).orElse(why.text());
      Because because = new Because(text, why.object(), why.field(), why.value());
      add(Hop.Kind.CLUSTER, say("mesh.hop.answers", taken.answer()), because);
    }
  }

  /** What leads to a cluster leads nowhere: istiod made none of that name. */
  void missing(String name, Because why, int answer) {
    String value = answer == 0 ? say("mesh.hop.none") : say("mesh.hop.answers", answer);
    String text = say("mesh.hop.noCluster", why.text(), name);
    add(Hop.Kind.CLUSTER, value, new Because(text, why.object(), why.field(), why.value()));
  }

  /** A cluster is chosen, and the sidecar answers in its place. */
  void spared(ClusterConfig chosen) {
    cluster = Optional.of(chosen);
  }

  /** Reaches a cluster; gives what flows on from there. */
  Flow cluster(ClusterConfig reached, Chain from) {
    cluster = Optional.of(reached);
    tls = httpRoute.isPresent() ? reached.tlsFor(httpRoute.get().authority()) : reached.tls();
    Because because = reached.service().isPresent() ? named(reached, from) : unnamed(reached, from);
    add(Hop.Kind.CLUSTER, reached.name(), because);
    List<Flow.Upstream> ends = Flow.upstreams(reached, address.orElse(""), dial.port(), seen);
    upstreams = ends.stream().map(Flow.Upstream::text).distinct().toList();
    if (!ends.isEmpty()) {
      add(Hop.Kind.TLS, tlsText(tls), reached.origination().because());
    }
    Because none = Because.plain(say("mesh.hop.noEndpoint", reached.name()));
    String value = upstreams.isEmpty() ? say("mesh.hop.none") : either(upstreams);
    add(Hop.Kind.UPSTREAM, value, ends.isEmpty() ? none : ends.get(0).because());
    boolean http2 = reached.http2() && httpRoute.isPresent();
    return new Flow(seen, client(), tls, ends, http2);
  }

  /** A Gateway is met: its half of the way follows. */
  void gateway(GatewayHop met) {
    gateway = Optional.of(met.half());
    hops.addAll(met.hops());
  }

  /** Why a service's cluster is as it is, and what led there if that was another object. */
  private Because named(ClusterConfig reached, Chain from) {
    Because own = reached.because();
    Because why = httpRoute.map(HttpRoute::because).orElse(from.because());
    String text = say("mesh.hop.routed", why.text(), own.text());
    return Rule.decides(why) ? new Because(text, why.object(), why.field(), why.value()) : own;
  }

  private Because unnamed(ClusterConfig reached, Chain from) {
    Because why = httpRoute.map(HttpRoute::because).orElse(from.because());
    return httpRoute.isPresent()
        ? why
        : new Because(
            reached.type() + ": " + reached.because().text(),
            why.object(),
            why.field(),
            why.value());
  }

  private String tlsText(Optional<Tls> tls) {
    if (tls.isEmpty()) {
      return clientTls() ? say("mesh.hop.ownTls") : say("mesh.hop.plain");
    }
    return tls.get().words();
  }

  private List<Because> sharing() {
    if (address.isEmpty() || !config.sidecar().present()) {
      return List.of();
    }
    Tree pod = seen.find("Pod", dial.namespace(), dial.pod()).orElse(Tree.MISSING);
    return Sharing.of(seen, dial.namespace(), pod, address.get(), dial.port());
  }

  /** The addresses that the client may dial, if it is not the same which of them it takes. */
  private List<String> divided() {
    List<String> dialled =
        resolution.addresses().stream()
            .filter(one -> one.contains(":") == address.orElse("").contains(":"))
            .toList();
    return dialled.stream().map(this::way).distinct().count() > 1 ? dialled : List.of();
  }

  private List<Object> way(String to) {
    Redirect redirect = Redirect.of(pod(), config.sidecar(), to, dial.port());
    Chain taken =
        config.listenerFor(to, dial.port()).chainFor(to, dial.serverName(), dial.speaksHttp());
    return redirect.taken() ? List.of(taken.filter(), taken.cluster()) : List.of(redirect.fate());
  }

  Route finish(ConnectionOutcome answer) {
    boolean logged = seen.controlPlane().accessLog();
    Optional<String> route =
        httpRoute.map(HttpRoute::name).filter(name -> !name.equals(HttpRoute.NONE));
    List<Because> unread =
        new Unread(dial, seen, config).among(divided()).on(address, chain, httpRoute, cluster);
    return new Route(
        dial,
        new Route.Name(resolution.addresses(), address),
        new Route.Taken(listener, filter, route),
        new Onward(
            cluster.map(ClusterConfig::name), cluster.map(ClusterConfig::type), tls, upstreams),
        answer.log().writtenIf(logged),
        answer.client(),
        new Route.Reasons(hops, sharing(), unread),
        gateway.map(half -> half.loggedIf(logged)));
  }
}
