package dev.egresstls.lab.explain.causes;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.explain.context.Act;
import dev.egresstls.lab.explain.context.CauseContext;
import dev.egresstls.lab.explain.context.CauseEvidence;
import dev.egresstls.lab.explain.context.Part;
import dev.egresstls.lab.explain.context.Row;
import dev.egresstls.lab.explain.context.Topic;
import dev.egresstls.lab.mesh.registry.Endpoint;
import dev.egresstls.lab.value.Tree;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Causes in the EndpointSlice that holds the host's addresses. */
final class SliceCauses {
  /** The label that ties a slice to its Service. */
  private static final String LABEL = "metadata.labels[" + Endpoint.SERVICE_LABEL + "]";

  static final List<Row> ROWS =
      List.of(
          Row.of("slice-missing", Topic.SLICE, Topic.PATH)
              .redo(Part.SLICE)
              .read(Part.SLICE)
              .when(SliceCauses::missing),
          Row.of("slice-fqdn", Topic.SLICE, Topic.PATH)
              .byHand("kubectl -n ${ns} delete endpointslice ${slice}")
              .read(Part.SLICE)
              .when(scene -> ofType(scene, "FQDN")),
          Row.of("slice-ipv6-only", Topic.SLICE, Topic.PATH)
              .byHand("kubectl -n ${ns} delete endpointslice ${slice}")
              .read(Part.SLICE)
              .when(scene -> ofType(scene, "IPv6")),
          Row.of("slice-not-labelled", Topic.SLICE, Topic.PATH)
              .redo(Part.SLICE)
              .byHand(
                  "kubectl -n ${ns} label --overwrite endpointslice ${slice}"
                      + " kubernetes.io/service-name=${service}")
              .read(Part.SLICE)
              .when(SliceCauses::notLabelled),
          Row.of("slice-empty", Topic.SLICE, Topic.PATH)
              .redo(Part.SLICE)
              .read(Part.SLICE)
              .when(SliceCauses::empty),
          Row.of("slice-port-mismatch", Topic.SLICE, Topic.PATH)
              .redo(Part.SLICE)
              .read(Part.SLICE)
              .when(SliceCauses::portName),
          Row.of("slice-port-number", Topic.SLICE)
              .redo(Part.SLICE)
              .read(Part.SLICE)
              .when(SliceCauses::portNumber),
          Row.of("slice-of-other-dns", Topic.SLICE, Topic.PATH)
              .redo(Part.SLICE)
              .read(Part.SLICE)
              .when(SliceCauses::otherDns),
          Row.of("address-not-in-slice", Topic.SLICE, Topic.PATH)
              .redo(Part.SLICE)
              .read(Part.SLICE)
              .when(SliceCauses::addressMissing));

  private SliceCauses() {}

  /** Another slice of the Service may do as well, for the packet. */
  private static Optional<CauseEvidence> missing(CauseContext scene) {
    boolean other =
        scene.seen().all("EndpointSlice").stream()
            .anyMatch(
                slice ->
                    slice.at("metadata.namespace").text("").equals(scene.namespace())
                        && slice.at(LABEL).text("").equals(scene.service()));
    return CauseFound.when(
        scene.lacks("EndpointSlice", scene.slice()) && (scene.red(Topic.SLICE) || !other),
        () -> CauseEvidence.missing("EndpointSlice " + scene.namespace() + "/" + scene.slice()));
  }

  private static Optional<CauseEvidence> ofType(CauseContext scene, String type) {
    return scene
        .theSlice()
        .filter(slice -> slice.get("addressType").text("").equals(type))
        .map(
            slice ->
                CauseEvidence.of(slice, "addressType", "IPv4", type)
                    .doing(Act.Delete.of(slice), scene.redo(Part.SLICE)));
  }

  private static Optional<CauseEvidence> notLabelled(CauseContext scene) {
    return scene
        .theSlice()
        .filter(slice -> !slice.at(LABEL).text("").equals(scene.service()))
        .map(
            slice -> {
              String owner = CauseFound.or(slice.at(LABEL), say("explain.gap.missing"));
              return CauseEvidence.of(slice, LABEL, scene.service(), owner).with("owner", owner);
            });
  }

  private static Optional<CauseEvidence> empty(CauseContext scene) {
    return scene
        .theSlice()
        .filter(slice -> scene.addresses().isEmpty())
        .map(
            slice ->
                CauseEvidence.of(
                    slice, "endpoints", say("explain.gap.addresses"), say("explain.gap.none")));
  }

  private static Optional<CauseEvidence> portName(CauseContext scene) {
    return scene
        .theSlice()
        .filter(
            slice ->
                slice.get("ports").items().stream()
                    .noneMatch(port -> port.get("name").text("").equals(scene.portName())))
        .map(
            slice -> {
              String name = CauseFound.or(slice.at("ports[0].name"), say("explain.gap.nothing"));
              return CauseEvidence.of(slice, "ports[0].name", scene.portName(), name)
                  .with("name", name);
            });
  }

  private static Optional<CauseEvidence> portNumber(CauseContext scene) {
    return scene
        .theSlice()
        .flatMap(
            slice ->
                slice.get("ports").items().stream()
                    .filter(port -> port.get("name").text("").equals(scene.portName()))
                    .map(port -> port.get("port").text(say("explain.gap.nothing")))
                    .filter(number -> !number.equals(String.valueOf(scene.port())))
                    .findFirst()
                    .map(
                        number ->
                            CauseEvidence.of(
                                    slice,
                                    "ports[" + scene.portName() + "].port",
                                    String.valueOf(scene.port()),
                                    number)
                                .with("number", number)));
  }

  private static boolean hasIpv4(CauseContext scene) {
    return !scene.addresses().isEmpty()
        && scene
            .theSlice()
            .filter(slice -> slice.get("addressType").text("").equals("IPv4"))
            .isPresent();
  }

  /** Whether DNS gives addresses, and none of them is in the slice. */
  private static boolean isOfOtherDns(CauseContext scene) {
    List<String> given = scene.vars().items("ips");
    return hasIpv4(scene) && !given.isEmpty() && Collections.disjoint(given, scene.addresses());
  }

  private static Optional<CauseEvidence> otherDns(CauseContext scene) {
    return isOfOtherDns(scene)
        ? scene.theSlice().map(slice -> outside(scene, slice, scene.vars().items("ips").get(0)))
        : Optional.empty();
  }

  private static Optional<CauseEvidence> addressMissing(CauseContext scene) {
    List<String> have = scene.addresses();
    boolean known = hasIpv4(scene) && !isOfOtherDns(scene);
    return scene.wanted().stream()
        .filter(address -> known && !have.contains(address))
        // No slice of IPv4 addresses can hold it.
        .filter(address -> address.indexOf(':') < 0)
        .filter(address -> !AddressCauses.explains(scene, address))
        .findFirst()
        .map(address -> outside(scene, scene.theSlice().orElseThrow(), address));
  }

  private static CauseEvidence outside(CauseContext scene, Tree slice, String address) {
    boolean blocked =
        scene.seen().controlPlane().outbound()
            == dev.egresstls.lab.mesh.observed.OutboundPolicy.REGISTRY_ONLY;
    return CauseEvidence.of(
            slice,
            "endpoints[0].addresses",
            String.join(", ", scene.wanted()),
            CauseFound.list(scene.addresses()))
        .with("address", address)
        .with("then", blocked ? say("explain.then.blocked") : say("explain.then.plain"));
  }
}
