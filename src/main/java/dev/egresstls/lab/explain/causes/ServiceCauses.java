package dev.egresstls.lab.explain.causes;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.explain.context.Act;
import dev.egresstls.lab.explain.context.CauseContext;
import dev.egresstls.lab.explain.context.CauseEvidence;
import dev.egresstls.lab.explain.context.Part;
import dev.egresstls.lab.explain.context.Row;
import dev.egresstls.lab.explain.context.Topic;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.Ref;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Causes in the Service that stands for the host outside. */
final class ServiceCauses {
  static final List<Row> ROWS =
      List.of(
          Row.of("service-missing", Topic.SERVICE, Topic.POLICY_STATUS, Topic.PATH)
              .redo(Part.SERVICE)
              .read(Part.SERVICE)
              .when(ServiceCauses::missing),
          Row.of("service-external-name", Topic.SERVICE, Topic.POLICY_STATUS, Topic.PATH)
              .byHand("kubectl -n ${ns} delete service ${service}")
              .read(Part.SERVICE)
              .when(ServiceCauses::externalName),
          Row.of("service-has-cluster-ip", Topic.SERVICE, Topic.PATH)
              .byHand("kubectl -n ${ns} delete service ${service}")
              .read(Part.SERVICE)
              .when(ServiceCauses::clusterIp),
          Row.of("service-has-selector", Topic.SERVICE)
              .byHand(
                  "kubectl -n ${ns} patch service ${service} --type merge -p"
                      + " '{\"spec\":{\"selector\":null}}'")
              .read(Part.SERVICE)
              .when(ServiceCauses::selector),
          Row.of("port-missing", Topic.SERVICE, Topic.PATH)
              .byHand("kubectl -n ${ns} edit service ${service}")
              .read(Part.SERVICE)
              .when(ServiceCauses::portMissing),
          Row.of("port-app-protocol", Topic.PATH)
              .byHand("kubectl -n ${ns} edit service ${service}")
              .read(Part.SERVICE)
              .when(ServiceCauses::appProtocol),
          Row.of("port-name-not-tls", Topic.SERVICE, Topic.PATH)
              .redo(Part.SERVICE)
              .byHand("kubectl -n ${ns} edit service ${service}")
              .read(Part.SERVICE)
              .when(ServiceCauses::portName));

  private ServiceCauses() {}

  private static Optional<CauseEvidence> missing(CauseContext scene) {
    return CauseFound.when(
        scene.lacks("Service", scene.service()),
        () -> CauseEvidence.missing("Service " + scene.namespace() + "/" + scene.service()));
  }

  /** What cannot be changed in place is deleted and made again. */
  private static Act[] anew(CauseContext scene, Tree service) {
    return new Act[] {Act.Delete.of(service), scene.redo(Part.SERVICE)};
  }

  private static Optional<CauseEvidence> externalName(CauseContext scene) {
    return scene
        .theService()
        .filter(one -> one.at("spec.type").text("").equals("ExternalName"))
        .map(
            one ->
                CauseEvidence.of(one, "spec.type", "ClusterIP", "ExternalName")
                    .doing(anew(scene, one)));
  }

  private static Optional<CauseEvidence> clusterIp(CauseContext scene) {
    return scene
        .theService()
        .filter(one -> !one.at("spec.clusterIP").text("None").equals("None"))
        .map(
            one -> {
              String address = one.at("spec.clusterIP").text("");
              return CauseEvidence.of(one, "spec.clusterIP", "None", address)
                  .with("address", address)
                  .doing(anew(scene, one));
            });
  }

  private static Optional<CauseEvidence> selector(CauseContext scene) {
    return scene
        .theService()
        .filter(one -> !one.at("spec.selector").fields().isEmpty())
        .map(
            one ->
                CauseEvidence.of(
                        one,
                        "spec.selector",
                        say("explain.gap.nothing"),
                        one.at("spec.selector").toString())
                    .doing(CauseFound.without(one, "spec", "selector")));
  }

  private static List<Tree> ports(Tree service) {
    return service.at("spec.ports").items();
  }

  private static boolean dialled(Tree port, CauseContext scene) {
    return port.get("port").number(0) == scene.port();
  }

  /** Applying it again would leave the other port next to it, and two may not have one name. */
  private static Optional<CauseEvidence> portMissing(CauseContext scene) {
    Tree port = Tree.object("name", scene.portName(), "port", scene.port(), "protocol", "TCP");
    return scene
        .theService()
        .filter(one -> ports(one).stream().noneMatch(has -> dialled(has, scene)))
        .map(
            one ->
                CauseEvidence.of(
                        one,
                        "spec.ports",
                        say("explain.gap.port", scene.port()),
                        CauseFound.list(
                            ports(one).stream().map(has -> has.get("port").text("")).toList()))
                    .doing(
                        new Act.Merge(
                            Ref.of(one), CauseFound.patch(List.of(port), "spec", "ports")),
                        scene.redo(Part.SERVICE)));
  }

  /** Where the dialled port stands; -1 if it does not. */
  private static int at(Tree service, CauseContext scene) {
    List<Tree> ports = ports(service);
    for (int i = 0; i < ports.size(); i++) {
      if (dialled(ports.get(i), scene)) {
        return i;
      }
    }
    return -1;
  }

  private static Optional<CauseEvidence> appProtocol(CauseContext scene) {
    return scene
        .theService()
        .filter(one -> at(one, scene) >= 0)
        .flatMap(
            one -> {
              int at = at(one, scene);
              String said = ports(one).get(at).get("appProtocol").text("");
              boolean opaque = List.of("", "https", "tls", "tcp").contains(said);
              return CauseFound.when(!opaque, () -> overruled(one, at, said));
            });
  }

  private static CauseEvidence overruled(Tree service, int at, String said) {
    List<Tree> ports = new ArrayList<>(ports(service));
    ports.set(at, ports.get(at).without("appProtocol"));
    return CauseEvidence.of(
            service, "spec.ports[" + at + "].appProtocol", say("explain.gap.nothing"), said)
        .with("protocol", said)
        .doing(new Act.Merge(Ref.of(service), CauseFound.patch(ports, "spec", "ports")));
  }

  private static Optional<CauseEvidence> portName(CauseContext scene) {
    return scene
        .theService()
        .filter(one -> at(one, scene) >= 0)
        .flatMap(
            one -> {
              int at = at(one, scene);
              String name =
                  CauseFound.or(ports(one).get(at).get("name"), say("explain.gap.nothing"));
              return CauseFound.when(
                  !name.equals(scene.portName()),
                  () ->
                      CauseEvidence.of(one, "spec.ports[" + at + "].name", scene.portName(), name)
                          .with("name", name));
            });
  }
}
