package dev.egresstls.lab.explain.causes;

import dev.egresstls.lab.mesh.istio.ImageHub;
import dev.egresstls.lab.value.Tree;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A container that does not start because its node cannot get the image.
 *
 * @param field the field of the pod that says so
 * @param reason what stands there
 */
record Unpulled(Tree pod, String field, String reason, String image) {
  /** Why a container waits that will not start by itself. */
  private static final Set<String> REASONS =
      Set.of("ErrImagePull", "ImagePullBackOff", "InvalidImageName", "ErrImageNeverPull");

  /** The first of a pod, if there is one. */
  static Optional<Unpulled> of(Tree pod) {
    return Stream.of("initContainerStatuses", "containerStatuses")
        .flatMap(
            list -> pod.get("status").get(list).items().stream().map(one -> of(pod, list, one)))
        .filter(one -> REASONS.contains(one.reason()))
        .findFirst();
  }

  private static Unpulled of(Tree pod, String list, Tree status) {
    String name = status.get("name").text("");
    String field = "status." + list + "[" + name + "].state.waiting.reason";
    String reason = status.at("state.waiting.reason").text("");
    return new Unpulled(pod, field, reason, status.get("image").text("?"));
  }

  /** Whether the image is in a registry that is switched off. */
  boolean retired() {
    return ImageHub.retired(image).isPresent();
  }
}
