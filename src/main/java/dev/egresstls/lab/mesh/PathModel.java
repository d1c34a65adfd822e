package dev.egresstls.lab.mesh;

import dev.egresstls.lab.mesh.config.Chain;
import dev.egresstls.lab.mesh.config.ClusterConfig;
import dev.egresstls.lab.mesh.config.Filter;
import dev.egresstls.lab.mesh.config.ListenerConfig;
import dev.egresstls.lab.mesh.config.SidecarConfig;
import dev.egresstls.lab.mesh.observed.Observation;
import dev.egresstls.lab.mesh.outcome.Answer;
import dev.egresstls.lab.mesh.outcome.Flow;
import dev.egresstls.lab.mesh.outcome.HttpAnswer;
import dev.egresstls.lab.value.Tree;
import java.util.List;
import java.util.Optional;

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
    Resolution resolution = Resolution.of(dial, seen);
    RouteDraft draft = new RouteDraft(dial, seen, config, resolution);
    if (resolution.addresses().isEmpty()) {
      return draft.finish(Answer.unresolved());
    }
    String address = resolution.addresses().get(0);
    Tree pod = seen.find("Pod", dial.namespace(), dial.pod()).orElse(Tree.MISSING);
    Redirect redirect = Redirect.of(pod, config.sidecar(), address, dial.port());
    draft.redirected(address, redirect);
    if (redirect.unreachable()) {
      return draft.finish(Answer.unreachable());
    }
    if (!redirect.taken()) {
      Flow flow = draft.direct();
      return draft.finish(Answer.direct(flow));
    }
    return throughSidecar(draft, config, config.listenerFor(address, dial.port()));
  }

  private static Route throughSidecar(
      RouteDraft draft, SidecarConfig config, ListenerConfig listener) {
    Chain chain = draft.listener(listener);
    if (chain.filter() != Filter.HTTP) {
      Optional<ClusterConfig> cluster = config.cluster(chain.cluster());
      if (cluster.isEmpty()) {
        return draft.finish(Answer.noCluster(draft.clientTls()));
      }
      Flow flow = draft.cluster(cluster.get(), chain);
      return draft.finish(Answer.bytes(flow, cluster.get().name()));
    }
    HttpRoute route = HttpRoute.of(draft.dial(), chain, listener.port(), config.scope());
    draft.httpRoute(route);
    if (route.cluster().isEmpty()) {
      return draft.finish(HttpAnswer.blocked(route.name()));
    }
    Optional<ClusterConfig> cluster = config.cluster(route.cluster().get());
    if (cluster.isEmpty()) {
      return draft.finish(HttpAnswer.noCluster(route.name()));
    }
    Flow flow = draft.cluster(cluster.get(), chain);
    return draft.finish(HttpAnswer.of(flow, cluster.get().name(), route.name()));
  }

  /** Follows each dial, in order. */
  public static List<Route> trace(List<Dial> dials, Observation seen) {
    return dials.stream().map(dial -> trace(dial, seen)).toList();
  }

  /** The dial of a URL, from a pod; empty if it is no http or https URL with a host. */
  public static Optional<Dial> dial(String url, String namespace, String pod) {
    return Urls.dial(url, namespace, pod);
  }
}
