package dev.egresstls.lab.lab;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where a check looks. Texts may hold {@code ${name}}. */
public sealed interface Probe {

  /**
   * An object in the cluster. Evidence: the object as JSON; for a workload also {@code version},
   * the version at the end of its first image's name.
   *
   * @param namespace empty for cluster-scoped kinds
   * @param name empty for any object of the kind, such as any Node: the first by name that is as
   *     expected, else the first
   * @param selector labels that it must have; may be empty
   */
  record ResourceState(
      String apiVersion,
      String kind,
      Optional<String> namespace,
      Optional<String> name,
      Map<String, String> selector)
      implements Probe {}

  /**
   * The newest pod of a Deployment that is not on its way out. Evidence: the pod as JSON, plus
   * {@code sidecar}: {@code present} (boolean), {@code native} (boolean), {@code ready} (boolean).
   */
  record PodState(String namespace, String deployment) implements Probe {}

  /**
   * A cluster in the sidecar's config dump. Evidence: {@code name}, {@code type}, {@code tls.sni},
   * {@code tls.ca} (the SDS secret), {@code tls.sans} (list); {@code tls} is missing for plain
   * text.
   */
  record EnvoyCluster(String namespace, String deployment, String name) implements Probe {}

  /**
   * The active listeners of the sidecar for addresses. Evidence: {@code active}, a list of listener
   * names that lead to {@code cluster} by tcp_proxy; {@code missing}, the expected ones that don't.
   *
   * @param slice the EndpointSlice whose addresses each need a listener
   */
  record EnvoyListeners(String namespace, String deployment, String slice, int port, String cluster)
      implements Probe {}

  /** A secret in the sidecar's config dump. Evidence: {@code name}, {@code active} (boolean). */
  record EnvoySecret(String namespace, String deployment, String name) implements Probe {}

  /**
   * What came of a request from the pod. Evidence: {@code exit}, {@code httpCode}, {@code
   * remoteIp}, {@code remotePort}, {@code localPort}, {@code headers} (names in lower case), {@code
   * inSlice} (boolean: the address is in the slice), {@code accessLog}: {@code cluster}, {@code
   * upstream}, {@code flags}, {@code line}; {@code accessLog} is missing if the sidecar logged
   * nothing for this connection.
   *
   * @param argv the tutorial's own command, run in {@code container}
   * @param slice the EndpointSlice that the dialled address should be in
   */
  record Request(
      String namespace, String deployment, String container, List<String> argv, String slice)
      implements Probe {
    /**
     * Names that the caveat of a step with a request may use: the address and port that the client
     * dialled, the status, the listener that took the connection and the cluster that it went to.
     */
    public static final List<String> TOLD =
        List.of("dialedIp", "dialedPort", "httpCode", "listener", "cluster");

    public Request {
      argv = List.copyOf(argv);
    }
  }
}
