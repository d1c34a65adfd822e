package dev.egresstls.lab.mesh.registry;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.mesh.observed.Because;
import dev.egresstls.lab.mesh.observed.ObjectNames;
import dev.egresstls.lab.mesh.observed.Observation;
import dev.egresstls.lab.mesh.observed.OutboundPolicy;
import dev.egresstls.lab.mesh.observed.ProxySettings;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What the sidecar of a pod gets to see (istio pilot/pkg/model/push_context.go:1045-1057,1547-1640,
 * sidecar.go:333-372,780-860 @1.31.0).
 *
 * @param namespace the pod's namespace
 * @param services in the order in which istiod makes listeners for them
 * @param aliases names of ExternalName Services, by the host that they stand for
 * @param capturesDns why the proxy answers DNS queries itself; empty if it does not
 * @param outbound what happens to destinations that none of them is
 * @param outboundReason the setting that says so
 */
public record SidecarScope(
    String namespace,
    List<MeshService> services,
    Map<String, List<MeshService>> aliases,
    Optional<Because> capturesDns,
    OutboundPolicy outbound,
    Because outboundReason) {
  public SidecarScope {
    Objects.requireNonNull(namespace);
    services = List.copyOf(services);
    aliases = Map.copyOf(aliases);
    Objects.requireNonNull(capturesDns);
    Objects.requireNonNull(outbound);
    Objects.requireNonNull(outboundReason);
  }

  /** Who says what happens to other destinations, for keys of texts. */
  public String outboundSetter() {
    return outboundReason.object().startsWith("Sidecar ") ? "sidecar" : "mesh";
  }

  /** The scope of a pod; a pod that is not there counts as one without labels. */
  public static SidecarScope of(Observation seen, String namespace, Tree pod) {
    return of(seen, namespace, pod, SidecarResource.forPod(seen, namespace, pod));
  }

  /** The scope of a gateway in a namespace: Sidecars are not for it. */
  public static SidecarScope ofGateway(Observation seen, String namespace) {
    return of(seen, namespace, Tree.MISSING, Optional.empty());
  }

  private static SidecarScope of(
      Observation seen, String namespace, Tree pod, Optional<Tree> sidecar) {
    List<MeshService> visible = visible(seen, namespace);
    List<MeshService> imported =
        sidecar.map(s -> new SidecarResource(s).imported(visible, namespace)).orElse(visible);
    Optional<OutboundPolicy> own = sidecar.flatMap(s -> new SidecarResource(s).outbound());
    OutboundPolicy policy = own.orElse(seen.controlPlane().outbound());
    Because because =
        own.isPresent()
            ? new Because(
                say("mesh.outbound.sidecar", policy),
                ObjectNames.of(sidecar.get()),
                "spec.outboundTrafficPolicy.mode",
                policy.name())
            : new Because(
                say("mesh.outbound.mesh", policy),
                "ConfigMap istio-system/istio",
                "data.mesh: outboundTrafficPolicy.mode",
                policy.name());
    Optional<Because> captures =
        new ProxySettings(pod, seen.controlPlane().mesh()).capturesDns(say("mesh.dns.captured"));
    List<MeshService> shown = oneNamespaceAHost(imported, namespace);
    return new SidecarScope(
        namespace,
        captures.isPresent() ? shown.stream().map(SidecarScope::allotted).toList() : shown,
        Aliases.of(shown),
        captures,
        policy,
        because);
  }

  /** With the address that istiod has allotted it, which counts for proxies that answer DNS. */
  private static MeshService allotted(MeshService service) {
    List<String> automatic = ServiceEntries.automatic(service);
    return automatic.isEmpty() ? service : service.at(automatic);
  }

  /** Every Host by which a client may mean a service. */
  public List<String> domains(MeshService service) {
    return withAliases(Hosts.domains(service, namespace), service);
  }

  /** Every server name by which a client may mean a service. */
  public List<String> names(MeshService service) {
    return withAliases(List.of(service.host()), service);
  }

  private List<String> withAliases(List<String> own, MeshService service) {
    List<String> names = new ArrayList<>(own);
    aliases
        .getOrDefault(service.host(), List.of())
        .forEach(alias -> names.addAll(Hosts.names(alias, namespace)));
    return names;
  }

  /** Those that are exported to the namespace by name first, then those for everybody. */
  private static List<MeshService> visible(Observation seen, String namespace) {
    List<MeshService> own = new ArrayList<>();
    List<MeshService> others = new ArrayList<>();
    for (MeshService service : MeshService.in(seen)) {
      if (sees(seen, service, namespace)) {
        boolean everybodys = exportedTo(service, seen).contains("*");
        (everybodys ? others : own).add(service);
      }
    }
    own.addAll(others);
    return own;
  }

  /** Whether a service is exported to a namespace. */
  static boolean sees(Observation seen, MeshService service, String namespace) {
    Set<String> to = exportedTo(service, seen);
    boolean beside = to.contains(".") && service.namespace().equals(namespace);
    return to.contains("*") || !to.contains("~") && (beside || to.contains(namespace));
  }

  private static Set<String> exportedTo(MeshService service, Observation seen) {
    return service.exportTo().isEmpty()
        ? seen.controlPlane().exports().services()
        : service.exportTo();
  }

  /** Of services with the same host the client's namespace is taken, else the first one's. */
  private static List<MeshService> oneNamespaceAHost(List<MeshService> all, String namespace) {
    Map<String, MeshService> chosen = new LinkedHashMap<>();
    for (MeshService service : all) {
      MeshService first = chosen.get(service.host());
      boolean nearer = service.namespace().equals(namespace);
      boolean truer =
          first != null
              && service.kubernetes()
              && !first.kubernetes()
              && !first.namespace().equals(namespace);
      if (first == null || nearer || truer) {
        chosen.put(service.host(), service);
      }
    }
    return all.stream()
        .filter(s -> chosen.get(s.host()).namespace().equals(s.namespace()))
        .toList();
  }

  /**
   * One service for each host: those that clusters are made for. Ports of several ServiceEntries of
   * a namespace are put together if they are of one kind (sidecar.go:1019-1130).
   */
  public List<MeshService> hosts() {
    Map<String, MeshService> hosts = new LinkedHashMap<>();
    for (MeshService service : services) {
      MeshService first = hosts.get(service.host());
      if (first == null || (service.kubernetes() && !first.kubernetes())) {
        hosts.put(service.host(), service);
      } else if (first.joins(service)) {
        hosts.put(service.host(), first.with(service));
      }
    }
    return List.copyOf(hosts.values());
  }

  /** The service with a host. */
  public Optional<MeshService> host(String host) {
    return services.stream().filter(service -> service.host().equals(host)).findFirst();
  }
}
