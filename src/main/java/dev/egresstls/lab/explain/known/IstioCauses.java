package dev.egresstls.lab.explain.known;

import dev.egresstls.lab.explain.scene.Part;
import dev.egresstls.lab.explain.scene.Row;
import dev.egresstls.lab.explain.scene.Scene;
import dev.egresstls.lab.explain.scene.Sighting;
import dev.egresstls.lab.explain.scene.Topic;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.mesh.istio.IstioRelease;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.VersionRange;
import java.util.List;
import java.util.Optional;

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
              .because(
                  "istiod is not installed, so nobody adds a sidecar to pods or configures one")
              .recognised(ISTIOD + " does not exist")
              .redo(Part.ISTIO, "installs Istio")
              .read("`show istio`")
              .when(IstioCauses::missing),
          Row.of("track-mix", Topic.ISTIOD, Topic.POLICY_SPEC, Topic.POLICY_STATUS, Topic.PATH)
              .because(
                  "istiod is ${version}, and the track ${track} is for Istio ${istioRange}: other"
                      + " releases read the policy in another way or not at all")
              .recognised(
                  ISTIOD + ", image of the container `discovery`: outside the track's versions")
              .redo(Part.ISTIO, "installs Istio with the istioctl that is there")
              .byHand("istioctl version, or another --track")
              .read("`show istio`")
              .when(IstioCauses::otherTrack),
          Row.of(
                  "istiod-scaled-to-zero",
                  Topic.ISTIOD,
                  Topic.CLIENT,
                  Topic.SIDECAR,
                  Topic.POLICY_STATUS,
                  Topic.PATH)
              .because(
                  "istiod is scaled down to no pod, so sidecars keep what they were told last and"
                      + " new pods cannot get one")
              .recognised(ISTIOD + ", `spec.replicas` is 0")
              .redo(Part.ISTIO, "installs Istio again, which scales it up")
              .byHand("kubectl -n istio-system scale deployment istiod --replicas=1")
              .read("`show istio`")
              .when(IstioCauses::scaledToZero),
          Row.of(
                  "istiod-not-ready",
                  Topic.ISTIOD,
                  Topic.CLIENT,
                  Topic.SIDECAR,
                  Topic.POLICY_STATUS,
                  Topic.PATH)
              .because(
                  "istiod is not available, so nobody adds a sidecar to pods or configures one")
              .recognised(ISTIOD + ", condition `Available` is not True")
              .redo(Part.ISTIO, "installs Istio again")
              .byHand("kubectl -n istio-system describe pods -l app=istiod")
              .read("`show istio`")
              .mayPass()
              .when(IstioCauses::notReady),
          Row.of("alpha-flag-off", Topic.ISTIOD, Topic.POLICY_STATUS, Topic.PATH)
              .because(
                  "istiod's alpha flag is off, and Istio ${minor} ignores BackendTLSPolicy without"
                      + " it")
              .recognised(
                  ISTIOD + ", container `discovery`: its variable `" + ALPHA + "` is not true")
              .redo(Part.ISTIO, "installs Istio again with " + ALPHA + "=true")
              .byHand("kubectl -n istio-system set env deployment/istiod " + ALPHA + "=true")
              .read("`show istio`")
              .versions("Istio 1.26 and 1.27; later ones need no flag")
              .when(IstioCauses::alphaFlagOff),
          Row.of("injector-missing", Topic.INJECTOR, Topic.SIDECAR, Topic.PATH)
              .because(
                  "The webhook that adds sidecars is not there, so new pods are created without"
                      + " one")
              .recognised("no MutatingWebhookConfiguration with the label `app: sidecar-injector`")
              .redo(Part.ISTIO, "installs Istio again, which brings the webhook back")
              .byHand("istioctl install, with the settings that `show istio` has")
              .read("`show istio`")
              .when(IstioCauses::injectorMissing));

  private IstioCauses() {}

  private static Optional<Sighting> missing(Scene scene) {
    return Found.when(
        scene.readable("Deployment") && scene.istiod().isEmpty(), () -> Sighting.missing(ISTIOD));
  }

  static Optional<Sighting> otherTrack(Scene scene) {
    Optional<String> range = scene.vars().text(Vars.ISTIO_RANGE);
    return scene
        .seen()
        .istio()
        .filter(version -> range.isPresent())
        .filter(version -> !VersionRange.of(range.get()).contains(version.toString()))
        .map(
            version ->
                Sighting.of(
                        ISTIOD,
                        "spec.template.spec.containers[discovery].image",
                        range.get(),
                        version.toString())
                    .with("version", version.toString()));
  }

  private static Optional<Sighting> scaledToZero(Scene scene) {
    return scene
        .istiod()
        .filter(one -> one.at("spec.replicas").number(1) == 0)
        .map(one -> Sighting.of(one, "spec.replicas", "1", "0"));
  }

  private static Optional<Sighting> notReady(Scene scene) {
    return scene
        .istiod()
        .filter(one -> !Scene.condition(one, "Available"))
        .map(one -> Sighting.of(one, "status.conditions[Available].status", "True", "False"));
  }

  private static Optional<Sighting> alphaFlagOff(Scene scene) {
    return scene
        .release()
        .filter(IstioRelease::needsAlphaFlag)
        .filter(release -> otherTrack(scene).isEmpty())
        .filter(release -> !scene.seen().controlPlane().alphaGatewayApi())
        .map(
            release ->
                Sighting.of(
                        ISTIOD,
                        "spec.template.spec.containers[discovery].env[" + ALPHA + "]",
                        "true",
                        Found.or(env(scene), "nothing"))
                    .with("minor", "1." + release.minor()));
  }

  private static Tree env(Scene scene) {
    return scene.istiod().orElse(Tree.MISSING).at("spec.template.spec.containers").items().stream()
        .filter(container -> container.get("name").text("").equals("discovery"))
        .flatMap(container -> container.get("env").items().stream())
        .filter(env -> env.get("name").text("").equals(ALPHA))
        .map(env -> env.get("value"))
        .findFirst()
        .orElse(Tree.MISSING);
  }

  /** A pod that has its sidecar does not miss the webhook. */
  static Optional<Sighting> injectorMissing(Scene scene) {
    String kind = "MutatingWebhookConfiguration";
    boolean none =
        scene.readable(kind)
            && scene.seen().all(kind).stream()
                .noneMatch(
                    one -> one.at("metadata.labels.app").text("").equals("sidecar-injector"));
    boolean matters = scene.red(Topic.INJECTOR) || scene.podWithoutSidecar().isPresent();
    return Found.when(
        none && matters, () -> Sighting.missing(kind + " with the label app=sidecar-injector"));
  }
}
