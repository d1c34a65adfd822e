package dev.egresstls.lab.doctor;

import dev.egresstls.lab.lab.Action;
import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.lab.Step;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.Cluster;
import dev.egresstls.lab.world.Ref;
import dev.egresstls.lab.world.World;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What is examined: a lab that shall be done in a world.
 *
 * @param cluster the cluster; empty if there is none yet, or it does not answer
 * @param unreachable why it does not answer
 * @param holding the numbers of the steps that hold already, and so will not be done
 */
public record Patient(
    Lab lab,
    Vars vars,
    World world,
    Optional<Cluster> cluster,
    Optional<Problem> unreachable,
    Set<Integer> holding) {
  public Patient {
    Objects.requireNonNull(lab);
    Objects.requireNonNull(vars);
    Objects.requireNonNull(world);
    Objects.requireNonNull(cluster);
    Objects.requireNonNull(unreachable);
    holding = Set.copyOf(holding);
  }

  /** A patient whose cluster, if there is one, answers. */
  public static Patient of(Lab lab, Vars vars, World world, Set<Integer> holding) {
    return new Patient(lab, vars, world, world.cluster(), Optional.empty(), holding);
  }

  /** Whether the lab will have a cluster made. */
  boolean makesCluster() {
    return cluster.isEmpty() && unreachable.isEmpty();
  }

  /** The namespace that the lab works in. */
  String namespace() {
    return vars.namespace();
  }

  /** The host that the request goes to. */
  String host() {
    return vars.host();
  }

  Step step(int number) {
    return lab.steps().get(number - 1);
  }

  /** The first step that will be done and has such an action. */
  Optional<Integer> doing(Predicate<Action> action) {
    for (int number = 1; number <= lab.steps().size(); number++) {
      if (!holding.contains(number) && step(number).actions().stream().anyMatch(action)) {
        return Optional.of(number);
      }
    }
    return Optional.empty();
  }

  /** The step that runs a tool, if it will be done. */
  Optional<Integer> running(String tool) {
    return doing(one -> one instanceof Action.Tool run && run.argv().get(0).equals(tool));
  }

  /** The step that downloads something, if it will be done. */
  Optional<Integer> downloading(String option) {
    return doing(one -> one instanceof Action.Download load && load.option().equals(option));
  }

  /** An object of the cluster; missing if there is none. */
  Tree object(String apiVersion, String kind, String namespace, String name) {
    Optional<String> in = Optional.of(namespace).filter(ns -> !ns.isEmpty());
    return cluster
        .flatMap(one -> one.resources().get(new Ref(apiVersion, kind, in, name)))
        .orElse(Tree.MISSING);
  }

  HealthFinding fails(int number, String because, String remedy) {
    return HealthFinding.fatal(number, step(number), Problem.Kind.PRECONDITION, because, remedy);
  }
}
