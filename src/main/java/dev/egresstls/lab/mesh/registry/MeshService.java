package dev.egresstls.lab.mesh.registry;

import dev.egresstls.lab.mesh.observed.ObjectNames;
import dev.egresstls.lab.mesh.observed.Observation;
import dev.egresstls.lab.value.Tree;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A service of the mesh: a Kubernetes Service, or one host and one address of a ServiceEntry (istio
 * pilot/pkg/serviceregistry/kube/conversion.go:46-190, serviceentry/conversion.go:204-330
 * {@code @1.31.0}).
 *
 * @param object the Service or ServiceEntry
 * @param host such as {@code google-headless.default.svc.cluster.local}
 * @param reach how a proxy finds its endpoints
 * @param addresses what clients dial: {@code 0.0.0.0} if it has no address of its own, or ranges
 * @param exportTo namespaces that see it, with {@code *}, {@code .} and {@code ~}; empty for the
 *     mesh's default
 */
public record MeshService(
    Tree object,
    String host,
    Reach reach,
    List<String> addresses,
    List<Port> ports,
    Set<String> exportTo) {
  /** The cluster's DNS domain. */
  public static final String DOMAIN = "cluster.local";

  /** Stands for a service that has no address of its own. */
  public static final String ANY = "0.0.0.0";

  /** Oldest first, as Istio sorts services (push_context.go:1761 {@code @1.31.0}). */
  private static final Comparator<MeshService> OLDEST =
      Comparator.comparing((MeshService s) -> ObjectNames.created(s.object).orElse(Instant.EPOCH))
          .thenComparing(s -> s.kubernetes() ? s.name() : s.host())
          .thenComparing(MeshService::namespace);

  public MeshService {
    Objects.requireNonNull(object);
    Objects.requireNonNull(host);
    Objects.requireNonNull(reach);
    addresses = List.copyOf(addresses);
    ports = List.copyOf(ports);
    exportTo = Set.copyOf(exportTo);
  }

  /** All services of the mesh, oldest first, whoever may see them. */
  public static List<MeshService> in(Observation seen) {
    Set<String> once = new HashSet<>();
    return Stream.of("Service", "ServiceEntry")
        .flatMap(kind -> seen.all(kind).stream())
        .filter(object -> !ObjectNames.name(object).isEmpty() && once.add(ObjectNames.of(object)))
        .flatMap(MeshService::each)
        .sorted(OLDEST)
        .toList();
  }

  private static Stream<MeshService> each(Tree object) {
    return object.get("kind").text("").equals("Service")
        ? Stream.of(KubernetesServices.one(object))
        : ServiceEntries.of(object).stream();
  }

  /** What a ServiceEntry makes of one of its hosts: one for each address. */
  public static List<MeshService> of(Tree entry, String host) {
    return ServiceEntries.of(entry).stream().filter(one -> one.host().equals(host)).toList();
  }

  /** Whether a label of a ServiceEntry keeps istiod from allotting it addresses. */
  public static boolean refusesAddress(Tree entry) {
    return ServiceEntries.refusesAddress(entry);
  }

  /** A Kubernetes Service as the mesh sees it. */
  public static MeshService of(Tree service) {
    return KubernetesServices.one(service);
  }

  /** Whether another service of the same host may give it its ports. */
  public boolean joins(MeshService other) {
    return !kubernetes()
        && !other.kubernetes()
        && namespace().equals(other.namespace())
        && reach == other.reach
        && exportTo.equals(other.exportTo);
  }

  /** The same with the ports of another; those of a number that it has already are omitted. */
  MeshService with(MeshService other) {
    List<Port> all = new ArrayList<>(ports);
    other.ports.stream()
        .filter(port -> port(port.number()).isEmpty())
        .map(port -> port.of(other.object))
        .forEach(all::add);
    return new MeshService(object, host, reach, addresses, all, exportTo);
  }

  /** The same with other addresses. */
  MeshService at(List<String> others) {
    return new MeshService(object, host, reach, others, ports, exportTo);
  }

  /** Whether it is outside the mesh: a ServiceEntry that does not say {@code MESH_INTERNAL}. */
  public boolean external() {
    return !kubernetes() && !object.at("spec.location").text("").equals("MESH_INTERNAL");
  }

  /** Whether it is a Kubernetes Service; if not it is a ServiceEntry. */
  public boolean kubernetes() {
    return !object.get("kind").text("").equals("ServiceEntry");
  }

  /** The object's name. */
  public String name() {
    return ObjectNames.name(object);
  }

  /** As Envoy's metadata has it: a Service's name, a ServiceEntry's host. */
  public String title() {
    return kubernetes() ? name() : host;
  }

  public String namespace() {
    return ObjectNames.namespace(object);
  }

  /** Whether it is a Kubernetes Service whose {@code spec.clusterIP} is {@code None}. */
  public boolean headless() {
    return kubernetes() && clusterIp().equals("None");
  }

  /** {@code spec.clusterIP}; empty text if the API server has not given one. */
  public String clusterIp() {
    return kubernetes() ? object.at("spec.clusterIP").text("") : "";
  }

  /** Its first address; {@link #ANY} if it has none of its own. */
  public String address() {
    return addresses.isEmpty() ? ANY : addresses.get(0);
  }

  /** Whether it has no address of its own. */
  public boolean anywhere() {
    return address().equals(ANY);
  }

  /** The object in which one of its ports stands. */
  public Tree owner(Port port) {
    return port.owner().isPresent() ? port.owner() : object;
  }

  /** Its port of a number. */
  public Optional<Port> port(int number) {
    return ports.stream().filter(port -> port.number() == number).findFirst();
  }

  /**
   * A port.
   *
   * @param index its place in {@code spec.ports}
   * @param name may be empty
   * @param protocol what Istio takes it for
   * @param tls whether it is {@code https} or {@code tls}, which Istio tells apart by SNI where it
   *     must
   * @param http2 whether it is {@code http2} or {@code grpc}: the sidecar speaks HTTP/2 to it
   * @param target a ServiceEntry's targetPort; 0 if it has none. That of a Service is never read
   *     (istio pilot/pkg/serviceregistry/kube/conversion.go:38-44 {@code @1.30.3})
   * @param owner the object that it stands in, if that is not the service's own; else missing
   */
  public record Port(
      int index,
      int number,
      String name,
      PortProtocol protocol,
      boolean tls,
      boolean http2,
      int target,
      Tree owner) {
    /** A port that does not speak HTTP/2. */
    public Port(
        int index, int number, String name, PortProtocol protocol, boolean tls, int target) {
      this(index, number, name, protocol, tls, false, target, Tree.MISSING);
    }

    /** The same, in another object than the service's own. */
    Port of(Tree other) {
      return new Port(index, number, name, protocol, tls, http2, target, other);
    }

    public Port {
      Objects.requireNonNull(owner);
      Objects.requireNonNull(name);
      Objects.requireNonNull(protocol);
    }
  }

  /** {@code outbound|443||google-headless.default.svc.cluster.local}. */
  public String clusterName(Port port) {
    return clusterName(port, "");
  }

  /** The same for a subset; an empty name stands for all endpoints. */
  public String clusterName(Port port, String subset) {
    return "outbound|" + port.number() + "|" + subset + "|" + host;
  }
}
