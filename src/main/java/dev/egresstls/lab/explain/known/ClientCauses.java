package dev.egresstls.lab.explain.known;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.explain.scene.Act;
import dev.egresstls.lab.explain.scene.Part;
import dev.egresstls.lab.explain.scene.Row;
import dev.egresstls.lab.explain.scene.Scene;
import dev.egresstls.lab.explain.scene.Sighting;
import dev.egresstls.lab.explain.scene.Topic;
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

  private static Optional<Sighting> missing(Scene scene) {
    return Found.when(
        scene.lacks("Deployment", scene.client()),
        () -> Sighting.missing("Deployment " + scene.namespace() + "/" + scene.client()));
  }

  private static Optional<Sighting> scaledToZero(Scene scene) {
    return scene
        .theDeployment()
        .filter(one -> one.at("spec.replicas").number(1) == 0)
        .map(
            one ->
                Sighting.of(one, "spec.replicas", "1", "0")
                    .doing(Found.with(one, 1, "spec", "replicas")));
  }

  private static Optional<Sighting> imageNotPulled(Scene scene) {
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
                            Sighting.of(
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

  private static Optional<Sighting> optedOut(Scene scene) {
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
                            Sighting.of(
                                    pod,
                                    "metadata." + where + "[" + INJECT + "]",
                                    say("explain.gap.nothing"),
                                    "false")
                                .doing(Found.renewed(scene, INJECT))));
  }

  /** A pod that has its sidecar does not miss the label. */
  private static Optional<Sighting> unlabelled(Scene scene) {
    boolean matters = scene.red(Topic.NAMESPACE) || scene.podWithoutSidecar().isPresent();
    String path = "metadata.labels[istio-injection]";
    return scene
        .theNamespace()
        .filter(one -> matters && !one.at(path).text("").equals("enabled"))
        .map(
            one ->
                Sighting.of(
                        one, path, "enabled", Found.or(one.at(path), say("explain.gap.nothing")))
                    .doing(labelled(scene, one)));
  }

  /** The label, and new pods for a client without a sidecar; nothing else of the step is undone. */
  private static Act[] labelled(Scene scene, Tree namespace) {
    Act label = Found.with(namespace, "enabled", "metadata", "labels", "istio-injection");
    return scene.podWithoutSidecar().isPresent() && scene.theDeployment().isPresent()
        ? new Act[] {label, Found.renewed(scene)}
        : new Act[] {label};
  }

  private static Optional<Sighting> older(Scene scene) {
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
                Sighting.of(
                        pod,
                        "spec.containers",
                        say("explain.gap.sidecar"),
                        Found.list(
                            pod.at("spec.containers").items().stream()
                                .map(one -> one.get("name").text(""))
                                .toList()))
                    .with("pod", name(pod))
                    .doing(Found.renewed(scene)));
  }

  private static Optional<Sighting> sidecarNotReady(Scene scene) {
    return scene
        .podWithSidecar()
        .filter(pod -> !Sidecar.of(pod).ready())
        .map(
            pod ->
                Sighting.of(pod, "status.containerStatuses[istio-proxy].ready", "true", "false")
                    .with("pod", name(pod))
                    .doing(Found.renewed(scene)));
  }

  private static Optional<Sighting> portExcluded(Scene scene) {
    String field = "metadata.annotations[" + EXCLUDED + "]";
    return scene
        .podWithSidecar()
        .filter(
            pod ->
                Arrays.asList(pod.at(field).text("").split("\\s*,\\s*"))
                    .contains(String.valueOf(scene.port())))
        .map(
            pod ->
                Sighting.of(pod, field, say("explain.gap.nothing"), pod.at(field).text(""))
                    .doing(Found.renewed(scene, EXCLUDED)));
  }
}
