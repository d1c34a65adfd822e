package dev.egresstls.lab.practice.controlplane;

import dev.egresstls.lab.practice.store.Objects;
import dev.egresstls.lab.value.Tree;
import java.util.List;
import java.util.OptionalLong;

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

  /** The number of a Service's port at its pods; none if it is meant by a name that none has. */
  static OptionalLong target(Tree port, List<Tree> pods) {
    Tree target = port.get("targetPort");
    if (!(target.raw() instanceof String name)) {
      return OptionalLong.of(target.number(port.get("port").number(0)));
    }
    return pods.stream()
        .flatMap(pod -> pod.at("spec.containers").items().stream())
        .flatMap(container -> container.get("ports").items().stream())
        .filter(one -> one.get("name").text("").equals(name))
        .filter(one -> one.get("protocol").text("TCP").equals(port.get("protocol").text("TCP")))
        .mapToLong(one -> one.get("containerPort").number(0))
        .findFirst();
  }
}
