package dev.egresstls.lab.mesh;

import dev.egresstls.lab.mesh.config.ClusterConfig;
import dev.egresstls.lab.mesh.config.Filter;
import dev.egresstls.lab.mesh.config.ListenerConfig;
import dev.egresstls.lab.mesh.observed.Because;
import dev.egresstls.lab.mesh.observed.Observation;
import dev.egresstls.lab.mesh.outcome.Answer;
import dev.egresstls.lab.mesh.outcome.Flow;
import dev.egresstls.lab.mesh.policy.Tls;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A route while it is being followed: each station adds what is known by then. */
final class RouteDraft {
  private final Dial dial;
  private final Observation seen;
  private final Resolution resolution;
  private final List<Hop> hops = new ArrayList<>();
  private Optional<String> address = Optional.empty();
  private Optional<String> listener = Optional.empty();
  private Filter filter = Filter.NONE;
  private Optional<HttpRoute> httpRoute = Optional.empty();
  private Optional<ClusterConfig> cluster = Optional.empty();
  private Optional<String> upstream = Optional.empty();

  RouteDraft(Dial dial, Observation seen, Resolution resolution) {
    this.dial = dial;
    this.seen = seen;
    this.resolution = resolution;
    String value = String.join(", ", resolution.addresses());
    add(Hop.Kind.DNS, value.isEmpty() ? "no address" : value, resolution.because());
  }

  Dial dial() {
    return dial;
  }

  Observation seen() {
    return seen;
  }

  boolean clientTls() {
    return dial.scheme().equalsIgnoreCase("https");
  }

  private void add(Hop.Kind kind, String value, Because because) {
    hops.add(new Hop(kind, value, because));
  }

  void redirected(String dialled, Redirect redirect) {
    address = Optional.of(dialled);
    add(Hop.Kind.IPTABLES, redirect.value(), redirect.because());
  }

  /** The connection leaves the pod as the client made it. */
  Flow direct() {
    String dialled = address.orElse("");
    Because because = Because.plain("the client connects by itself, with no proxy between");
    Flow.Upstream end =
        new Flow.Upstream(dialled, dial.port(), Flow.outside(dialled, seen), because);
    upstream = Optional.of(end.text());
    add(Hop.Kind.UPSTREAM, end.text(), because);
    return new Flow(seen, clientTls(), Optional.empty(), Optional.of(end));
  }

  void listener(ListenerConfig taken, Filter reads) {
    listener = Optional.of(taken.name());
    filter = reads;
    boolean catchAll = taken.name().equals(ListenerConfig.VIRTUAL_OUTBOUND);
    Because because =
        catchAll
            ? NoListener.because(seen, address.orElse(""), dial.port(), taken)
            : taken.because();
    add(Hop.Kind.LISTENER, taken.name(), because);
    add(Hop.Kind.FILTER, reads.envoyName(), Because.plain(reads.effect()));
  }

  void httpRoute(HttpRoute taken) {
    httpRoute = Optional.of(taken);
    if (taken.cluster().isEmpty()) {
      add(Hop.Kind.CLUSTER, "none: the sidecar answers 502", taken.because());
    }
  }

  /** Reaches a cluster; gives what flows on from there. */
  Flow cluster(ClusterConfig reached, ListenerConfig from) {
    cluster = Optional.of(reached);
    Because because = reached.service().isPresent() ? reached.because() : unnamed(reached, from);
    add(Hop.Kind.CLUSTER, reached.name(), because);
    Optional<Flow.Upstream> end = Flow.upstream(reached, address.orElse(""), dial.port(), seen);
    upstream = end.map(Flow.Upstream::text);
    if (end.isPresent()) {
      add(Hop.Kind.TLS, tlsText(reached.tls()), reached.origination().because());
    }
    Because none = Because.plain(reached.name() + " has no endpoint: the connection is refused");
    add(Hop.Kind.UPSTREAM, upstream.orElse("none"), end.map(Flow.Upstream::because).orElse(none));
    return new Flow(seen, clientTls(), reached.tls(), end);
  }

  private Because unnamed(ClusterConfig reached, ListenerConfig from) {
    return httpRoute
        .map(HttpRoute::because)
        .orElseGet(
            () ->
                new Because(
                    reached.type() + ": " + reached.because().text(),
                    from.because().object(),
                    from.because().field(),
                    from.because().value()));
  }

  private String tlsText(Optional<Tls> tls) {
    if (tls.isEmpty()) {
      return clientTls() ? "only the client's own" : "none: plain text";
    }
    return tls.get().words();
  }

  Route finish(Answer answer) {
    return new Route(
        dial,
        resolution.addresses(),
        address,
        listener,
        filter,
        httpRoute.map(HttpRoute::name),
        cluster.map(ClusterConfig::name),
        cluster.map(ClusterConfig::type),
        cluster.flatMap(ClusterConfig::tls),
        upstream,
        answer.log().writtenIf(seen.controlPlane().accessLog()),
        answer.client(),
        hops);
  }
}
