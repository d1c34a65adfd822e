package dev.egresstls.lab.explain.causes;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.explain.context.CauseContext;
import dev.egresstls.lab.explain.context.CauseEvidence;
import dev.egresstls.lab.explain.context.Part;
import dev.egresstls.lab.explain.context.Row;
import dev.egresstls.lab.explain.context.Topic;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.mesh.istio.Difference;
import dev.egresstls.lab.mesh.istio.ImageHub;
import dev.egresstls.lab.mesh.istio.IstioRelease;
import dev.egresstls.lab.mesh.observed.ObjectNames;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.VersionRange;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Causes in Istio's control plane. */
final class IstioCauses {
  private static final String ISTIOD = "Deployment istio-system/istiod";
  private static final String ALPHA = "PILOT_ENABLE_ALPHA_GATEWAY_API";

  static final List<Row> ROWS =
      List.of(
          Row.of(
                  "istiod-missing",
                  Topic.ISTIOD,
                  Topic.MESH_CONFIG,
                  Topic.INJECTOR,
                  Topic.SIDECAR,
                  Topic.POLICY_STATUS,
                  Topic.PATH)
              .redo(Part.ISTIO)
              .read(Part.ISTIO)
              .when(IstioCauses::missing),
          Row.of("track-mix", Topic.ISTIOD, Topic.POLICY_SPEC, Topic.POLICY_STATUS, Topic.PATH)
              .redo(Part.ISTIO)
              .byHand(say("explain.byHand.version"))
              .read(Part.ISTIO)
              .about(Part.POLICY)
              .when(IstioCauses::otherTrack),
          Row.of(
                  "istiod-scaled-to-zero",
                  Topic.ISTIOD,
                  Topic.CLIENT,
                  Topic.SIDECAR,
                  Topic.POLICY_STATUS,
                  Topic.PATH)
              .byHand("kubectl -n istio-system scale deployment istiod --replicas=1")
              .read(Part.ISTIO)
              .when(IstioCauses::scaledToZero),
          Row.of(
                  "registry-retired",
                  Topic.ISTIOD,
                  Topic.CLIENT,
                  Topic.SIDECAR,
                  Topic.POLICY_STATUS,
                  Topic.PATH)
              .redo(Part.ISTIO)
              .byHand(say("explain.byHand.install"))
              .read(Part.ISTIO)
              .when(IstioCauses::registryRetired),
          Row.of(
                  "istiod-not-ready",
                  Topic.ISTIOD,
                  Topic.CLIENT,
                  Topic.SIDECAR,
                  Topic.POLICY_STATUS,
                  Topic.PATH)
              .redo(Part.ISTIO)
              .byHand("kubectl -n istio-system describe pods -l app=istiod")
              .read(Part.ISTIO)
              .mayPass()
              .when(IstioCauses::notReady),
          Row.of("alpha-flag-off", Topic.ISTIOD, Topic.POLICY_STATUS, Topic.PATH)
              .byHand("kubectl -n istio-system set env deployment/istiod " + ALPHA + "=true")
              .read(Part.ISTIO)
              .about(Part.POLICY)
              .byRelease(Difference.READS_ALPHA.minors())
              .when(IstioCauses::alphaFlagOff),
          Row.of("injector-missing", Topic.INJECTOR, Topic.SIDECAR, Topic.PATH)
              .redo(Part.ISTIO)
              .byHand(say("explain.byHand.install"))
              .read(Part.ISTIO)
              .when(IstioCauses::injectorMissing));

  private IstioCauses() {}

  private static Optional<CauseEvidence> missing(CauseContext scene) {
    return CauseFound.when(
        scene.readable("Deployment") && scene.istiod().isEmpty(),
        () -> CauseEvidence.missing(ISTIOD));
  }

  static Optional<CauseEvidence> otherTrack(CauseContext scene) {
    Optional<String> range = scene.vars().text(Vars.ISTIO_RANGE);
    return scene
        .seen()
        .istio()
        .filter(version -> range.isPresent())
        .filter(version -> !VersionRange.of(range.get()).contains(version.toString()))
        .map(
            version ->
                CauseEvidence.of(
                        ISTIOD,
                        "spec.template.spec.containers[discovery].image",
                        range.get(),
                        version.toString())
                    .with("version", version.toString()));
  }

  private static Optional<CauseEvidence> scaledToZero(CauseContext scene) {
    return scene
        .istiod()
        .filter(one -> one.at("spec.replicas").number(1) == 0)
        .map(
            one ->
                CauseEvidence.of(one, "spec.replicas", "1", "0")
                    .doing(CauseFound.with(one, 1, "spec", "replicas")));
  }

  /** A pod of istiod, or of the client, whose image is in a registry that is switched off. */
  private static Optional<CauseEvidence> registryRetired(CauseContext scene) {
    Stream<Tree> istiods =
        scene.seen().all("Pod").stream()
            .filter(pod -> ObjectNames.namespace(pod).equals("istio-system"))
            .filter(pod -> pod.at("metadata.labels.app").text("").equals("istiod"));
    return Stream.concat(istiods, scene.pod().stream())
        .flatMap(pod -> Unpulled.of(pod).filter(Unpulled::retired).stream())
        .findFirst()
        .map(
            one -> {
              CauseEvidence seen =
                  CauseEvidence.of(one.pod(), one.field(), say("explain.gap.nothing"), one.reason())
                      .with("image", one.image())
                      .with("hub", ImageHub.retired(one.image()).orElseThrow());
              boolean client = scene.pod().filter(one.pod()::equals).isPresent();
              return client ? seen.doing(scene.redo(Part.ISTIO), CauseFound.renewed(scene)) : seen;
            });
  }

  private static Optional<CauseEvidence> notReady(CauseContext scene) {
    return scene
        .istiod()
        .filter(one -> !CauseContext.condition(one, "Available"))
        .filter(one -> registryRetired(scene).isEmpty())
        .map(one -> CauseEvidence.of(one, "status.conditions[Available].status", "True", "False"));
  }

  private static Optional<CauseEvidence> alphaFlagOff(CauseContext scene) {
    return scene
        .release()
        .filter(IstioRelease::needsAlphaFlag)
        .filter(release -> otherTrack(scene).isEmpty())
        .filter(release -> !scene.seen().controlPlane().alphaGatewayApi())
        .map(
            release ->
                CauseEvidence.of(
                        ISTIOD,
                        "spec.template.spec.containers[discovery].env[" + ALPHA + "]",
                        "true",
                        CauseFound.or(env(scene), say("explain.gap.nothing")))
                    .with("minor", "1." + release.minor())
                    .doing(
                        CauseFound.env(
                            scene.istiod().orElse(Tree.MISSING), ALPHA, Optional.of("true"))));
  }

  private static Tree env(CauseContext scene) {
    return scene.istiod().orElse(Tree.MISSING).at("spec.template.spec.containers").items().stream()
        .filter(container -> container.get("name").text("").equals("discovery"))
        .flatMap(container -> container.get("env").items().stream())
        .filter(env -> env.get("name").text("").equals(ALPHA))
        .map(env -> env.get("value"))
        .findFirst()
        .orElse(Tree.MISSING);
  }

  /** A pod that has its sidecar does not miss the webhook. */
  static Optional<CauseEvidence> injectorMissing(CauseContext scene) {
    String kind = "MutatingWebhookConfiguration";
    boolean none =
        scene.readable(kind)
            && scene.seen().all(kind).stream()
                .noneMatch(
                    one -> one.at("metadata.labels.app").text("").equals("sidecar-injector"));
    boolean matters = scene.red(Topic.INJECTOR) || scene.podWithoutSidecar().isPresent();
    return CauseFound.when(
        none && matters, () -> CauseEvidence.missing(say("explain.gap.injector", kind)));
  }
}
