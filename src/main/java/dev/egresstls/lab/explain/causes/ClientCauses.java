package dev.egresstls.lab.explain.causes;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.explain.context.Act;
import dev.egresstls.lab.explain.context.CauseContext;
import dev.egresstls.lab.explain.context.CauseEvidence;
import dev.egresstls.lab.explain.context.Part;
import dev.egresstls.lab.explain.context.Row;
import dev.egresstls.lab.explain.context.Topic;
import dev.egresstls.lab.mesh.Ambient;
import dev.egresstls.lab.mesh.observed.Sidecar;
import dev.egresstls.lab.value.Tree;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Causes in the client's namespace, its Deployment and its pod. */
final class ClientCauses {
  private static final String INJECT = "sidecar.istio.io/inject";
  private static final String EXCLUDED = "traffic.sidecar.istio.io/excludeOutboundPorts";

  static final List<Row> ROWS =
      List.of(
          Row.of("client-missing", Topic.CLIENT, Topic.SIDECAR, Topic.PATH)
              .redo(Part.CLIENT)
              .read(Part.CLIENT)
              .when(ClientCauses::missing),
          Row.of("client-scaled-to-zero", Topic.CLIENT, Topic.SIDECAR, Topic.PATH)
              .byHand("kubectl -n ${ns} scale deployment ${client} --replicas=1")
              .read(Part.CLIENT)
              .when(ClientCauses::scaledToZero),
          Row.of("image-not-pulled", Topic.CLIENT, Topic.SIDECAR, Topic.PATH)
              .redo(Part.CLIENT)
              .byHand("kubectl -n ${ns} describe pod ${pod}")
              .read(Part.CLIENT)
              .when(ClientCauses::imageNotPulled),
          Row.of("pod-opted-out", Topic.SIDECAR, Topic.PATH)
              .byHand("kubectl -n ${ns} edit deployment ${client}")
              .read(Part.CLIENT)
              .when(ClientCauses::optedOut),
          Row.of("host-network", Topic.SIDECAR, Topic.PATH)
              .byHand("kubectl -n ${ns} edit deployment ${client}")
              .read(Part.CLIENT)
              .when(ClientCauses::hostNetwork),
          Row.of("ambient-mode", Topic.NAMESPACE, Topic.SIDECAR, Topic.PATH)
              .byHand("kubectl label --overwrite namespace ${ns} istio-injection=enabled")
              .read(Part.CLIENT)
              .when(ClientCauses::ambient),
          Row.of("namespace-not-labelled", Topic.NAMESPACE, Topic.SIDECAR, Topic.PATH)
              .byHand("kubectl label --overwrite namespace ${ns} istio-injection=enabled")
              .read(Part.CLIENT)
              .when(ClientCauses::unlabelled),
          Row.of("pod-older-than-label", Topic.SIDECAR, Topic.PATH)
              .byHand("kubectl -n ${ns} rollout restart deployment/${client}")
              .read(Part.CLIENT)
              .when(ClientCauses::older),
          Row.of("sidecar-not-ready", Topic.CLIENT, Topic.SIDECAR, Topic.PATH)
              .byHand("kubectl -n ${ns} logs ${pod} -c istio-proxy")
              .read(Part.CLIENT)
              .mayPass()
              .when(ClientCauses::sidecarNotReady),
          Row.of("port-excluded", Topic.PATH)
              .byHand("kubectl -n ${ns} edit deployment ${client}")
              .read(Part.REQUEST)
              .when(ClientCauses::portExcluded));

  private ClientCauses() {}

  private static Optional<CauseEvidence> missing(CauseContext scene) {
    return CauseFound.when(
        scene.lacks("Deployment", scene.client()),
        () -> CauseEvidence.missing("Deployment " + scene.namespace() + "/" + scene.client()));
  }

  private static Optional<CauseEvidence> scaledToZero(CauseContext scene) {
    return scene
        .theDeployment()
        .filter(one -> one.at("spec.replicas").number(1) == 0)
        .map(
            one ->
                CauseEvidence.of(one, "spec.replicas", "1", "0")
                    .doing(CauseFound.with(one, 1, "spec", "replicas")));
  }

  private static Optional<CauseEvidence> imageNotPulled(CauseContext scene) {
    return scene
        .pod()
        .flatMap(Unpulled::of)
        .filter(one -> !one.retired())
        .map(
            one ->
                CauseEvidence.of(one.pod(), one.field(), say("explain.gap.nothing"), one.reason())
                    .with("image", one.image())
                    .with("pod", name(one.pod())));
  }

  private static String name(Tree pod) {
    return pod.at("metadata.name").text("");
  }

  private static Optional<CauseEvidence> optedOut(CauseContext scene) {
    return scene
        .podWithoutSidecar()
        .flatMap(
            pod ->
                Stream.of("labels", "annotations")
                    .filter(
                        where ->
                            pod.get("metadata").get(where).get(INJECT).text("").equals("false"))
                    .findFirst()
                    .map(
                        where ->
                            CauseEvidence.of(
                                    pod,
                                    "metadata." + where + "[" + INJECT + "]",
                                    say("explain.gap.nothing"),
                                    "false")
                                .doing(CauseFound.renewed(scene, INJECT))));
  }

  /** The injector leaves pods on the node's own network alone. */
  private static Optional<CauseEvidence> hostNetwork(CauseContext scene) {
    return scene
        .podWithoutSidecar()
        .filter(pod -> pod.at("spec.hostNetwork").isTrue())
        .map(
            pod ->
                CauseEvidence.of(pod, "spec.hostNetwork", say("explain.gap.nothing"), "true")
                    .doing(
                        new Act.Restart(
                            scene.ref("apps/v1", "Deployment", scene.client()),
                            CauseFound.patch(null, "spec", "template", "spec", "hostNetwork"))));
  }

  /** A pod with a sidecar is not in the ambient mesh, so it is enough to give it one. */
  private static Optional<CauseEvidence> ambient(CauseContext scene) {
    boolean refuses = optedOut(scene).isPresent() || hostNetwork(scene).isPresent();
    return scene
        .podWithoutSidecar()
        .filter(pod -> !refuses)
        .flatMap(pod -> Ambient.of(scene.seen(), pod, scene.namespace()))
        .flatMap(
            because ->
                scene
                    .theNamespace()
                    .map(
                        home ->
                            CauseEvidence.of(
                                    because.object(),
                                    because.field(),
                                    say("explain.gap.nothing"),
                                    because.value())
                                .with("labelled", because.object())
                                .doing(labelled(scene, home))));
  }

  /** A pod that has its sidecar does not miss the label. */
  private static Optional<CauseEvidence> unlabelled(CauseContext scene) {
    if (ambient(scene).isPresent()) {
      return Optional.empty();
    }
    boolean matters = scene.red(Topic.NAMESPACE) || scene.podWithoutSidecar().isPresent();
    String path = "metadata.labels[istio-injection]";
    return scene
        .theNamespace()
        .filter(one -> matters && !one.at(path).text("").equals("enabled"))
        .map(
            one ->
                CauseEvidence.of(
                        one,
                        path,
                        "enabled",
                        CauseFound.or(one.at(path), say("explain.gap.nothing")))
                    .doing(labelled(scene, one)));
  }

  /** The label, and new pods for a client without a sidecar; nothing else of the step is undone. */
  private static Act[] labelled(CauseContext scene, Tree namespace) {
    Act label = CauseFound.with(namespace, "enabled", "metadata", "labels", "istio-injection");
    return scene.podWithoutSidecar().isPresent() && scene.theDeployment().isPresent()
        ? new Act[] {label, CauseFound.renewed(scene)}
        : new Act[] {label};
  }

  private static Optional<CauseEvidence> older(CauseContext scene) {
    boolean labelled =
        scene
            .theNamespace()
            .map(one -> one.at("metadata.labels[istio-injection]").text("").equals("enabled"))
            .orElse(false);
    boolean otherwise =
        optedOut(scene).isPresent()
            || ambient(scene).isPresent()
            || hostNetwork(scene).isPresent()
            || IstioCauses.injectorMissing(scene).isPresent();
    return scene
        .podWithoutSidecar()
        .filter(pod -> labelled && !otherwise)
        .map(
            pod ->
                CauseEvidence.of(
                        pod,
                        "spec.containers",
                        say("explain.gap.sidecar"),
                        CauseFound.list(
                            pod.at("spec.containers").items().stream()
                                .map(one -> one.get("name").text(""))
                                .toList()))
                    .with("pod", name(pod))
                    .doing(CauseFound.renewed(scene)));
  }

  private static Optional<CauseEvidence> sidecarNotReady(CauseContext scene) {
    return scene
        .podWithSidecar()
        .filter(pod -> !Sidecar.of(pod).ready())
        .map(
            pod ->
                CauseEvidence.of(
                        pod, "status.containerStatuses[istio-proxy].ready", "true", "false")
                    .with("pod", name(pod))
                    .doing(CauseFound.renewed(scene)));
  }

  private static Optional<CauseEvidence> portExcluded(CauseContext scene) {
    String field = "metadata.annotations[" + EXCLUDED + "]";
    return scene
        .podWithSidecar()
        .filter(
            pod ->
                Arrays.asList(pod.at(field).text("").split("\\s*,\\s*"))
                    .contains(String.valueOf(scene.port())))
        .map(
            pod ->
                CauseEvidence.of(pod, field, say("explain.gap.nothing"), pod.at(field).text(""))
                    .doing(CauseFound.renewed(scene, EXCLUDED)));
  }
}
