package dev.egresstls.lab.explain.context;

import dev.egresstls.lab.check.Finding;
import dev.egresstls.lab.event.Gap;
import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.LabCause;
import dev.egresstls.lab.lab.Probe;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.mesh.istio.IstioRelease;
import dev.egresstls.lab.mesh.observed.DeploymentPods;
import dev.egresstls.lab.mesh.observed.Observation;
import dev.egresstls.lab.mesh.observed.PolicyCrd;
import dev.egresstls.lab.mesh.observed.Sidecar;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.Ref;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is known when something fails: the cluster, which of its objects the lab is about, and what
 * the checks found. Immutable.
 */
public final class CauseContext {
  private static final String ISTIO = "istio-system";

  private final Observation seen;
  private final Vars vars;
  private final LabParts parts;
  private final List<Finding> findings;
  private final Set<String> readable;
  private final Set<Topic> red;

  private CauseContext(
      Observation seen,
      Vars vars,
      LabParts parts,
      List<Finding> findings,
      Set<String> readable,
      Set<Topic> red) {
    this.seen = seen;
    this.vars = vars;
    this.parts = parts;
    this.findings = List.copyOf(findings);
    this.readable = Set.copyOf(readable);
    this.red = Set.copyOf(red);
  }

  /**
   * The scene of some findings.
   *
   * @param objects everything that is known of the cluster
   * @param readable the kinds of which every object that the lab is about is among the objects:
   *     only of these may it be said that one is missing
   */
  public static CauseContext of(
      Lab lab, Vars vars, List<Tree> objects, List<Finding> findings, Set<String> readable) {
    Observation seen = Observation.of(objects, Map.of());
    return new CauseContext(seen, vars, new LabParts(lab, vars), findings, readable, Set.of());
  }

  /** The same, asked about one failing check. */
  public CauseContext about(Set<Topic> topics) {
    return new CauseContext(seen, vars, parts, findings, readable, topics);
  }

  public Observation seen() {
    return seen;
  }

  public Vars vars() {
    return vars;
  }

  /** Whether the failing check is about this. */
  public boolean red(Topic topic) {
    return red.contains(topic);
  }

  public String namespace() {
    return parts.namespace();
  }

  /** What a failing check found at a path. */
  public Optional<String> found(String path) {
    return findings.stream()
        .flatMap(finding -> finding.verdict().gaps().stream())
        .filter(gap -> gap.path().equals(path))
        .map(Gap::saw)
        .findFirst();
  }

  /** The Deployment that sends the request. */
  public String client() {
    return parts.client();
  }

  /** The Service that stands for the host outside. */
  public String service() {
    return parts.named("Service");
  }

  public String slice() {
    return parts.named("EndpointSlice");
  }

  public String policy() {
    return parts.named("BackendTLSPolicy");
  }

  public String host() {
    return vars.host();
  }

  /** The port that is dialled, and its name in the Service. */
  public int port() {
    return parts.port();
  }

  public String portName() {
    return parts.portName();
  }

  /** Whether it would be among the objects, if there were one. */
  public boolean readable(String kind) {
    return readable.contains(kind);
  }

  /** An object in the lab's namespace. */
  public Optional<Tree> find(String kind, String name) {
    return seen.find(kind, namespace(), name);
  }

  /** Whether there is surely no such object in the lab's namespace. */
  public boolean lacks(String kind, String name) {
    return !name.isEmpty() && readable(kind) && find(kind, name).isEmpty();
  }

  public Optional<Tree> theService() {
    return find("Service", service());
  }

  public Optional<Tree> theSlice() {
    return find("EndpointSlice", slice());
  }

  public Optional<Tree> thePolicy() {
    return find("BackendTLSPolicy", policy());
  }

  public Optional<Tree> theDeployment() {
    return find("Deployment", client());
  }

  public Optional<Tree> istiod() {
    return seen.find("Deployment", ISTIO, "istiod");
  }

  /** How the istiod that is there behaves; empty without one. */
  public Optional<IstioRelease> release() {
    return seen.istio().map(IstioRelease::of);
  }

  /** The client's newest pod that is not on its way out. */
  public Optional<Tree> pod() {
    return DeploymentPods.newest(seen.all("Pod"), namespace(), client());
  }

  /** The newest pod of a Deployment that is not on its way out. */
  public Optional<Tree> newestPod(String namespace, String deployment) {
    return DeploymentPods.newest(seen.all("Pod"), namespace, deployment);
  }

  /** The client's pod, if it has no sidecar. */
  public Optional<Tree> podWithoutSidecar() {
    return pod().filter(pod -> !Sidecar.of(pod).present());
  }

  /** The client's pod, if it has a sidecar. */
  public Optional<Tree> podWithSidecar() {
    return pod().filter(pod -> Sidecar.of(pod).present());
  }

  /** The addresses of the lab's EndpointSlice. */
  public List<String> addresses() {
    return theSlice().stream()
        .flatMap(object -> object.get("endpoints").items().stream())
        .flatMap(endpoint -> endpoint.get("addresses").texts().stream())
        .toList();
  }

  /** What a request of the findings came to; {@link Tree#MISSING} if none was sent. */
  public Tree request() {
    return findings.stream()
        .filter(finding -> finding.check().probe() instanceof Probe.Request)
        .map(finding -> finding.evidence().tree())
        .filter(Tree::isPresent)
        .findFirst()
        .orElse(Tree.MISSING);
  }

  /**
   * The addresses that must work: the one that was dialled, else all that DNS gave. An address at
   * another port is a proxy's.
   */
  public List<String> wanted() {
    boolean own = request().get("dialedPort").number(port()) == port();
    return request()
        .get("dialedIp")
        .text()
        .filter(address -> own)
        .map(List::of)
        .orElseGet(() -> vars.items("ips"));
  }

  /** Whether the lab is about all of these. */
  public boolean isAbout(Set<Part> wanted) {
    return wanted.stream().allMatch(parts::has);
  }

  /** The causes that the lab itself knows. */
  public List<LabCause> causes() {
    return parts.lab().scenario().causes();
  }

  /** The step that brings a part about, to be done again. */
  public Act redo(Part part) {
    return new Act.Redo(parts.step(part).orElse(""), there(part).orElse(Tree.MISSING));
  }

  /** The object that a part is, as it is now. */
  private Optional<Tree> there(Part part) {
    return switch (part) {
      case CLUSTER, REQUEST -> Optional.empty();
      case GATEWAY_API -> seen.find("CustomResourceDefinition", "", PolicyCrd.NAME);
      case ISTIO -> istiod();
      case CLIENT -> theDeployment();
      case SERVICE -> theService();
      case SLICE -> theSlice();
      case POLICY -> thePolicy();
    };
  }

  /** Whether a step installs Istio. */
  public boolean installsIstio(String step) {
    return parts.step(Part.ISTIO).filter(step::equals).isPresent();
  }

  /** The namespace that the lab works in. */
  public Optional<Tree> theNamespace() {
    return seen.find("Namespace", "", namespace());
  }

  /** What of the cluster the lab may change. */
  public Ownership ownership(boolean alone) {
    return Ownership.of(parts, alone);
  }

  /** An object that was read, as it was read; {@link Tree#MISSING} if it was not. */
  public Tree object(Ref ref) {
    return seen.all(ref.kind()).stream()
        .filter(one -> Ref.of(one).equals(ref))
        .findFirst()
        .orElse(Tree.MISSING);
  }

  /** A reference to an object of the lab's namespace. */
  public Ref ref(String apiVersion, String kind, String name) {
    return new Ref(apiVersion, kind, Optional.of(namespace()), name);
  }

  /** What the texts of rows may name. */
  public Map<String, String> values() {
    Map<String, String> values = new LinkedHashMap<>(vars.all());
    values.put("track", parts.lab().track().id());
    values.put("ns", namespace());
    values.put("client", client());
    values.put("service", service());
    values.put("slice", slice());
    values.put("policy", policy());
    values.put("host", host());
    values.put("port", String.valueOf(port()));
    values.put("portName", portName());
    for (Part part : Part.values()) {
      values.put(part.stepName(), parts.step(part).orElse(""));
    }
    return values;
  }

  /** Whether a condition of an object is True. */
  public static boolean condition(Tree object, String type) {
    return object.at("status.conditions").items().stream()
        .anyMatch(
            one ->
                one.get("type").text("").equals(type) && one.get("status").text("").equals("True"));
  }
}
