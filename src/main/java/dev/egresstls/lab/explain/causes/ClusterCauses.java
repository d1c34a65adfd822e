package dev.egresstls.lab.explain.causes;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.explain.context.CauseContext;
import dev.egresstls.lab.explain.context.CauseEvidence;
import dev.egresstls.lab.explain.context.Part;
import dev.egresstls.lab.explain.context.Row;
import dev.egresstls.lab.explain.context.Topic;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.mesh.istio.Difference;
import dev.egresstls.lab.mesh.istio.GatewayApi;
import dev.egresstls.lab.mesh.istio.IstioRelease;
import dev.egresstls.lab.mesh.observed.PolicyCrd;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.VersionRange;
import java.util.List;
import java.util.Optional;

/** Causes in the cluster itself, and in the Gateway API's definitions. */
final class ClusterCauses {
  private static final String CRD = "CustomResourceDefinition";
  private static final String BUNDLE =
      "metadata.annotations[gateway.networking.k8s.io/bundle-version]";

  static final List<Row> ROWS =
      List.of(
          Row.of("cluster-missing", Topic.NODE, Topic.values())
              .redo(Part.CLUSTER)
              .byHand("kind create cluster")
              .read(Part.CLUSTER)
              .when(ClusterCauses::clusterMissing),
          Row.of(
                  "gateway-api-missing",
                  Topic.CRD,
                  Topic.POLICY_SPEC,
                  Topic.POLICY_STATUS,
                  Topic.PATH)
              .redo(Part.GATEWAY_API)
              .read(Part.GATEWAY_API)
              .about(Part.GATEWAY_API, Part.POLICY)
              .when(ClusterCauses::crdMissing),
          Row.of("crd-too-old", Topic.CRD, Topic.POLICY_STATUS, Topic.PATH)
              .redo(Part.GATEWAY_API)
              .read(Part.GATEWAY_API)
              .about(Part.GATEWAY_API, Part.POLICY)
              .byRelease(Difference.WANTS_BUNDLE_1_4.since(), GatewayApi.FIRST_V1)
              .when(ClusterCauses::crdTooOld),
          Row.of("crd-version-not-served", Topic.CRD, Topic.POLICY_STATUS, Topic.PATH)
              .redo(Part.GATEWAY_API)
              .read(Part.GATEWAY_API)
              .about(Part.GATEWAY_API, Part.POLICY)
              .byRelease(Difference.READS_ALPHA.minors(), Difference.READS_V1.since())
              .when(ClusterCauses::versionNotServed));

  private ClusterCauses() {}

  private static Optional<CauseEvidence> clusterMissing(CauseContext scene) {
    return CauseFound.when(
        scene.readable("Node") && scene.seen().all("Node").isEmpty(),
        () -> CauseEvidence.missing(say("explain.gap.anyNode")));
  }

  private static Optional<CauseEvidence> crdMissing(CauseContext scene) {
    return CauseFound.when(
        scene.readable(CRD) && scene.seen().crd().isEmpty(),
        () -> CauseEvidence.missing(CRD + " " + PolicyCrd.NAME));
  }

  private static Optional<Tree> crd(CauseContext scene) {
    return scene.seen().find(CRD, "", PolicyCrd.NAME);
  }

  private static Optional<CauseEvidence> crdTooOld(CauseContext scene) {
    Optional<String> range = scene.vars().text(Vars.GATEWAY_API_RANGE);
    return crd(scene)
        .filter(crd -> range.isPresent())
        .filter(crd -> !crd.at(BUNDLE).text("").isEmpty())
        .filter(crd -> !VersionRange.of(range.get()).contains(crd.at(BUNDLE).text("")))
        .map(
            crd ->
                CauseEvidence.of(crd, BUNDLE, range.get(), crd.at(BUNDLE).text(""))
                    .with("bundle", crd.at(BUNDLE).text("")));
  }

  private static Optional<CauseEvidence> versionNotServed(CauseContext scene) {
    Optional<String> wanted =
        scene
            .release()
            .flatMap(IstioRelease::watchedVersion)
            .or(() -> scene.vars().text("policyVersion"));
    return crd(scene)
        .filter(crd -> wanted.isPresent() && IstioCauses.otherTrack(scene).isEmpty())
        .filter(crd -> !PolicyCrd.of(crd).served().contains(wanted.get()))
        .map(
            crd ->
                CauseEvidence.of(
                        crd,
                        "spec.versions",
                        say("explain.gap.served", wanted.get()),
                        CauseFound.list(PolicyCrd.of(crd).served()))
                    .with("version", wanted.get()));
  }
}
