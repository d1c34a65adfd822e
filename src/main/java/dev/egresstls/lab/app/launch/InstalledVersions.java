package dev.egresstls.lab.app.launch;

import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.Track;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.Version;
import dev.egresstls.lab.world.Cluster;
import dev.egresstls.lab.world.Ref;
import java.util.List;
import java.util.Optional;

/** Which versions of Istio and the Gateway API are there. */
public final class InstalledVersions {
  private static final Ref ISTIOD =
      new Ref("apps/v1", "Deployment", Optional.of("istio-system"), "istiod");
  private static final Ref POLICIES =
      new Ref(
          "apiextensions.k8s.io/v1",
          "CustomResourceDefinition",
          Optional.empty(),
          "backendtlspolicies.gateway.networking.k8s.io");
  private static final String BUNDLE =
      "metadata.annotations[gateway.networking.k8s.io/bundle-version]";

  private InstalledVersions() {}

  /** The version of istiod in the cluster: the tag of its image. */
  public static Optional<String> istio(Cluster cluster) {
    try {
      return cluster.resources().get(ISTIOD).flatMap(InstalledVersions::tag);
    } catch (LabFailure e) {
      // Someone who may not read istio-system still gets a track, and a problem at the step.
      return Optional.empty();
    }
  }

  private static Optional<String> tag(Tree istiod) {
    return istiod.at("spec.template.spec.containers").items().stream()
        .filter(container -> container.get("name").text("").equals("discovery"))
        .flatMap(container -> container.get("image").text().stream())
        .flatMap(image -> Version.of(image.substring(image.lastIndexOf(':') + 1)).stream())
        .map(Version::toString)
        .findFirst();
  }

  /** The Gateway API bundle in the cluster, such as {@code v1.3.0}. */
  public static Optional<String> gatewayApi(Cluster cluster) {
    try {
      return cluster.resources().get(POLICIES).flatMap(crd -> crd.at(BUNDLE).text());
    } catch (LabFailure e) {
      return Optional.empty();
    }
  }

  /** The track of a lab that is for a version of Istio. */
  public static Optional<Track> track(Lab lab, String istio) {
    return lab.tracks().stream().filter(track -> track.isFor(istio)).findFirst();
  }

  /** The same, but one that takes the Gateway API bundle of the cluster goes before others. */
  public static Optional<Track> track(Lab lab, String istio, Optional<Cluster> cluster) {
    List<Track> all = lab.tracks().stream().filter(track -> track.isFor(istio)).toList();
    Optional<String> bundle =
        all.size() > 1 ? cluster.flatMap(InstalledVersions::gatewayApi) : Optional.empty();
    return all.stream()
        .filter(track -> bundle.map(track::takes).orElse(true))
        .findFirst()
        .or(() -> all.stream().findFirst());
  }
}
