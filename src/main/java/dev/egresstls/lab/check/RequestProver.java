package dev.egresstls.lab.check;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.mesh.Dial;
import dev.egresstls.lab.mesh.PathModel;
import dev.egresstls.lab.mesh.Route;
import dev.egresstls.lab.mesh.envoy.AccessLogLine;
import dev.egresstls.lab.mesh.envoy.ConfigDump;
import dev.egresstls.lab.mesh.envoy.CurlOutput;
import dev.egresstls.lab.mesh.envoy.LogFormat;
import dev.egresstls.lab.mesh.observed.Observation;
import dev.egresstls.lab.mesh.outcome.HostPort;
import dev.egresstls.lab.mesh.policy.Tls;
import dev.egresstls.lab.mesh.proof.Proof;
import dev.egresstls.lab.mesh.proof.RequestEvidence;
import dev.egresstls.lab.mesh.sidecar.ClusterConfig;
import dev.egresstls.lab.mesh.sidecar.SidecarConfig;
import dev.egresstls.lab.value.Tree;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Sends a request and proves which way it went: one exec for curl, one for the sidecar's
 * configuration right after it.
 */
public final class RequestProver {

  /** What secrets with CAs are called in sidecars (istio pkg/security/security.go @1.30.3). */
  private static final Set<String> CAS = Set.of("file-root:*", "configmap://*", "kubernetes://*");

  private final RequestSender sender;
  private final SidecarDumps dumps;
  private final MeshView mesh;

  /** Proves in one cluster. */
  public RequestProver(RequestSender sender, SidecarDumps dumps, MeshView mesh) {
    this.sender = sender;
    this.dumps = dumps;
    this.mesh = mesh;
  }

  /**
   * Sends and compares.
   *
   * @param argv a curl command, see {@link RequestSender#send}
   * @param names further resources that the sidecar's configuration is to be read for
   * @throws LabFailure if the request cannot be sent; a configuration that cannot be read leaves
   *     stations unseen
   */
  public Proof prove(ClientPod client, List<String> argv, Set<String> names)
      throws InterruptedException {
    return prove(client, sender.send(client, argv), names);
  }

  /**
   * The same for a client that connects elsewhere than its URL says, such as to a proxy.
   *
   * @param really where it connects to
   */
  public Proof prove(ClientPod client, List<String> argv, Dial really) throws InterruptedException {
    RequestSender.Sent sent = sender.send(client, argv);
    return prove(
        client, new RequestSender.Sent(really, sent.exit(), sent.curl(), sent.line()), Set.of());
  }

  private Proof prove(ClientPod client, RequestSender.Sent sent, Set<String> names)
      throws InterruptedException {
    Observation observed = observed(sent);
    SidecarConfig config =
        SidecarConfig.expected(observed, sent.dial().namespace(), sent.dial().pod());
    Route predicted = PathModel.trace(sent.dial(), observed, config);
    Set<String> wanted = new HashSet<>(names);
    wanted.addAll(names(predicted, sent));
    RequestEvidence sighting =
        behind(predicted, sighting(client, sent, log(observed), NameFilter.of(wanted)));
    return Proof.of(predicted, upstreams(predicted, config), sighting, versions(observed, client));
  }

  /** With what was seen at the gateway, if the way should meet one. */
  private RequestEvidence behind(Route predicted, RequestEvidence seen)
      throws InterruptedException {
    return predicted.gateway().isEmpty()
        ? seen
        : seen.and(new GatewayLook(sender, dumps).see(predicted.gateway().get(), seen.line(), CAS));
  }

  private RequestEvidence sighting(
      ClientPod client, RequestSender.Sent sent, RequestEvidence.Log log, NameFilter names)
      throws InterruptedException {
    Optional<ConfigDump> dump = Optional.empty();
    String noDump = client.sidecar() ? "" : say("check.podWithoutSidecar");
    if (client.sidecar()) {
      try {
        dump = Optional.of(dumps.read(client.namespace(), client.name(), names));
      } catch (LabFailure e) {
        noDump = words(e.problem());
      }
    }
    return new RequestEvidence(
        sent.dial(),
        client.sidecar(),
        sent.exit(),
        sent.curl(),
        sent.line(),
        log,
        new RequestEvidence.Config(dump, noDump),
        Optional.empty());
  }

  private static String words(Problem problem) {
    return problem.what() + problem.because().map(why -> ": " + why).orElse("");
  }

  /** The model gets the address that curl got from DNS, so that both speak of the same one. */
  private Observation observed(RequestSender.Sent sent) {
    CurlOutput.Connection made = sent.curl().connection();
    List<String> dns = made.remoteIp().or(made::tried).map(List::of).orElse(List.of());
    return Observation.of(mesh.once(), Map.of(sent.dial().host(), dns));
  }

  private static Set<String> names(Route predicted, RequestSender.Sent sent) {
    Set<String> names = new HashSet<>(CAS);
    predicted.cluster().ifPresent(names::add);
    sent.line().map(AccessLogLine::cluster).ifPresent(names::add);
    predicted.tls().map(Tls::ca).filter(ca -> !ca.isEmpty()).ifPresent(names::add);
    names.add("*_" + sent.dial().port());
    sent.curl().connection().remotePort().ifPresent(port -> names.add("*_" + port));
    names.add("virtualOutbound");
    return names;
  }

  private static RequestEvidence.Log log(Observation observed) {
    if (!observed.controlPlane().accessLog()) {
      return new RequestEvidence.Log(false, say("check.noLog"));
    }
    LogFormat format =
        LogFormat.of(observed.find("ConfigMap", "istio-system", "istio").orElse(Tree.MISSING));
    return new RequestEvidence.Log(format.custom().isEmpty(), format.unread());
  }

  /** A cluster with endpoints may choose any of them. */
  private static Set<String> upstreams(Route predicted, SidecarConfig config) {
    return predicted.cluster().flatMap(config::cluster).stream()
        .map(ClusterConfig::endpoints)
        .flatMap(List::stream)
        .map(endpoint -> HostPort.of(endpoint.address(), endpoint.port()))
        .collect(Collectors.toSet());
  }

  private static Map<String, String> versions(Observation observed, ClientPod client) {
    Map<String, String> versions = new LinkedHashMap<>();
    observed.istio().ifPresent(version -> versions.put("Istio", version.toString()));
    observed.crd().ifPresent(crd -> versions.put("Gateway API", crd.bundle()));
    for (Tree container : containers(client)) {
      String image = container.get("image").text("");
      versions.put(container.get("name").text(""), image.replaceAll(".*/", ""));
    }
    return versions;
  }

  private static List<Tree> containers(ClientPod client) {
    Set<String> shown = Set.of("istio-proxy", client.container());
    Tree pod = client.pod();
    return Stream.concat(
            pod.at("spec.containers").items().stream(),
            pod.at("spec.initContainers").items().stream())
        .filter(one -> shown.contains(one.get("name").text("")))
        .toList();
  }
}
