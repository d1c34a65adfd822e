package dev.egresstls.lab.world;

import dev.egresstls.lab.value.Tree;

/** How far a Deployment has come, as kubectl rollout status judges it. */
public final class Rollout {
  private Rollout() {}

  /** Whether its pods are all of the newest template, and available. */
  public static boolean done(Tree deployment) {
    Tree status = deployment.get("status");
    long wanted = deployment.at("spec.replicas").number(1);
    return status.get("observedGeneration").number(0)
            >= deployment.at("metadata.generation").number(0)
        && status.get("updatedReplicas").number(0) == wanted
        && status.get("replicas").number(0) == wanted
        && status.get("availableReplicas").number(0) == wanted;
  }
}
