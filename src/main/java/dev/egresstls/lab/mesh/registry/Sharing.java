package dev.egresstls.lab.mesh.registry;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.mesh.observed.Because;
import dev.egresstls.lab.mesh.observed.DiscoverySelectors;
import dev.egresstls.lab.mesh.observed.ObjectNames;
import dev.egresstls.lab.mesh.observed.Observation;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A mesh that several namespaces share: what others have for the address that is dialled, and what
 * keeps it away from a client, or that nothing does.
 */
public final class Sharing {
  private static final String EXPORT = "metadata.annotations[networking.istio.io/exportTo]";
  private static final String HOSTS = "spec.egress[].hosts";

  private Sharing() {}

  /**
   * What to say of a connection; nothing where no other namespace plays a part.
   *
   * @param pod the client; missing counts as one without labels
   */
  public static List<Because> of(
      Observation seen, String namespace, Tree pod, String address, int port) {
    Optional<SidecarResource> sidecar =
        SidecarResource.forPod(seen, namespace, pod).map(SidecarResource::new);
    List<Because> found = new ArrayList<>();
    sidecar
        .filter(one -> one.confines(Set.of("istio-system")))
        .ifPresent(one -> found.add(confined(one)));
    List<MeshService> all =
        MeshService.in(seen).stream().filter(one -> has(seen, one, address, port)).toList();
    for (MeshService service : all) {
      if (!service.namespace().equals(namespace)) {
        another(seen, service, namespace, sidecar, all.size() > 1).ifPresent(found::add);
      }
    }
    return found.stream().distinct().toList();
  }

  private static boolean has(Observation seen, MeshService service, String address, int port) {
    return service.ports().stream()
        .filter(one -> one.number() == port)
        .anyMatch(
            one ->
                service.addresses().contains(address)
                    || Endpoint.all(seen, service, one).stream()
                        .anyMatch(endpoint -> endpoint.address().equals(address)));
  }

  private static Because confined(SidecarResource sidecar) {
    String name = ObjectNames.of(sidecar.object());
    return new Because(
        say("mesh.sharing.confined", name, sidecar.hosts()), name, HOSTS, sidecar.hosts());
  }

  /** Says whether it counts; of a service that alone has the address, only why it does not. */
  private static Optional<Because> another(
      Observation seen,
      MeshService service,
      String namespace,
      Optional<SidecarResource> sidecar,
      boolean shared) {
    String name = ObjectNames.of(service.object());
    Optional<Because> leftOut = new DiscoverySelectors(seen).leavesOut(service.namespace());
    if (leftOut.isPresent()) {
      return leftOut;
    }
    if (!SidecarScope.sees(seen, service, namespace)) {
      return Optional.of(hidden(seen, service));
    }
    boolean imported =
        sidecar.map(one -> !one.imported(List.of(service), namespace).isEmpty()).orElse(true);
    if (imported) {
      String created = service.object().at("metadata.creationTimestamp").text("");
      String text = say("mesh.sharing.counts", name);
      return shared
          ? Optional.of(new Because(text, name, "metadata.creationTimestamp", created))
          : Optional.empty();
    }
    SidecarResource keeps = sidecar.orElseThrow();
    return keeps.confines(Set.of("istio-system"))
        ? Optional.empty() // said already, of all of them
        : Optional.of(
            new Because(
                say("mesh.sharing.sidecar", name, ObjectNames.of(keeps.object())),
                ObjectNames.of(keeps.object()),
                HOSTS,
                keeps.hosts()));
  }

  /** It is not exported to the client: it says so itself, or else the mesh does. */
  private static Because hidden(Observation seen, MeshService service) {
    String name = ObjectNames.of(service.object());
    boolean itself = !service.exportTo().isEmpty();
    Set<String> to = itself ? service.exportTo() : seen.controlPlane().exports().services();
    String value = String.join(",", to);
    String own = service.kubernetes() ? EXPORT : "spec.exportTo";
    return new Because(
        say("mesh.sharing.export", name, value),
        itself ? name : "ConfigMap istio-system/istio",
        itself ? own : "data.mesh: defaultServiceExportTo",
        value);
  }

  /** Whether what is outside of some namespaces may count for a client. */
  public static boolean open(Observation seen, String namespace, Tree pod, Set<String> known) {
    return SidecarResource.forPod(seen, namespace, pod)
        .map(SidecarResource::new)
        .filter(one -> one.confines(known))
        .isEmpty();
  }
}
