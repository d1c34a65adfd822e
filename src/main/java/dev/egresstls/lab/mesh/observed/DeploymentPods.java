package dev.egresstls.lab.mesh.observed;

import dev.egresstls.lab.value.Tree;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which pods are a Deployment's, and which of them counts. */
public final class DeploymentPods {
  // Times are whole seconds. Of two pods from one second the later is being set up, so it was
  // written last.
  private static final Comparator<Tree> AGE =
      Comparator.comparing((Tree pod) -> pod.at("metadata.creationTimestamp").text(""))
          .thenComparing(DeploymentPods::written)
          .thenComparing(ObjectNames::name);

  private DeploymentPods() {}

  /**
   * The newest pod of a Deployment that is not on its way out.
   *
   * @param objects among which it is looked for; those of other kinds are passed over
   */
  public static Optional<Tree> newest(
      Collection<Tree> objects, String namespace, String deployment) {
    return objects.stream()
        .filter(object -> object.get("kind").text("").equals("Pod"))
        .filter(pod -> ObjectNames.namespace(pod).equals(namespace))
        .filter(pod -> pod.at("metadata.deletionTimestamp").isMissing())
        .filter(pod -> owned(pod, deployment))
        .max(AGE);
  }

  /**
   * Whether a pod is a Deployment's. Its ReplicaSets are called by its name and a hash that has no
   * hyphen. A file may hold a pod without owners, or one that someone wrote by hand: then its own
   * name tells.
   */
  public static boolean owned(Tree pod, String deployment) {
    List<Tree> owners = pod.at("metadata.ownerReferences").items();
    String quoted = Pattern.quote(deployment);
    if (owners.isEmpty()) {
      return ObjectNames.name(pod).matches(quoted + "(-[a-z0-9]+-[a-z0-9]{5})?");
    }
    return owners.stream()
        .filter(owner -> owner.get("kind").text("").equals("ReplicaSet"))
        .map(owner -> owner.get("name").text(""))
        .anyMatch(name -> name.matches(quoted + "-[^-]+"));
  }

  private static long written(Tree pod) {
    try {
      return Long.parseLong(pod.at("metadata.resourceVersion").text("0"));
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
