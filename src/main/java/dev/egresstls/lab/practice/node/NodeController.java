package dev.egresstls.lab.practice.node;

import dev.egresstls.lab.practice.controlplane.Conditions;
import dev.egresstls.lab.practice.controlplane.Controller;
import dev.egresstls.lab.practice.controlplane.ControllerContext;
import dev.egresstls.lab.practice.controlplane.PracticeNode;
import dev.egresstls.lab.practice.store.ObjectChange;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.TreeEdit;
import java.util.List;

/** Makes a created Node ready, as its kubelet and the node controllers do. */
public final class NodeController implements Controller {
  private static final String KEY = "nodes";
  private static final String MANAGER = "kubelet";

  private final ControllerContext context;

  public NodeController(ControllerContext context) {
    this.context = context;
  }

  @Override
  public void seen(ObjectChange change) {
    boolean fresh = change.type() == ObjectChange.Type.ADDED;
    if (fresh
        && change.resource().key().equals(KEY)
        && !Conditions.isTrue(change.object(), "Ready")) {
      context.nextPhase(() -> makeReady(change.object().at("metadata.name").text("")));
    }
  }

  private void makeReady(String name) {
    context.objects().modify(KEY, "", name, MANAGER, NodeController::registered);
    context
        .objects()
        .modifyStatus(KEY, "", name, MANAGER, node -> node.with("status", status(name)))
        .ifPresent(
            node ->
                context.event(
                    node, "kubelet", "NodeReady", "Node " + name + " status is now: NodeReady"));
  }

  private static Tree registered(Tree node) {
    String name = node.at("metadata.name").text("");
    Tree labels =
        node.at("metadata.labels")
            .with("beta.kubernetes.io/arch", "amd64")
            .with("beta.kubernetes.io/os", "linux")
            .with("kubernetes.io/arch", "amd64")
            .with("kubernetes.io/hostname", name)
            .with("kubernetes.io/os", "linux")
            .with("node-role.kubernetes.io/control-plane", "");
    Tree labelled = TreeEdit.put(node, labels, "metadata", "labels");
    Tree spec =
        node.get("spec")
            .with("podCIDR", PodAddresses.CIDR)
            .with("podCIDRs", List.of(PodAddresses.CIDR))
            .with("providerID", "kind://docker/kind/" + name);
    return labelled.with("spec", spec);
  }

  private Tree status(String name) {
    Tree capacity =
        Tree.object(
            "cpu", "4",
            "ephemeral-storage", "61202244Ki",
            "memory", "8131504Ki",
            "pods", "110");
    return Tree.object(
        "addresses",
        List.of(
            Tree.object("type", "InternalIP", "address", PracticeNode.ADDRESS),
            Tree.object("type", "Hostname", "address", name)),
        "allocatable",
        capacity,
        "capacity",
        capacity,
        "conditions",
        conditions(),
        "daemonEndpoints",
        Tree.object("kubeletEndpoint", Tree.object("Port", 10250)),
        "nodeInfo",
        nodeInfo());
  }

  private List<Tree> conditions() {
    return List.of(
        condition(
            "MemoryPressure",
            "False",
            "KubeletHasSufficientMemory",
            "kubelet has sufficient memory available"),
        condition(
            "DiskPressure", "False", "KubeletHasNoDiskPressure", "kubelet has no disk pressure"),
        condition(
            "PIDPressure",
            "False",
            "KubeletHasSufficientPID",
            "kubelet has sufficient PID available"),
        condition("Ready", "True", "KubeletReady", "kubelet is posting ready status"));
  }

  private Tree condition(String type, String status, String reason, String message) {
    return Tree.object(
        "type", type,
        "status", status,
        "lastHeartbeatTime", context.now(),
        "lastTransitionTime", context.now(),
        "reason", reason,
        "message", message);
  }

  private static Tree nodeInfo() {
    return Tree.object(
        "architecture", "amd64",
        "bootID", "5f0c6a61-0d5a-4d7c-9d54-7d7c1b9f2f10",
        "containerRuntimeVersion", "containerd://2.1.1",
        "kernelVersion", "6.8.0-practice",
        "kubeProxyVersion", "",
        "kubeletVersion", PracticeNode.VERSION,
        "machineID", "3b5f7a2c1e9d4f60a8b7c6d5e4f30211",
        "operatingSystem", "linux",
        "osImage", "Practice cluster (simulated)",
        "systemUUID", "8c4c1f0a-6b4e-4d5d-b0a6-2f6b8c9d0e1f");
  }
}
