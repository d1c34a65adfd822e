package dev.egresstls.lab.mesh;

import dev.egresstls.lab.mesh.observed.Observation;
import dev.egresstls.lab.mesh.outcome.ConnectionOutcome;
import dev.egresstls.lab.mesh.outcome.Flow;
import dev.egresstls.lab.mesh.outcome.HttpAnswer;
import dev.egresstls.lab.mesh.sidecar.Chain;
import dev.egresstls.lab.mesh.sidecar.ClusterConfig;
import dev.egresstls.lab.mesh.sidecar.Filter;
import dev.egresstls.lab.mesh.sidecar.ListenerConfig;
import dev.egresstls.lab.mesh.sidecar.SidecarConfig;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The way of a connection out of a pod. Pure and total: it answers for any dial and any
 * observation, and never throws.
 */
public final class PathModel {
  private PathModel() {}

  /** Follows a connection from its name to its other end. */
  public static Route trace(Dial dial, Observation seen) {
    return trace(dial, seen, SidecarConfig.expected(seen, dial.namespace(), dial.pod()));
  }

  /** The same, with a sidecar's configuration that is worked out already. */
  public static Route trace(Dial dial, Observation seen, SidecarConfig config) {
    Resolution resolution = Resolution.of(dial, seen, config.scope());
    RouteDraft draft = new RouteDraft(dial, seen, config, resolution);
    if (resolution.addresses().isEmpty()) {
      return draft.finish(ConnectionOutcome.unresolved());
    }
    String address = dialled(draft, config, resolution.addresses());
    Redirect redirect = Redirect.of(draft.pod(), config.sidecar(), address, dial.port());
    draft.redirected(address, redirect);
    return switch (redirect.fate()) {
      case UNREACHABLE -> draft.finish(ConnectionOutcome.unreachable(redirect.because().text()));
      case REFUSED -> draft.finish(ConnectionOutcome.unreachable(redirect.because().text()));
      case PASSED -> draft.finish(ConnectionOutcome.direct(draft.direct()));
      case TAKEN -> throughSidecar(draft, config, config.listenerFor(address, dial.port()));
    };
  }

  /** The first address that the client can dial at all, as it looks for no others. */
  private static String dialled(RouteDraft draft, SidecarConfig config, List<String> addresses) {
    int port = draft.dial().port();
    return addresses.stream()
        .filter(
            one ->
                Redirect.of(draft.pod(), config.sidecar(), one, port).fate()
                    != Redirect.Fate.UNREACHABLE)
        .findFirst()
        .orElse(addresses.get(0));
  }

  private static Route throughSidecar(
      RouteDraft draft, SidecarConfig config, ListenerConfig listener) {
    Chain chain = draft.listener(listener);
    if (chain.filter() == Filter.HTTP) {
      return throughHttp(draft, config, listener, chain);
    }
    Optional<ClusterConfig> cluster = config.cluster(chain.cluster());
    if (cluster.isEmpty()) {
      draft.missing(chain.cluster(), chain.because(), 0);
      return draft.finish(ConnectionOutcome.noCluster(draft.dial().speaksTls()));
    }
    Flow flow = draft.cluster(cluster.get(), chain);
    return draft.finish(ConnectionOutcome.bytes(flow, cluster.get().name()));
  }

  private static Route throughHttp(
      RouteDraft draft, SidecarConfig config, ListenerConfig listener, Chain chain) {
    HttpRoute route = draft.routeIn(listener.port()).of(chain);
    draft.httpRoute(route);
    if (route.cluster().isEmpty() || route.answer() != 0) {
      boolean connect = draft.dial().request().method().equals("CONNECT");
      return draft.finish(connect ? HttpAnswer.connectRefused() : answered(draft, config, route));
    }
    Optional<ClusterConfig> cluster = config.cluster(route.cluster().get());
    if (cluster.isEmpty()) {
      draft.missing(route.cluster().get(), route.because(), route.missing());
      return draft.finish(HttpAnswer.noCluster(route.name(), route.missing()));
    }
    Flow flow = draft.cluster(cluster.get(), chain);
    Optional<GatewayHop> gateway = GatewayHop.of(draft.found(), draft.dial(), route, flow);
    if (gateway.isPresent()) {
      draft.gateway(gateway.get());
      return draft.finish(
          HttpAnswer.behind(gateway.get().answer(), flow, cluster.get().name(), route.name()));
    }
    return draft.finish(HttpAnswer.of(flow, cluster.get().name(), route.name(), route.retries()));
  }

  /** The sidecar answers: as the route says, or in the place of a cluster. */
  private static ConnectionOutcome answered(
      RouteDraft draft, SidecarConfig config, HttpRoute route) {
    Optional<ClusterConfig> instead = route.cluster().flatMap(config::cluster);
    instead.ifPresent(draft::spared);
    return route.cluster().isEmpty()
        ? HttpAnswer.byItself(route.name(), route.answer(), route.because().text())
        : HttpAnswer.aborted(
            route.name(), route.answer(), instead.map(ClusterConfig::name).orElse("-"));
  }

  /** The name outside that DNS is asked for in the end: ExternalName Services lead there. */
  public static String nameAsked(Dial dial, Observation seen) {
    List<String> aliases = aliases(dial, seen);
    return aliases.isEmpty()
        ? dial.host().toLowerCase(Locale.ROOT)
        : aliases.get(aliases.size() - 1);
  }

  /** The names that DNS goes on to from the one that is dialled, by ExternalName Services. */
  public static List<String> aliases(Dial dial, Observation seen) {
    return Resolution.aliases(dial, seen);
  }

  /** Follows each dial, in order. */
  public static List<Route> trace(List<Dial> dials, Observation seen) {
    return dials.stream().map(dial -> trace(dial, seen)).toList();
  }

  /**
   * The dial of a curl command: of its URL, with the Host that a header names; empty if it has no
   * URL.
   */
  public static Optional<Dial> dial(List<String> argv, String namespace, String pod) {
    Optional<String> header =
        IntStream.range(1, argv.size())
            .filter(i -> List.of("-H", "--header").contains(argv.get(i - 1)))
            .mapToObj(argv::get)
            .filter(one -> one.regionMatches(true, 0, "Host:", 0, "Host:".length()))
            .map(one -> one.substring("Host:".length()).strip())
            .findFirst();
    return argv.stream()
        .filter(word -> word.startsWith("http://") || word.startsWith("https://"))
        .findFirst()
        .flatMap(url -> dial(url, namespace, pod))
        .map(dial -> header.isEmpty() ? dial : dial.with(dial.request().to(header.get())));
  }

  /** The dial of a URL, from a pod; empty if it is no http or https URL with a host. */
  public static Optional<Dial> dial(String url, String namespace, String pod) {
    return Urls.dial(url, namespace, pod);
  }
}
