package dev.egresstls.lab.explain.known;

import dev.egresstls.lab.explain.scene.Part;
import dev.egresstls.lab.explain.scene.Row;
import dev.egresstls.lab.explain.scene.Scene;
import dev.egresstls.lab.explain.scene.Sighting;
import dev.egresstls.lab.explain.scene.Topic;
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
              .because("There is no cluster with a node yet, so nothing can run in it")
              .recognised("the list of Nodes is empty")
              .redo(Part.CLUSTER, "creates the cluster")
              .byHand("kind create cluster")
              .read("`show cluster`")
              .when(ClusterCauses::clusterMissing),
          Row.of(
                  "gateway-api-missing",
                  Topic.CRD,
                  Topic.POLICY_SPEC,
                  Topic.POLICY_STATUS,
                  Topic.PATH)
              .because(
                  "The Gateway API is not installed, so the cluster does not know what a"
                      + " BackendTLSPolicy is")
              .recognised("CustomResourceDefinition `" + PolicyCrd.NAME + "` does not exist")
              .redo(Part.GATEWAY_API, "installs the Gateway API")
              .read("`show gateway-api`")
              .when(ClusterCauses::crdMissing),
          Row.of("crd-too-old", Topic.CRD, Topic.POLICY_STATUS, Topic.PATH)
              .because(
                  "The Gateway API's definitions are of bundle ${bundle}, and Istio ignores"
                      + " BackendTLSPolicy from a bundle that old without a word")
              .recognised(
                  "CustomResourceDefinition `"
                      + PolicyCrd.NAME
                      + "`, annotation `gateway.networking.k8s.io/bundle-version`: below the"
                      + " smallest that the track takes")
              .redo(Part.GATEWAY_API, "installs the Gateway API ${gatewayApi} over it")
              .read("`show gateway-api`")
              .versions("Istio 1.28 and later ignore bundles below v1.4.0")
              .when(ClusterCauses::crdTooOld),
          Row.of("crd-version-not-served", Topic.CRD, Topic.POLICY_STATUS, Topic.PATH)
              .because(
                  "The cluster does not serve BackendTLSPolicy ${version}, and this Istio reads no"
                      + " other version of it")
              .recognised(
                  "CustomResourceDefinition `"
                      + PolicyCrd.NAME
                      + "`, `spec.versions`: the version that istiod watches has `served: false`"
                      + " or is not there")
              .redo(Part.GATEWAY_API, "installs the Gateway API ${gatewayApi} over it")
              .read("`show gateway-api`")
              .versions("Istio 1.26 and 1.27 read v1alpha3, 1.28 and later v1")
              .when(ClusterCauses::versionNotServed));

  private ClusterCauses() {}

  private static Optional<Sighting> clusterMissing(Scene scene) {
    return Found.when(
        scene.readable("Node") && scene.seen().all("Node").isEmpty(),
        () -> Sighting.missing("any Node"));
  }

  private static Optional<Sighting> crdMissing(Scene scene) {
    return Found.when(
        scene.readable(CRD) && scene.seen().crd().isEmpty(),
        () -> Sighting.missing(CRD + " " + PolicyCrd.NAME));
  }

  private static Optional<Tree> crd(Scene scene) {
    return scene.seen().find(CRD, "", PolicyCrd.NAME);
  }

  private static Optional<Sighting> crdTooOld(Scene scene) {
    Optional<String> range = scene.vars().text("bundleRange");
    return crd(scene)
        .filter(crd -> range.isPresent())
        .filter(crd -> !crd.at(BUNDLE).text("").isEmpty())
        .filter(crd -> !VersionRange.of(range.get()).contains(crd.at(BUNDLE).text("")))
        .map(
            crd ->
                Sighting.of(crd, BUNDLE, range.get(), crd.at(BUNDLE).text(""))
                    .with("bundle", crd.at(BUNDLE).text("")));
  }

  private static Optional<Sighting> versionNotServed(Scene scene) {
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
                Sighting.of(
                        crd,
                        "spec.versions",
                        wanted.get() + " to be served",
                        Found.list(PolicyCrd.of(crd).served()))
                    .with("version", wanted.get()));
  }
}
