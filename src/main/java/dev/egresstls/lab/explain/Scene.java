package dev.egresstls.lab.explain;

import dev.egresstls.lab.check.Finding;
import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.Probe;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.mesh.observed.Observation;
import dev.egresstls.lab.value.Tree;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is known when something is red: the cluster, and which of its objects the lab is about. They
 * are named by the lab's own checks.
 *
 * @param namespace where the lab works
 * @param client the Deployment that sends the request
 * @param service the Service that stands for the host outside
 * @param slice its EndpointSlice
 * @param policy the BackendTLSPolicy
 * @param dialled the address that the request went to, if one was sent
 */
record Scene(
    Observation seen,
    Vars vars,
    String namespace,
    String client,
    String service,
    String slice,
    String policy,
    Optional<String> dialled) {

  static Scene of(Lab lab, List<Tree> objects, List<Finding> findings, Vars vars) {
    Optional<String> dialled =
        findings.stream()
            .filter(finding -> finding.check().probe() instanceof Probe.Request)
            .flatMap(finding -> finding.evidence().tree().get("dialedIp").text().stream())
            .findFirst();
    List<Probe.PodState> pods = probes(lab, Probe.PodState.class).toList();
    return new Scene(
        Observation.of(objects, Map.of()),
        vars,
        pods.isEmpty() ? "" : vars.fill(pods.get(0).namespace()),
        pods.isEmpty() ? "" : vars.fill(pods.get(0).deployment()),
        named(lab, "Service", vars),
        named(lab, "EndpointSlice", vars),
        named(lab, "BackendTLSPolicy", vars),
        dialled);
  }

  private static <T extends Probe> Stream<T> probes(Lab lab, Class<T> type) {
    return lab.steps().stream()
        .flatMap(step -> step.checks().stream())
        .map(check -> check.probe())
        .filter(type::isInstance)
        .map(type::cast);
  }

  private static String named(Lab lab, String kind, Vars vars) {
    return probes(lab, Probe.ResourceState.class)
        .filter(probe -> probe.kind().equals(kind))
        .flatMap(probe -> probe.name().stream())
        .map(vars::fill)
        .findFirst()
        .orElse("");
  }

  boolean isClient(String deployment) {
    return vars.fill(deployment).equals(client);
  }

  Optional<Tree> find(String kind, String name) {
    return seen.find(kind, namespace, name);
  }

  Optional<Tree> istiod() {
    return seen.find("Deployment", "istio-system", "istiod");
  }

  /** The client's newest pod that is not on its way out. */
  Optional<Tree> clientPod() {
    return seen.all("Pod").stream()
        .filter(pod -> pod.at("metadata.namespace").text("").equals(namespace))
        .filter(pod -> pod.at("metadata.name").text("").startsWith(client + "-"))
        .filter(pod -> pod.at("metadata.deletionTimestamp").isMissing())
        .max(Comparator.comparing(pod -> pod.at("metadata.creationTimestamp").text("")));
  }

  /** The addresses of the lab's EndpointSlice. */
  List<String> addresses() {
    return find("EndpointSlice", slice).stream()
        .flatMap(object -> object.get("endpoints").items().stream())
        .flatMap(endpoint -> endpoint.get("addresses").texts().stream())
        .toList();
  }

  static boolean condition(Tree object, String type) {
    return object.at("status.conditions").items().stream()
        .anyMatch(
            one ->
                one.get("type").text("").equals(type) && one.get("status").text("").equals("True"));
  }
}
