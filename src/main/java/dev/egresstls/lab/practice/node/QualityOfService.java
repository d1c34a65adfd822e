package dev.egresstls.lab.practice.node;

import dev.egresstls.lab.value.Tree;
import java.util.List;
import java.util.stream.Stream;

/** The quality of service class of a pod, by its containers' resources. */
final class QualityOfService {
  private QualityOfService() {}

  static String of(Tree pod) {
    List<Tree> resources =
        Stream.concat(
                pod.at("spec.initContainers").items().stream(),
                pod.at("spec.containers").items().stream())
            .map(container -> container.get("resources"))
            .toList();
    if (resources.stream().allMatch(QualityOfService::isEmpty)) {
      return "BestEffort";
    }
    return resources.stream().allMatch(QualityOfService::isFixed) ? "Guaranteed" : "Burstable";
  }

  private static boolean isEmpty(Tree resources) {
    return resources.get("requests").fields().isEmpty()
        && resources.get("limits").fields().isEmpty();
  }

  private static boolean isFixed(Tree resources) {
    Tree limits = resources.get("limits");
    Tree requests = resources.get("requests");
    return Stream.of("cpu", "memory")
        .allMatch(
            name ->
                limits.get(name).isPresent()
                    && (requests.get(name).isMissing()
                        || requests.get(name).equals(limits.get(name))));
  }
}
