package dev.egresstls.lab.practice.controlplane;

import dev.egresstls.lab.practice.store.ObjectChange;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.TreeEdit;
import java.util.List;
import java.util.Optional;

/** Keeps one ReplicaSet with each Deployment's template, and rolls pods over to it. */
public final class DeploymentController implements Controller {
  static final String KEY = "deployments.apps";
  private static final String MANAGER = "kube-controller-manager";

  private final ControllerContext context;

  public DeploymentController(ControllerContext context) {
    this.context = context;
  }

  @Override
  public void seen(ObjectChange change) {
    Tree object = change.object();
    String namespace = object.at("metadata.namespace").text("");
    if (change.resource().key().equals(KEY) && change.type() != ObjectChange.Type.DELETED) {
      reconcile(namespace, object.at("metadata.name").text(""));
    } else if (change.resource().key().equals(ReplicaSets.KEY)) {
      OwnerReferences.controller(object)
          .filter(owner -> owner.get("kind").text("").equals("Deployment"))
          .ifPresent(owner -> reconcile(namespace, owner.get("name").text("")));
    }
  }

  private void reconcile(String namespace, String name) {
    Optional<Tree> found = context.objects().get(KEY, namespace, name);
    found
        .filter(deployment -> deployment.at("metadata.deletionTimestamp").isMissing())
        .ifPresent(this::reconcile);
  }

  private void reconcile(Tree deployment) {
    ReplicaSets sets = ReplicaSets.of(context, deployment);
    Optional<Tree> current = sets.current();
    if (deployment.at("spec.paused").isTrue()) {
      scalePaused(deployment, sets);
      writeStatus(deployment, ReplicaSets.of(context, deployment));
      return;
    }
    if (current.isEmpty()) {
      sets.create(allowedNew(deployment, sets, 0));
    } else {
      rollOver(deployment, sets, current.get());
    }
    writeRevision(deployment, sets.revision());
    writeStatus(deployment, ReplicaSets.of(context, deployment));
  }

  /** Without a rollout, a new number of pods goes to the one ReplicaSet that has some. */
  private static void scalePaused(Tree deployment, ReplicaSets sets) {
    List<Tree> active =
        sets.all().stream().filter(set -> set.at("spec.replicas").number(0) > 0).toList();
    if (active.size() == 1) {
      sets.scale(active.get(0), deployment.at("spec.replicas").number(1));
    }
  }

  private void rollOver(Tree deployment, ReplicaSets sets, Tree current) {
    String revision = sets.revision();
    if (!current
        .get("metadata")
        .get("annotations")
        .get(ReplicaSets.REVISION)
        .text("")
        .equals(revision)) {
      sets.markRevision(current);
    }
    long wanted = deployment.at("spec.replicas").number(1);
    long has = current.at("spec.replicas").number(0);
    long grown = has > wanted ? wanted : allowedNew(deployment, sets, has);
    sets.scale(current, Math.max(grown, Math.min(has, wanted)));
    long available = current.at("status.availableReplicas").number(0);
    long least = wanted - RollingUpdate.of(deployment).unavailable();
    long keep = Math.max(0, least - Math.min(available, wanted));
    for (Tree old : sets.old()) {
      long kept = Math.min(keep, old.at("spec.replicas").number(0));
      sets.scale(old, kept);
      keep -= kept;
    }
  }

  /** How many pods the new ReplicaSet may have while old ones are still there. */
  private static long allowedNew(Tree deployment, ReplicaSets sets, long has) {
    long wanted = deployment.at("spec.replicas").number(1);
    long most = wanted + RollingUpdate.of(deployment).surge();
    boolean recreate = deployment.at("spec.strategy.type").text("").equals("Recreate");
    long old = ReplicaSets.sum(sets.old(), recreate ? "status.replicas" : "spec.replicas");
    return Math.max(has, Math.min(wanted, Math.max(0, most - old)));
  }

  private void writeRevision(Tree deployment, String revision) {
    context
        .objects()
        .modify(
            KEY,
            deployment.at("metadata.namespace").text(""),
            deployment.at("metadata.name").text(""),
            MANAGER,
            now -> TreeEdit.put(now, revision, "metadata", "annotations", ReplicaSets.REVISION));
  }

  private void writeStatus(Tree deployment, ReplicaSets sets) {
    List<Tree> all = sets.all();
    List<Tree> current = sets.current().stream().toList();
    context
        .objects()
        .modifyStatus(
            KEY,
            deployment.at("metadata.namespace").text(""),
            deployment.at("metadata.name").text(""),
            MANAGER,
            now -> now.with("status", DeploymentStatus.of(now, all, current, context.now())));
  }
}
