package dev.egresstls.lab.practice.controlplane;

import dev.egresstls.lab.practice.store.ObjectChange;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.TreeEdit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Gives pods to the first node that they fit, and says why they fit none. */
public final class Scheduler implements Controller {
  private static final String SOURCE = "default-scheduler";
  private static final String MANAGER = "kube-scheduler";
  private static final String PODS = "pods";
  private static final String NODES = "nodes";
  private static final Set<String> CLAIMS = Set.of("persistentVolumeClaim", "ephemeral");

  private final ControllerContext context;

  public Scheduler(ControllerContext context) {
    this.context = context;
  }

  @Override
  public void seen(ObjectChange change) {
    boolean gone = change.type() == ObjectChange.Type.DELETED;
    String key = change.resource().key();
    if (key.equals(PODS) && !gone && change.object().at("spec.nodeName").isMissing()) {
      schedule(change.object());
    } else if (key.equals(NODES) || (key.equals(PODS) && (gone || hasNeighbours()))) {
      waiting().forEach(this::schedule);
    }
  }

  /** Whether somebody waits for other pods to be there, and not only for their going. */
  private boolean hasNeighbours() {
    return waiting().anyMatch(pod -> pod.at("spec.affinity.podAffinity").isPresent());
  }

  private Stream<Tree> waiting() {
    return context.objects().list(PODS).stream().filter(pod -> pod.at("spec.nodeName").isMissing());
  }

  private void schedule(Tree seen) {
    Tree pod = now(seen);
    if (pod.isMissing()
        || pod.at("spec.nodeName").isPresent()
        || pod.at("metadata.deletionTimestamp").isPresent()
        || !pod.at("spec.schedulerName").text(SOURCE).equals(SOURCE)) {
      return;
    }
    if (!pod.at("spec.schedulingGates").items().isEmpty()) {
      String message = "Scheduling is blocked due to non-empty scheduling gates";
      condition(pod, "SchedulingGated", message);
      return;
    }
    List<Tree> nodes = context.objects().list(NODES);
    List<Tree> pods = context.objects().list(PODS);
    Map<String, NodeFit.Misfit> misfits = new LinkedHashMap<>();
    for (Tree node : claim(pod).isEmpty() ? nodes : List.<Tree>of()) {
      Optional<NodeFit.Misfit> misfit = new NodeFit(pod, node, nodes, pods).misfit();
      if (misfit.isEmpty()) {
        bind(pod, node.at("metadata.name").text(""));
        return;
      }
      misfits.put(node.at("metadata.name").text(""), misfit.get());
    }
    refuse(pod, message(pod, nodes.size(), List.copyOf(misfits.values())));
  }

  private Tree now(Tree pod) {
    return context
        .objects()
        .get(PODS, pod.at("metadata.namespace").text(""), pod.at("metadata.name").text(""))
        .filter(one -> one.at("metadata.uid").equals(pod.at("metadata.uid")))
        .orElse(Tree.MISSING);
  }

  private static String message(Tree pod, int nodes, List<NodeFit.Misfit> misfits) {
    if (nodes == 0) {
      return "no nodes available to schedule pods";
    }
    String none = "0/" + nodes + " nodes are available: ";
    Optional<String> claim = claim(pod);
    if (claim.isPresent()) {
      String helpless = nodes + " Preemption is not helpful for scheduling.";
      return none + claim.get() + ". preemption: " + none + helpless;
    }
    List<String> reasons = misfits.stream().flatMap(one -> one.reasons().stream()).toList();
    List<String> others =
        misfits.stream()
            .map(
                one ->
                    one.resolvable()
                        ? "No preemption victims found for incoming pod"
                        : "Preemption is not helpful for scheduling")
            .toList();
    return none + counted(reasons) + ". preemption: " + none + counted(others) + ".";
  }

  private static String counted(List<String> reasons) {
    Set<String> lines = new TreeSet<>();
    for (String reason : reasons) {
      lines.add(reasons.stream().filter(reason::equals).count() + " " + reason);
    }
    return String.join(", ", lines);
  }

  /** What is said of a volume that needs a claim: there are none here. */
  private static Optional<String> claim(Tree pod) {
    for (Tree volume : pod.at("spec.volumes").items()) {
      for (String kind : CLAIMS) {
        if (volume.get(kind).isObject()) {
          String own = pod.at("metadata.name").text("") + "-" + volume.get("name").text("");
          String name = volume.get(kind).get("claimName").text(own);
          String found = "persistentvolumeclaim \"" + name + "\" not found";
          return Optional.of(
              kind.equals("ephemeral")
                  ? "waiting for ephemeral volume controller to create the persistentvolumeclaim \""
                      + name
                      + "\""
                  : found);
        }
      }
    }
    return Optional.empty();
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

  /** Says it once: its own writing is a change of the pod, too. */
  private void refuse(Tree pod, String message) {
    if (condition(pod, "Unschedulable", message)) {
      context.warning(pod, SOURCE, "FailedScheduling", message);
    }
  }

  private boolean condition(Tree pod, String reason, String message) {
    Tree old = Conditions.find(pod.at("status.conditions").items(), "PodScheduled");
    if (old.get("message").text("").equals(message)) {
      return false;
    }
    Tree condition =
        Tree.object(
            "type",
            "PodScheduled",
            "status",
            "False",
            "lastProbeTime",
            null,
            "reason",
            reason,
            "message",
            message);
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
                    all -> Tree.of(Conditions.with(all.items(), condition, context.now())),
                    "status",
                    "conditions"));
    return true;
  }
}
