package dev.egresstls.lab.mesh;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.mesh.observed.Because;
import dev.egresstls.lab.mesh.observed.DiscoverySelectors;
import dev.egresstls.lab.mesh.observed.ObjectNames;
import dev.egresstls.lab.mesh.observed.Observation;
import dev.egresstls.lab.mesh.registry.Endpoint;
import dev.egresstls.lab.mesh.registry.MeshService;
import dev.egresstls.lab.mesh.registry.SidecarResource;
import dev.egresstls.lab.mesh.registry.Slices;
import dev.egresstls.lab.mesh.sidecar.ListenerConfig;
import dev.egresstls.lab.mesh.sidecar.SidecarConfig;
import dev.egresstls.lab.value.Tree;
import java.util.List;
import java.util.Optional;

/** Says why a sidecar has no listener for an address and a port. */
final class NoListener {
  private static final String LABEL_FIELD = "metadata.labels[" + Endpoint.SERVICE_LABEL + "]";

  private final Observation seen;
  private final SidecarConfig config;
  private final Dial dial;

  private NoListener(Observation seen, SidecarConfig config, Dial dial) {
    this.seen = seen;
    this.config = config;
    this.dial = dial;
  }

  static Because because(
      Observation seen,
      SidecarConfig config,
      String address,
      Dial dial,
      ListenerConfig virtualOutbound) {
    int port = dial.port();
    Optional<Tree> slice = Resolution.holding(address, seen);
    if (slice.isPresent()) {
      return new NoListener(seen, config, dial).sliceWithoutListener(slice.get(), address, port);
    }
    List<MeshService> headless =
        config.scope().services().stream()
            .filter(MeshService::headless)
            .filter(service -> service.ports().stream().anyMatch(p -> p.number() == port))
            .toList();
    return headless.isEmpty()
        ? virtualOutbound.because()
        : notInSlice(seen, headless.get(0), address);
  }

  private static Because notInSlice(Observation seen, MeshService service, String address) {
    List<Tree> slices = Slices.of(seen, service);
    if (slices.isEmpty()) {
      return names(seen, service).orElseGet(() -> noSlice(service));
    }
    Tree slice = slices.get(0);
    List<String> there =
        slice.get("endpoints").items().stream()
            .flatMap(endpoint -> endpoint.get("addresses").texts().stream())
            .toList();
    return new Because(
        say("mesh.noListener.notInSlice", address, ObjectNames.name(slice)),
        ObjectNames.of(slice),
        "endpoints[0].addresses",
        String.join(", ", there));
  }

  private static Because noSlice(MeshService service) {
    return new Because(
        say("mesh.noListener.noSlice", service.name()),
        ObjectNames.of(service.object()),
        "spec.clusterIP",
        "None");
  }

  /** The Service's slice holds names, and not addresses. */
  private static Optional<Because> names(Observation seen, MeshService service) {
    return seen.all("EndpointSlice").stream()
        .filter(slice -> ObjectNames.namespace(slice).equals(service.namespace()))
        .filter(slice -> slice.at(LABEL_FIELD).text("").equals(service.name()))
        .filter(slice -> slice.get("addressType").text("").equals("FQDN"))
        .findFirst()
        .map(NoListener::fqdn);
  }

  private static Because fqdn(Tree slice) {
    String text = say("mesh.noListener.fqdn", ObjectNames.name(slice));
    return new Because(text, ObjectNames.of(slice), "addressType", "FQDN");
  }

  private Because sliceWithoutListener(Tree slice, String address, int port) {
    String name = "EndpointSlice " + ObjectNames.name(slice);
    String service = slice.at("metadata.labels").get(Endpoint.SERVICE_LABEL).text("");
    if (service.isEmpty()) {
      String text = say("mesh.noListener.noLabel", name);
      return new Because(text, ObjectNames.of(slice), LABEL_FIELD, "");
    }
    Optional<Tree> object = seen.find("Service", ObjectNames.namespace(slice), service);
    if (object.isEmpty()) {
      String text = say("mesh.noListener.serviceGone", name, service);
      return new Because(text, ObjectNames.of(slice), LABEL_FIELD, service);
    }
    MeshService there = MeshService.of(object.get());
    if (config.scope().host(there.host()).isEmpty()) {
      return unseen(there);
    }
    return behindService(there, slice, address, port);
  }

  /** The Service is there, and is kept from this sidecar. */
  private Because unseen(MeshService service) {
    Optional<Because> leftOut = new DiscoverySelectors(seen).leavesOut(service.namespace());
    if (leftOut.isPresent()) {
      return leftOut.get();
    }
    String object = ObjectNames.of(service.object());
    if (!service.exportTo().isEmpty()) {
      String text = say("mesh.noListener.notExported", service.name());
      String field = "metadata.annotations[networking.istio.io/exportTo]";
      return new Because(text, object, field, String.join(",", service.exportTo()));
    }
    Tree pod = seen.find("Pod", dial.namespace(), dial.pod()).orElse(Tree.MISSING);
    Optional<Tree> sidecar = SidecarResource.forPod(seen, dial.namespace(), pod);
    if (sidecar.isPresent()) {
      String name = ObjectNames.of(sidecar.get());
      String text = say("mesh.noListener.notImported", name, service.name());
      String value = sidecar.get().at("spec.egress").toString();
      return new Because(text, name, "spec.egress[].hosts", value);
    }
    String text = say("mesh.noListener.kept", service.name());
    String value = String.join(",", seen.controlPlane().exports().services());
    return new Because(
        text, "ConfigMap istio-system/istio", "data.mesh: defaultServiceExportTo", value);
  }

  private static Because behindService(MeshService service, Tree slice, String address, int port) {
    String object = ObjectNames.of(service.object());
    if (!service.headless()) {
      String ip = service.clusterIp();
      String text = say("mesh.noListener.notHeadless", service.name(), ip);
      return new Because(text, object, "spec.clusterIP", ip);
    }
    Optional<MeshService.Port> dialled = service.port(port);
    if (dialled.isEmpty()) {
      String ports = String.join(", ", service.ports().stream().map(p -> "" + p.number()).toList());
      String text = say("mesh.noListener.noPort", service.name(), port);
      return new Because(text, object, "spec.ports", ports);
    }
    if (slice.get("addressType").text("").equals("FQDN")) {
      return fqdn(slice);
    }
    String text = say("mesh.noListener.otherPort", address, dialled.get().name(), service.name());
    return new Because(text, ObjectNames.of(slice), "ports", slice.get("ports").toString());
  }
}
