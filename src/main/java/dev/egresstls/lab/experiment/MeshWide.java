package dev.egresstls.lab.experiment;

import static dev.egresstls.lab.message.Messages.count;
import static dev.egresstls.lab.message.Messages.say;
import static dev.egresstls.lab.message.Messages.together;

import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.mesh.observed.Sidecar;
import dev.egresstls.lab.value.Neutral;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.Cluster;
import dev.egresstls.lab.world.Query;
import dev.egresstls.lab.world.World;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Who is affected by a change of Istio itself, besides the lab. */
public final class MeshWide {
  /** How many namespaces are named. */
  private static final int NAMED = 5;

  private MeshWide() {}

  /**
   * Why a change of Istio needs a word from the user.
   *
   * @param namespace the lab's
   * @param tries what to do instead of changing it
   * @return empty if nobody else is hit: the cluster is simulated, or no other namespace has a
   *     sidecar
   */
  public static Optional<Problem> problem(World world, String namespace, String... tries) {
    Optional<Cluster> cluster = world.cluster().filter(one -> !one.facts().practice());
    if (cluster.isEmpty()) {
      return Optional.empty();
    }
    try {
      Set<String> others = others(cluster.get(), namespace);
      return others.isEmpty()
          ? Optional.empty()
          : Optional.of(
              Problem.of(
                  Problem.Kind.UNSAFE,
                  count("experiment.mesh.hits", others.size(), others.size(), named(others)),
                  tries));
    } catch (LabFailure e) {
      if (e.problem().kind() != Problem.Kind.DENIED) {
        throw e;
      }
      return Optional.of(
          Problem.of(Problem.Kind.UNSAFE, say("experiment.mesh.unknown"), tries)
              .because(e.problem().what()));
    }
  }

  private static Set<String> others(Cluster cluster, String namespace) {
    Set<String> others = new TreeSet<>();
    for (Tree pod : cluster.resources().list(Query.all("v1", "Pod"))) {
      if (Sidecar.of(pod).present()) {
        others.add(Neutral.line(pod.at("metadata.namespace").text("")));
      }
    }
    others.remove(namespace);
    return others;
  }

  private static String named(Set<String> others) {
    List<String> all = List.copyOf(others);
    return all.size() <= NAMED
        ? together(all)
        : say("experiment.mesh.more", String.join(", ", all.subList(0, NAMED)), all.size() - NAMED);
  }
}
