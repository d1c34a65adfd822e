package dev.egresstls.lab.practice.istio;

import dev.egresstls.lab.practice.controlplane.OwnerReferences;
import dev.egresstls.lab.value.Tree;
import java.util.Optional;

/**
 * What a pod belongs to, as Istio names it.
 *
 * @param name of the Deployment behind the pod's ReplicaSet, or of the pod
 * @param owner the value of ISTIO_META_OWNER
 */
record Workload(String name, String owner) {
  static Workload of(Tree pod) {
    String namespace = pod.at("metadata.namespace").text("default");
    Optional<Tree> controller = OwnerReferences.controller(pod);
    String hash = pod.at("metadata.labels").get("pod-template-hash").text("");
    if (controller.isEmpty()) {
      String name = pod.at("metadata.name").text(pod.at("metadata.generateName").text(""));
      return new Workload(name, "kubernetes://apis/v1/namespaces/" + namespace + "/pods/" + name);
    }
    String set = controller.get().get("name").text("");
    String suffix = "-" + hash;
    boolean deployed = !hash.isEmpty() && set.endsWith(suffix);
    String name = deployed ? set.substring(0, set.length() - suffix.length()) : set;
    String plural = deployed ? "deployments" : "replicasets";
    return new Workload(
        name, "kubernetes://apis/apps/v1/namespaces/" + namespace + "/" + plural + "/" + name);
  }
}
