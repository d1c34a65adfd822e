package dev.egresstls.lab.explain.known;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.explain.context.Act;
import dev.egresstls.lab.explain.context.CauseContext;
import dev.egresstls.lab.explain.context.CauseEvidence;
import dev.egresstls.lab.explain.context.Part;
import dev.egresstls.lab.explain.context.Row;
import dev.egresstls.lab.explain.context.Topic;
import dev.egresstls.lab.mesh.observed.Sidecar;
import dev.egresstls.lab.value.Tree;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Causes in the client's namespace, its Deployment and its pod. */
final class ClientCauses {
  private static final String INJECT = "sidecar.istio.io/inject";
  private static final String EXCLUDED = "traffic.sidecar.istio.io/excludeOutboundPorts";

  /** Why a container waits that will not start by itself. */
  private static final Set<String> UNPULLED =
      Set.of("ErrImagePull", "ImagePullBackOff", "InvalidImageName", "ErrImageNeverPull");

  static final List<Row> ROWS =
      List.of(
          Row.of("client-missing", Topic.CLIENT, Topic.SIDECAR, Topic.PATH)
              .redo(Part.CLIENT)
              .read("`show client`")
              .when(ClientCauses::missing),
          Row.of("client-scaled-to-zero", Topic.CLIENT, Topic.SIDECAR, Topic.PATH)
              .byHand("kubectl -n ${ns} scale deployment ${client} --replicas=1")
              .read("`show client`")
              .when(ClientCauses::scaledToZero),
          Row.of("image-not-pulled", Topic.CLIENT, Topic.SIDECAR, Topic.PATH)
              .redo(Part.CLIENT)
              .byHand("kubectl -n ${ns} describe pod ${pod}")
              .read("`show client`")
              .when(ClientCauses::imageNotPulled),
          Row.of("pod-opted-out", Topic.SIDECAR, Topic.PATH)
              .byHand("kubectl -n ${ns} edit deployment ${client}")
              .read("`show client`")
              .when(ClientCauses::optedOut),
          Row.of("namespace-not-labelled", Topic.NAMESPACE, Topic.SIDECAR, Topic.PATH)
              .byHand("kubectl label --overwrite namespace ${ns} istio-injection=enabled")
              .read("`show client`")
              .when(ClientCauses::unlabelled),
          Row.of("pod-older-than-label", Topic.SIDECAR, Topic.PATH)
              .byHand("kubectl -n ${ns} rollout restart deployment/${client}")
              .read("`show client`")
              .when(ClientCauses::older),
          Row.of("sidecar-not-ready", Topic.CLIENT, Topic.SIDECAR, Topic.PATH)
              .byHand("kubectl -n ${ns} logs ${pod} -c istio-proxy")
              .read("`show client`")
              .mayPass()
              .when(ClientCauses::sidecarNotReady),
          Row.of("port-excluded", Topic.PATH)
              .byHand("kubectl -n ${ns} edit deployment ${client}")
              .read("`show request`")
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
        .flatMap(
            pod ->
                Stream.of("status.initContainerStatuses", "status.containerStatuses")
                    .flatMap(list -> pod.at(list).items().stream())
                    .filter(one -> UNPULLED.contains(waiting(one)))
                    .findFirst()
                    .map(
                        one ->
                            CauseEvidence.of(
                                    pod,
                                    "status.containerStatuses["
                                        + one.get("name").text("")
                                        + "].state.waiting.reason",
                                    say("explain.gap.nothing"),
                                    waiting(one))
                                .with("image", one.get("image").text("?"))
                                .with("pod", name(pod))));
  }

  private static String waiting(Tree status) {
    return status.at("state.waiting.reason").text("");
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

  /** A pod that has its sidecar does not miss the label. */
  private static Optional<CauseEvidence> unlabelled(CauseContext scene) {
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
        optedOut(scene).isPresent() || IstioCauses.injectorMissing(scene).isPresent();
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
