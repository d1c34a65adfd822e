package dev.egresstls.lab.explain.known;

import dev.egresstls.lab.explain.scene.Act;
import dev.egresstls.lab.explain.scene.Part;
import dev.egresstls.lab.explain.scene.Row;
import dev.egresstls.lab.explain.scene.Scene;
import dev.egresstls.lab.explain.scene.Sighting;
import dev.egresstls.lab.explain.scene.Topic;
import dev.egresstls.lab.value.Tree;
import java.util.List;
import java.util.Optional;

/** Causes in the EndpointSlice that holds the host's addresses. */
final class SliceCauses {
  /** The label that ties a slice to its Service. */
  private static final String SERVICE_LABEL = "kubernetes.io/service-name";

  private static final String LABEL = "metadata.labels[" + SERVICE_LABEL + "]";
  private static final String READ = "`show slice`";

  static final List<Row> ROWS =
      List.of(
          Row.of("slice-missing", Topic.SLICE, Topic.PATH)
              .because(
                  "The EndpointSlice ${slice} does not exist, so the sidecar has no listener for the"
                      + " host's addresses")
              .recognised("the lab's EndpointSlice does not exist")
              .redo(Part.SLICE, "writes the EndpointSlice from what DNS answers")
              .read(READ)
              .when(SliceCauses::missing),
          Row.of("slice-fqdn", Topic.SLICE, Topic.PATH)
              .because(
                  "The EndpointSlice ${slice} holds names and not addresses, and Istio passes over"
                      + " such a slice")
              .recognised("the lab's EndpointSlice, `addressType` is FQDN")
              .fix("deletes the slice, whose type cannot be changed, and writes it anew")
              .byHand("kubectl -n ${ns} delete endpointslice ${slice}")
              .read(READ)
              .when(scene -> ofType(scene, "FQDN")),
          Row.of("slice-ipv6-only", Topic.SLICE, Topic.PATH)
              .because(
                  "The EndpointSlice ${slice} holds IPv6 addresses, and the pod dials IPv4 ones: the"
                      + " sidecar has no listener for those")
              .recognised("the lab's EndpointSlice, `addressType` is IPv6")
              .fix("deletes the slice, whose type cannot be changed, and writes it anew")
              .byHand("kubectl -n ${ns} delete endpointslice ${slice}")
              .read(READ)
              .when(scene -> ofType(scene, "IPv6")),
          Row.of("slice-not-labelled", Topic.SLICE, Topic.PATH)
              .because(
                  "The EndpointSlice ${slice} does not belong to the Service: its label"
                      + " kubernetes.io/service-name is ${owner}")
              .recognised(
                  "the lab's EndpointSlice, label `"
                      + SERVICE_LABEL
                      + "` is not the"
                      + " Service's name")
              .redo(Part.SLICE, "writes the EndpointSlice again, with the label")
              .byHand(
                  "kubectl -n ${ns} label --overwrite endpointslice ${slice}"
                      + " kubernetes.io/service-name=${service}")
              .read(READ)
              .when(SliceCauses::notLabelled),
          Row.of("slice-empty", Topic.SLICE, Topic.PATH)
              .because(
                  "The EndpointSlice ${slice} has no address in it, so the sidecar has no listener"
                      + " for the host")
              .recognised("the lab's EndpointSlice, `endpoints` is empty")
              .redo(Part.SLICE, "writes the EndpointSlice again from what DNS answers")
              .read(READ)
              .when(SliceCauses::empty),
          Row.of("slice-port-mismatch", Topic.SLICE, Topic.PATH)
              .because(
                  "The EndpointSlice's port is named ${name} and the Service's ${portName}: they"
                      + " are matched by name, so the Service has no addresses behind that port")
              .recognised(
                  "the lab's EndpointSlice, `ports[].name` is not the name of the Service's port")
              .redo(Part.SLICE, "writes the EndpointSlice again, with its port named ${portName}")
              .read(READ)
              .when(SliceCauses::portName),
          Row.of("slice-port-number", Topic.SLICE)
              .because(
                  "The EndpointSlice says port ${number}, and the host answers on ${port}: a sidecar"
                      + " dials the port that the client did, but whoever reads the slice is misled")
              .recognised("the lab's EndpointSlice, `ports[].port` is not the dialled port")
              .redo(Part.SLICE, "writes the EndpointSlice again, with port ${port}")
              .read(READ)
              .when(SliceCauses::portNumber),
          Row.of("address-not-in-slice", Topic.SLICE, Topic.PATH)
              .because(
                  "${address} is what DNS may answer, but it is not in the slice, so the sidecar has"
                      + " no listener for it and ${then}")
              .recognised(
                  "the lab's EndpointSlice, `endpoints[].addresses` lacks an address that DNS"
                      + " answers or the request dialled")
              .redo(Part.SLICE, "writes the slice again from DNS")
              .read(READ)
              .when(SliceCauses::addressMissing));

  private SliceCauses() {}

  /** Another slice of the Service may do as well, for the packet. */
  private static Optional<Sighting> missing(Scene scene) {
    boolean other =
        scene.seen().all("EndpointSlice").stream()
            .anyMatch(
                slice ->
                    slice.at("metadata.namespace").text("").equals(scene.namespace())
                        && slice.at(LABEL).text("").equals(scene.service()));
    return Found.when(
        scene.lacks("EndpointSlice", scene.slice()) && (scene.red(Topic.SLICE) || !other),
        () -> Sighting.missing("EndpointSlice " + scene.namespace() + "/" + scene.slice()));
  }

  private static Optional<Sighting> ofType(Scene scene, String type) {
    return scene
        .theSlice()
        .filter(slice -> slice.get("addressType").text("").equals(type))
        .map(
            slice ->
                Sighting.of(slice, "addressType", "IPv4", type)
                    .doing(Act.Delete.of(slice), scene.redo(Part.SLICE)));
  }

  private static Optional<Sighting> notLabelled(Scene scene) {
    return scene
        .theSlice()
        .filter(slice -> !slice.at(LABEL).text("").equals(scene.service()))
        .map(
            slice -> {
              String owner = Found.or(slice.at(LABEL), "missing");
              return Sighting.of(slice, LABEL, scene.service(), owner).with("owner", owner);
            });
  }

  private static Optional<Sighting> empty(Scene scene) {
    return scene
        .theSlice()
        .filter(slice -> scene.addresses().isEmpty())
        .map(slice -> Sighting.of(slice, "endpoints", "addresses", "none"));
  }

  private static Optional<Sighting> portName(Scene scene) {
    return scene
        .theSlice()
        .filter(
            slice ->
                slice.get("ports").items().stream()
                    .noneMatch(port -> port.get("name").text("").equals(scene.portName())))
        .map(
            slice -> {
              String name = Found.or(slice.at("ports[0].name"), "nothing");
              return Sighting.of(slice, "ports[0].name", scene.portName(), name).with("name", name);
            });
  }

  private static Optional<Sighting> portNumber(Scene scene) {
    return scene
        .theSlice()
        .flatMap(
            slice ->
                slice.get("ports").items().stream()
                    .filter(port -> port.get("name").text("").equals(scene.portName()))
                    .map(port -> port.get("port").text("nothing"))
                    .filter(number -> !number.equals(String.valueOf(scene.port())))
                    .findFirst()
                    .map(
                        number ->
                            Sighting.of(
                                    slice,
                                    "ports[" + scene.portName() + "].port",
                                    String.valueOf(scene.port()),
                                    number)
                                .with("number", number)));
  }

  private static Optional<Sighting> addressMissing(Scene scene) {
    List<String> have = scene.addresses();
    boolean known =
        !have.isEmpty()
            && scene
                .theSlice()
                .filter(slice -> slice.get("addressType").text("").equals("IPv4"))
                .isPresent();
    return scene.wanted().stream()
        .filter(address -> known && !have.contains(address))
        .findFirst()
        .map(address -> outside(scene, scene.theSlice().orElseThrow(), address));
  }

  private static Sighting outside(Scene scene, Tree slice, String address) {
    boolean blocked =
        scene.seen().controlPlane().outbound()
            == dev.egresstls.lab.mesh.observed.OutboundPolicy.REGISTRY_ONLY;
    return Sighting.of(
            slice,
            "endpoints[0].addresses",
            String.join(", ", scene.wanted()),
            Found.list(scene.addresses()))
        .with("address", address)
        .with(
            "then",
            blocked
                ? "drops the connection, as outboundTrafficPolicy is REGISTRY_ONLY"
                : "lets it out in plain text, which the host hangs up on");
  }
}
