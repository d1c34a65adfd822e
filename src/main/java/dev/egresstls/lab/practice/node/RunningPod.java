package dev.egresstls.lab.practice.node;

import dev.egresstls.lab.practice.controlplane.Conditions;
import dev.egresstls.lab.practice.controlplane.PracticeNode;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A pod on the node: how its containers stand, and the status that follows. */
final class RunningPod {
  /** The range of kind's dual-stack pods. */
  private static final String IPV6 = "fd00:10:244::";

  private final Tree pod;
  private final String startTime;
  private final List<Tree> init;
  private final List<Tree> main;
  private final Map<String, ContainerState> states = new LinkedHashMap<>();
  private final Set<String> said = new HashSet<>();
  private Optional<String> ip = Optional.empty();
  private final List<Tree> addresses = new ArrayList<>();

  RunningPod(Tree pod, String now) {
    this.pod = pod;
    this.startTime = now;
    this.init = pod.at("spec.initContainers").items();
    this.main = pod.at("spec.containers").items();
    String reason = init.isEmpty() ? "ContainerCreating" : "PodInitializing";
    Stream.concat(init.stream(), main.stream())
        .forEach(
            container ->
                states.put(container.get("name").text(""), ContainerState.waiting(reason)));
  }

  String namespace() {
    return pod.at("metadata.namespace").text("");
  }

  String name() {
    return pod.at("metadata.name").text("");
  }

  String uid() {
    return pod.at("metadata.uid").text("");
  }

  Tree pod() {
    return pod;
  }

  List<Tree> initContainers() {
    return init;
  }

  List<Tree> containers() {
    return main;
  }

  /** Gives it an IPv4 address, and perhaps an IPv6 address that goes with it. */
  void give(String address, boolean ipv6) {
    ip = Optional.of(address);
    addresses.add(Tree.object("ip", address));
    if (ipv6) {
      int last = Integer.parseInt(address.substring(address.lastIndexOf('.') + 1));
      addresses.add(Tree.object("ip", IPV6 + Integer.toHexString(last)));
    }
  }

  ContainerState state(String container) {
    return states.get(container);
  }

  void state(String container, ContainerState state) {
    states.put(container, state);
  }

  /** Whether an init container is a sidecar, which runs on next to the others. */
  static boolean isSidecar(Tree container) {
    return container.get("restartPolicy").text("").equals("Always");
  }

  private boolean initialized() {
    return init.stream()
        .allMatch(
            container -> {
              ContainerState state = states.get(container.get("name").text(""));
              return isSidecar(container) ? state.started() : state.finishedAt().isPresent();
            });
  }

  /** Whether the node has just failed to get an image, and waits before the next try. */
  boolean isPulling() {
    return states.values().stream().anyMatch(state -> state.waiting().equals("ErrImagePull"));
  }

  /** Whether something is said of the pod for the first time. */
  boolean says(String sentence) {
    return said.add(sentence);
  }

  private boolean allReady() {
    return states.values().stream().allMatch(ContainerState::ready);
  }

  private boolean begun() {
    return main.stream().allMatch(each -> states.get(each.get("name").text("")).isRunning());
  }

  /** The status of the pod now. */
  Tree status(Tree current, String now) {
    Map<String, Object> status = new LinkedHashMap<>();
    status.put("conditions", conditions(current, now));
    status.put("containerStatuses", ContainerStatuses.of(main, states));
    status.put("hostIP", PracticeNode.ADDRESS);
    status.put("hostIPs", List.of(Tree.object("ip", PracticeNode.ADDRESS)));
    if (!init.isEmpty()) {
      status.put("initContainerStatuses", ContainerStatuses.of(init, states));
    }
    status.put("phase", begun() ? "Running" : "Pending");
    ip.ifPresent(
        address -> {
          status.put("podIP", address);
          status.put("podIPs", List.copyOf(addresses));
        });
    status.put("qosClass", QualityOfService.of(pod));
    status.put("startTime", startTime);
    return Tree.of(status);
  }

  private List<Tree> conditions(Tree current, String now) {
    List<Tree> all = current.at("status.conditions").items();
    all = Conditions.with(all, condition("PodReadyToStartContainers", ip.isPresent(), ""), now);
    all = Conditions.with(all, condition("Initialized", initialized(), "Initialized"), now);
    all = Conditions.with(all, condition("Ready", allReady(), "Ready"), now);
    all = Conditions.with(all, condition("ContainersReady", allReady(), "Ready"), now);
    return Conditions.with(all, condition("PodScheduled", true, ""), now);
  }

  private Tree condition(String type, boolean holds, String because) {
    Map<String, Object> condition = new LinkedHashMap<>();
    condition.put("lastProbeTime", null);
    condition.put("status", holds ? "True" : "False");
    condition.put("type", type);
    if (!holds && because.equals("Initialized")) {
      condition.put("reason", "ContainersNotInitialized");
      condition.put("message", "containers with incomplete status: " + bracketed(init));
    } else if (!holds && because.equals("Ready")) {
      condition.put("reason", "ContainersNotReady");
      condition.put("message", "containers with unready status: " + bracketed(main));
    }
    return Tree.of(condition);
  }

  private String bracketed(List<Tree> containers) {
    return containers.stream()
        .map(container -> container.get("name").text(""))
        .filter(name -> !states.get(name).ready())
        .toList()
        .toString()
        .replace(",", "");
  }
}
