package dev.egresstls.lab.practice.controlplane;

import dev.egresstls.lab.value.Tree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The status that kube-controller-manager writes for a Deployment. */
final class DeploymentStatus {
  private DeploymentStatus() {}

  /**
   * The status that follows from the ReplicaSets.
   *
   * @param current the one with the Deployment's template, or none
   */
  static Tree of(Tree deployment, List<Tree> all, List<Tree> current, String now) {
    long wanted = deployment.at("spec.replicas").number(1);
    long available = ReplicaSets.sum(all, "status.availableReplicas");
    Map<String, Object> status = new LinkedHashMap<>();
    status.put("observedGeneration", deployment.at("metadata.generation").number(1));
    count(status, "replicas", ReplicaSets.sum(all, "status.replicas"));
    count(status, "updatedReplicas", ReplicaSets.sum(current, "status.replicas"));
    count(status, "readyReplicas", ReplicaSets.sum(all, "status.readyReplicas"));
    count(status, "availableReplicas", available);
    count(status, "unavailableReplicas", Math.max(0, wanted - available));
    List<Tree> conditions = deployment.at("status.conditions").items();
    Tree availability = availability(deployment, available, conditions, now);
    Tree progress = progress(status, wanted, current, conditions, now);
    conditions = Conditions.with(conditions, availability, now);
    conditions = Conditions.with(conditions, progress, now);
    status.put("conditions", conditions);
    return Tree.of(status);
  }

  private static void count(Map<String, Object> status, String field, long count) {
    if (count > 0) {
      status.put(field, count);
    }
  }

  private static Tree availability(Tree deployment, long available, List<Tree> old, String now) {
    long least =
        deployment.at("spec.replicas").number(1) - RollingUpdate.of(deployment).unavailable();
    return available >= least
        ? condition(
            "Available",
            "True",
            new Reason("MinimumReplicasAvailable", "Deployment has minimum availability."),
            old,
            now)
        : condition(
            "Available",
            "False",
            new Reason(
                "MinimumReplicasUnavailable", "Deployment does not have minimum availability."),
            old,
            now);
  }

  private static Tree progress(
      Map<String, Object> status, long wanted, List<Tree> current, List<Tree> old, String now) {
    String name = current.isEmpty() ? "" : current.get(0).at("metadata.name").text("");
    boolean complete =
        is(status, "updatedReplicas", wanted)
            && is(status, "replicas", wanted)
            && is(status, "availableReplicas", wanted);
    return complete
        ? condition(
            "Progressing",
            "True",
            new Reason(
                "NewReplicaSetAvailable",
                "ReplicaSet \"" + name + "\" has successfully progressed."),
            old,
            now)
        : condition(
            "Progressing",
            "True",
            new Reason("ReplicaSetUpdated", "ReplicaSet \"" + name + "\" is progressing."),
            old,
            now);
  }

  private static boolean is(Map<String, Object> status, String field, long count) {
    return (long) status.getOrDefault(field, 0L) == count;
  }

  private record Reason(String word, String message) {}

  private static Tree condition(
      String type, String status, Reason reason, List<Tree> old, String now) {
    Tree before = Conditions.find(old, type);
    boolean same =
        before.get("reason").text("").equals(reason.word())
            && before.get("message").text("").equals(reason.message());
    return Tree.object(
        "type",
        type,
        "status",
        status,
        "lastUpdateTime",
        same ? before.get("lastUpdateTime") : now,
        "reason",
        reason.word(),
        "message",
        reason.message());
  }
}
