package dev.egresstls.lab.trace;

import dev.egresstls.lab.mesh.observed.Names;
import dev.egresstls.lab.value.Tree;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds the pod from which a request goes. */
public final class Clients {
  private Clients() {}

  /** The newest pod of a Deployment that is not on its way out. */
  public static Optional<Tree> newestPod(
      Collection<Tree> objects, String namespace, String deployment) {
    return objects.stream()
        .filter(object -> object.get("kind").text("").equals("Pod"))
        .filter(pod -> Names.namespace(pod).equals(namespace))
        .filter(pod -> pod.at("metadata.deletionTimestamp").isMissing())
        .filter(pod -> ownedBy(pod, deployment))
        .max(
            Comparator.comparing((Tree pod) -> pod.at("metadata.creationTimestamp").text(""))
                .thenComparing(Names::name));
  }

  /**
   * A Deployment's ReplicaSets are called by its name and a hash that has no hyphen. A file may
   * hold a pod without owners, or one that somebody wrote by hand: then its own name tells.
   */
  private static boolean ownedBy(Tree pod, String deployment) {
    List<Tree> owners = pod.at("metadata.ownerReferences").items();
    String quoted = Pattern.quote(deployment);
    if (owners.isEmpty()) {
      return Names.name(pod).matches(quoted + "(-[a-z0-9]+-[a-z0-9]{5})?");
    }
    return owners.stream()
        .filter(owner -> owner.get("kind").text("").equals("ReplicaSet"))
        .map(owner -> owner.get("name").text(""))
        .anyMatch(name -> name.matches(quoted + "-[^-]+"));
  }
}
