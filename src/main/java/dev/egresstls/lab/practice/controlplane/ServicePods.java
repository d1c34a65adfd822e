package dev.egresstls.lab.practice.controlplane;

import dev.egresstls.lab.practice.store.Objects;
import dev.egresstls.lab.value.Tree;
import java.util.List;

/** Which pods a Service selects, and the other way round. */
record ServicePods(Objects objects) {
  List<Tree> selecting(Tree pod) {
    Tree namespace = pod.at("metadata.namespace");
    return objects.list("services").stream()
        .filter(service -> service.at("metadata.namespace").equals(namespace))
        .filter(
            service ->
                LabelSelectors.matchAll(service.at("spec.selector"), pod.at("metadata.labels")))
        .toList();
  }

  /** Those with an address. */
  List<Tree> of(Tree service) {
    return objects.list("pods").stream()
        .filter(pod -> pod.at("metadata.namespace").equals(service.at("metadata.namespace")))
        .filter(
            pod -> LabelSelectors.matchAll(service.at("spec.selector"), pod.at("metadata.labels")))
        .filter(pod -> pod.at("status.podIP").isPresent())
        .filter(pod -> pod.at("metadata.deletionTimestamp").isMissing())
        .toList();
  }

  /** How an endpoint names its pod. */
  static Tree reference(Tree pod) {
    return Tree.object(
        "kind", "Pod",
        "name", pod.at("metadata.name"),
        "namespace", pod.at("metadata.namespace"),
        "uid", pod.at("metadata.uid"));
  }

  /** The number of a Service's port at its pods; that of a named one is not looked up. */
  static long target(Tree port) {
    return port.get("targetPort").number(port.get("port").number(0));
  }
}
