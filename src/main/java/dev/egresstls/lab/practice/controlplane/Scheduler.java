package dev.egresstls.lab.practice.controlplane;

import dev.egresstls.lab.practice.store.ObjectChange;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.TreeEdit;
import java.util.Optional;

/** Gives pods to the first node that is ready and whose taints they tolerate. */
public final class Scheduler implements Controller {
  private static final String SOURCE = "default-scheduler";
  private static final String MANAGER = "kube-scheduler";
  private static final String PODS = "pods";
  private static final String NODES = "nodes";

  private final ControllerContext context;

  public Scheduler(ControllerContext context) {
    this.context = context;
  }

  @Override
  public void seen(ObjectChange change) {
    if (change.type() == ObjectChange.Type.DELETED) {
      return;
    }
    if (change.resource().key().equals(PODS) && change.type() == ObjectChange.Type.ADDED) {
      schedule(change.object());
    } else if (change.resource().key().equals(NODES)
        && Conditions.isTrue(change.object(), "Ready")) {
      context.objects().list(PODS).forEach(this::schedule);
    }
  }

  private void schedule(Tree pod) {
    if (pod.at("spec.nodeName").isPresent()
        || pod.at("metadata.deletionTimestamp").isPresent()
        || pod.at("spec.schedulingGates").isPresent()
        || !pod.at("spec.schedulerName").text(SOURCE).equals(SOURCE)) {
      return;
    }
    Optional<Tree> node =
        context.objects().list(NODES).stream()
            .filter(each -> tolerates(pod, each))
            .filter(each -> Conditions.isTrue(each, "Ready"))
            .filter(each -> !each.at("spec.unschedulable").isTrue())
            .findFirst();
    node.ifPresentOrElse(found -> bind(pod, found.at("metadata.name").text("")), () -> refuse(pod));
  }

  private static boolean tolerates(Tree pod, Tree node) {
    return node.at("spec.taints").items().stream()
        .filter(taint -> !taint.get("effect").text("").equals("PreferNoSchedule"))
        .allMatch(
            taint ->
                pod.at("spec.tolerations").items().stream().anyMatch(one -> covers(one, taint)));
  }

  private static boolean covers(Tree toleration, Tree taint) {
    boolean effect =
        toleration.get("effect").text("").isEmpty()
            || toleration.get("effect").equals(taint.get("effect"));
    boolean exists = toleration.get("operator").text("").equals("Exists");
    String key = toleration.get("key").text("");
    boolean sameKey = key.isEmpty() ? exists : key.equals(taint.get("key").text(""));
    boolean sameValue =
        exists || toleration.get("value").text("").equals(taint.get("value").text(""));
    return effect && sameKey && sameValue;
  }

  private void bind(Tree pod, String node) {
    String namespace = pod.at("metadata.namespace").text("");
    String name = pod.at("metadata.name").text("");
    context
        .objects()
        .modify(PODS, namespace, name, MANAGER, now -> TreeEdit.put(now, node, "spec", "nodeName"))
        .ifPresent(
            bound ->
                context.event(
                    bound,
                    SOURCE,
                    "Scheduled",
                    "Successfully assigned " + namespace + "/" + name + " to " + node));
  }

  private void refuse(Tree pod) {
    String message = "no nodes available to schedule pods";
    Tree condition =
        Tree.object(
            "type", "PodScheduled",
            "status", "False",
            "lastProbeTime", null,
            "reason", "Unschedulable",
            "message", message);
    context
        .objects()
        .modifyStatus(
            PODS,
            pod.at("metadata.namespace").text(""),
            pod.at("metadata.name").text(""),
            MANAGER,
            now ->
                TreeEdit.change(
                    now,
                    old -> Tree.of(Conditions.with(old.items(), condition, context.now())),
                    "status",
                    "conditions"));
    context.warning(pod, SOURCE, "FailedScheduling", message);
  }
}
