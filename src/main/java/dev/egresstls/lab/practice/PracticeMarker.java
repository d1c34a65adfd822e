package dev.egresstls.lab.practice;

import dev.egresstls.lab.practice.store.Objects;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.Cluster;
import dev.egresstls.lab.world.Ref;
import java.util.Map;
import java.util.Optional;

/**
 * What tells a practice cluster's clients about it: the ConfigMap {@code
 * kube-public/egresstls-practice}.
 *
 * @param istio the version of Istio that its istioctl installs
 */
record PracticeMarker(String istio) {
  private static final String NAMESPACE = "kube-public";
  private static final String NAME = "egresstls-practice";

  static PracticeMarker of(String istio) {
    return new PracticeMarker(istio);
  }

  void create(Objects objects) {
    Tree marker =
        Tree.object(
            "apiVersion",
            "v1",
            "kind",
            "ConfigMap",
            "metadata",
            Tree.object("name", NAME, "namespace", NAMESPACE),
            "data",
            Map.of("istio", istio, "note", "simulated"));
    objects.create("configmaps", marker, "kube-apiserver");
  }

  /** The marker of a cluster; empty if it is no practice cluster. */
  static Optional<PracticeMarker> read(Cluster cluster) {
    return cluster
        .resources()
        .get(new Ref("v1", "ConfigMap", Optional.of(NAMESPACE), NAME))
        .flatMap(marker -> marker.at("data.istio").text())
        .map(PracticeMarker::new);
  }
}
