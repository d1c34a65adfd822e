package dev.egresstls.lab.mesh.observed;

import dev.egresstls.lab.mesh.istio.IstioVersion;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What was read from a cluster and from DNS. Immutable; any object may be missing. */
public final class Observation {
  private final List<Tree> objects;
  private final Map<String, List<Tree>> byKind;
  private final Map<String, List<String>> dns;
  private final ControlPlane controlPlane;
  private final Optional<PolicyCrd> crd;
  private final Origin origin;
  private final List<StatedOrigin> stated;
  private volatile Map<String, Tree> podsByAddress;
  private volatile Map<String, List<Tree>> slicesByService;
  private volatile Map<String, List<Tree>> entriesByHost;

  private Observation(
      List<Tree> objects,
      Map<String, List<String>> dns,
      ControlPlane controlPlane,
      Optional<PolicyCrd> crd,
      Origin origin,
      List<StatedOrigin> stated) {
    this.objects = objects;
    this.byKind = byKind(objects);
    this.dns = dns;
    this.controlPlane = controlPlane;
    this.crd = crd;
    this.origin = origin;
    this.stated = List.copyOf(stated);
  }

  /**
   * Keeps what matters of any Kubernetes objects: Services, EndpointSlices, BackendTLSPolicies of
   * any version, DestinationRules, Pods, ConfigMaps, the Deployment istiod, the CRD of
   * BackendTLSPolicy. A list object stands for its items.
   *
   * @param dns addresses by host name, in the order in which the client gets them
   */
  public static Observation of(Collection<Tree> objects, Map<String, List<String>> dns) {
    List<Tree> flat = new ArrayList<>();
    objects.forEach(object -> flatten(object, flat));
    Map<String, List<String>> answers = new LinkedHashMap<>();
    dns.forEach((host, addresses) -> answers.put(host, List.copyOf(addresses)));
    Optional<PolicyCrd> crd =
        flat.stream()
            .filter(object -> object.get("kind").text("").equals("CustomResourceDefinition"))
            .filter(object -> ObjectNames.name(object).equals(PolicyCrd.NAME))
            .findFirst()
            .map(PolicyCrd::of);
    return new Observation(
        List.copyOf(flat),
        Map.copyOf(answers),
        new ControlPlaneReader(flat).read(),
        crd,
        Origin.website(answers.keySet().toArray(String[]::new)),
        List.of());
  }

  private static void flatten(Tree object, List<Tree> into) {
    String kind = object.get("kind").text("");
    if (!object.get("items").isList() || !kind.endsWith("List")) {
      into.add(object);
      return;
    }
    String itemKind = kind.substring(0, kind.length() - "List".length());
    for (Tree item : object.get("items").items()) {
      boolean untyped = item.isObject() && item.get("kind").isMissing();
      flatten(untyped && !itemKind.isEmpty() ? item.with("kind", itemKind) : item, into);
    }
  }

  private static Map<String, List<Tree>> byKind(List<Tree> objects) {
    Map<String, List<Tree>> kinds = new LinkedHashMap<>();
    for (Tree object : objects) {
      kinds.computeIfAbsent(object.get("kind").text(""), kind -> new ArrayList<>()).add(object);
    }
    return kinds;
  }

  /** All objects of a kind, in the order given. */
  public List<Tree> all(String kind) {
    return List.copyOf(byKind.getOrDefault(kind, List.of()));
  }

  /** One object. */
  public Optional<Tree> find(String kind, String namespace, String name) {
    return byKind.getOrDefault(kind, List.of()).stream()
        .filter(object -> ObjectNames.name(object).equals(name))
        .filter(object -> ObjectNames.namespace(object).equals(namespace))
        .findFirst();
  }

  /** The EndpointSlices that carry the label of a Service, in the order given. */
  public List<Tree> slicesOf(String namespace, String service) {
    if (slicesByService == null) {
      Map<String, List<Tree>> found = new LinkedHashMap<>();
      for (Tree slice : byKind.getOrDefault("EndpointSlice", List.of())) {
        String label = slice.at("metadata.labels").get("kubernetes.io/service-name").text("");
        String key = ObjectNames.namespace(slice) + "/" + label;
        found.computeIfAbsent(key, k -> new ArrayList<>()).add(slice);
      }
      slicesByService = found;
    }
    return slicesByService.getOrDefault(namespace + "/" + service, List.of());
  }

  /** The ServiceEntries of a namespace that have a host, in the order given. */
  public List<Tree> entriesOf(String namespace, String host) {
    if (entriesByHost == null) {
      Map<String, List<Tree>> found = new LinkedHashMap<>();
      for (Tree entry : byKind.getOrDefault("ServiceEntry", List.of())) {
        for (String one : entry.at("spec.hosts").texts()) {
          String key = ObjectNames.namespace(entry) + "/" + one.toLowerCase(Locale.ROOT);
          found.computeIfAbsent(key, k -> new ArrayList<>()).add(entry);
        }
      }
      entriesByHost = found;
    }
    return entriesByHost.getOrDefault(namespace + "/" + host, List.of());
  }

  /** The pod that has an address; pods on the node's own network do not count. */
  public Optional<Tree> podAt(String address) {
    if (podsByAddress == null) {
      Map<String, Tree> found = new LinkedHashMap<>();
      for (Tree pod : byKind.getOrDefault("Pod", List.of())) {
        if (!pod.at("spec.hostNetwork").isTrue()) {
          pod.at("status.podIP").text().ifPresent(ip -> found.putIfAbsent(ip, pod));
          pod.at("status.podIPs")
              .items()
              .forEach(item -> item.get("ip").text().ifPresent(ip -> found.putIfAbsent(ip, pod)));
        }
      }
      podsByAddress = found;
    }
    return Optional.ofNullable(podsByAddress.get(address));
  }

  /** istiod and the mesh settings. */
  public ControlPlane controlPlane() {
    return controlPlane;
  }

  /** istiod's version; empty if there is no istiod. */
  public Optional<IstioVersion> istio() {
    return controlPlane.version();
  }

  /** The CRD of BackendTLSPolicy; empty if it was not among the objects. */
  public Optional<PolicyCrd> crd() {
    return crd;
  }

  /** What is known of the server outside. */
  public Origin origin() {
    return origin;
  }

  /** What someone says of servers outside. */
  public List<StatedOrigin> stated() {
    return stated;
  }

  /** Every object, in the order given. */
  public List<Tree> objects() {
    return objects;
  }

  /** What DNS answers for names outside the cluster. */
  public Map<String, List<String>> dns() {
    return dns;
  }

  /** The same, seen with another istiod or other mesh settings. */
  public Observation with(ControlPlane other) {
    return new Observation(objects, dns, Objects.requireNonNull(other), crd, origin, stated);
  }

  /** The same, with another CRD of BackendTLSPolicy. */
  public Observation with(PolicyCrd other) {
    return new Observation(objects, dns, controlPlane, Optional.of(other), origin, stated);
  }

  /** The same, with another server outside. */
  public Observation with(Origin other) {
    return new Observation(objects, dns, controlPlane, crd, Objects.requireNonNull(other), stated);
  }

  /** The same, with what someone says of servers outside. */
  public Observation stating(List<StatedOrigin> origins) {
    return new Observation(objects, dns, controlPlane, crd, origin, origins);
  }

  /** The same with other objects; istiod and the mesh settings stay. */
  public Observation withObjects(List<Tree> others) {
    return new Observation(others, dns, controlPlane, crd, origin, stated);
  }

  /** The same, with istiod at this version. */
  public Observation withIstio(IstioVersion version) {
    return with(controlPlane.withVersion(version));
  }

  /** The same, with {@code PILOT_ENABLE_ALPHA_GATEWAY_API} on or off. */
  public Observation withAlphaFlag(boolean on) {
    return with(controlPlane.withAlphaGatewayApi(on));
  }

  /** The same, with another outboundTrafficPolicy. */
  public Observation withOutboundPolicy(OutboundPolicy policy) {
    return with(controlPlane.withOutbound(policy));
  }

  /** The same, with the sidecars' access log on or off. */
  public Observation withAccessLog(boolean on) {
    return with(controlPlane.withAccessLog(on));
  }
}
