package dev.egresstls.lab.engine.drift;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.Cluster;
import dev.egresstls.lab.world.NameResolver;
import dev.egresstls.lab.world.NameResolver.Answer;
import dev.egresstls.lab.world.PodConnection;
import dev.egresstls.lab.world.Query;
import java.time.Duration;
import java.util.List;

/**
 * Asks the cluster's own DNS, through a port of one of its pods. The Service is called {@code
 * kube-dns} whatever software answers (kubernetes.io/docs/tasks/administer-cluster/coredns).
 */
final class ClusterDns {
  private static final String NAMESPACE = "kube-system";
  private static final String SERVICE = "kube-dns";
  private static final String SERVICE_LABEL = "metadata.labels[kubernetes.io/service-name]";
  private static final String HOW = "kubectl get endpointslices -n kube-system";
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** A pod that answers DNS over TCP. */
  private record Server(String pod, int port) {}

  private final Cluster cluster;
  private final NameResolver names;

  ClusterDns(Cluster cluster, NameResolver names) {
    this.cluster = cluster;
    this.names = names;
  }

  /**
   * What the cluster's DNS says of a host outside.
   *
   * @throws dev.egresstls.lab.lab.LabFailure if there is no such DNS, this user may not forward a
   *     port, or the name has no address
   */
  Answer ask(String host) throws InterruptedException {
    Server server = server();
    try (PodConnection dns =
        cluster.pods().connect(NAMESPACE, server.pod(), server.port(), PATIENCE)) {
      return new Answer(say("engine.drift.pod", server.pod()), names.lookUp(host, dns).addresses());
    }
  }

  private Server server() {
    Query slices = Query.in(NAMESPACE, "discovery.k8s.io/v1", "EndpointSlice");
    List<Server> ready =
        cluster.resources().list(slices).stream()
            .filter(slice -> slice.at(SERVICE_LABEL).text("").equals(SERVICE))
            .flatMap(slice -> ready(slice).stream())
            .toList();
    if (ready.isEmpty()) {
      throw Problem.of(Problem.Kind.PRECONDITION, say("engine.drift.noPod"), HOW)
          .because(say("engine.drift.noEndpoint", NAMESPACE, SERVICE))
          .failure();
    }
    return ready.get(0);
  }

  private static List<Server> ready(Tree slice) {
    int port =
        slice.get("ports").items().stream()
            .filter(one -> one.get("protocol").text("TCP").equals("TCP"))
            .filter(one -> one.get("name").text("").contains("dns"))
            .mapToInt(one -> (int) one.get("port").number(0))
            .findFirst()
            .orElse(0);
    return slice.get("endpoints").items().stream()
        .filter(one -> one.at("conditions.ready").text("true").equals("true"))
        .filter(one -> one.at("targetRef.kind").text("").equals("Pod"))
        .map(one -> new Server(one.at("targetRef.name").text(""), port))
        .filter(one -> one.port() > 0)
        .toList();
  }
}
