package dev.egresstls.lab.practice.node;

import dev.egresstls.lab.mesh.istio.ImageHub;
import dev.egresstls.lab.practice.controlplane.Controller;
import dev.egresstls.lab.practice.controlplane.ControllerContext;
import dev.egresstls.lab.practice.store.ObjectChange;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Starts the containers of pods phase by phase, and lets deleted pods go, as a kubelet does. */
public final class PodRunner implements Controller {
  private static final String PODS = "pods";
  private static final String SOURCE = "kubelet";

  private final ControllerContext context;
  private final ContainerWatcher watcher;
  private final PodAddresses addresses = new PodAddresses();
  private final boolean ipv6;
  private final Map<String, RunningPod> running = new HashMap<>();

  /**
   * Runs what is scheduled.
   *
   * @param ipv6 whether pods get an IPv6 address, too
   */
  public PodRunner(ControllerContext context, ContainerWatcher watcher, boolean ipv6) {
    this.context = context;
    this.watcher = watcher;
    this.ipv6 = ipv6;
  }

  @Override
  public void seen(ObjectChange change) {
    if (!change.resource().key().equals(PODS)) {
      return;
    }
    Tree pod = change.object();
    String uid = pod.at("metadata.uid").text("");
    if (change.type() == ObjectChange.Type.DELETED) {
      forget(pod, uid);
    } else if (pod.at("metadata.deletionTimestamp").isPresent()) {
      context.nextPhase(() -> remove(pod));
    } else if (pod.at("spec.nodeName").isPresent() && !running.containsKey(uid)) {
      accept(pod, uid);
    }
  }

  private void forget(Tree pod, String uid) {
    if (running.remove(uid) != null) {
      addresses.release(uid);
      watcher.gone(pod);
    }
  }

  private void remove(Tree pod) {
    context
        .objects()
        .delete(PODS, pod.at("metadata.namespace").text(""), pod.at("metadata.name").text(""));
  }

  private void accept(Tree pod, String uid) {
    RunningPod started = new RunningPod(pod, context.now());
    running.put(uid, started);
    Deque<Runnable> phases = new ArrayDeque<>();
    phases.add(() -> started.give(addresses.take(uid), ipv6));
    started.initContainers().forEach(container -> addInit(phases, started, container));
    phases.add(() -> started.containers().forEach(each -> start(started, each)));
    if (started.containers().stream().anyMatch(PodRunner::isProbed)) {
      phases.add(() -> started.containers().forEach(each -> pass(started, each)));
    }
    write(started);
    walk(started, phases);
  }

  private void addInit(Deque<Runnable> phases, RunningPod pod, Tree container) {
    String name = container.get("name").text("");
    phases.add(() -> start(pod, container));
    if (RunningPod.isSidecar(container)) {
      if (isProbed(container)) {
        phases.add(() -> pass(pod, container));
      }
    } else {
      phases.add(() -> pod.state(name, pod.state(name).completed(context.now())));
    }
  }

  private static boolean isProbed(Tree container) {
    return container.get("readinessProbe").isPresent() || container.get("startupProbe").isPresent();
  }

  /** One phase after the other, each written to the pod's status, until the pod is gone. */
  private void walk(RunningPod pod, Deque<Runnable> phases) {
    context.nextPhase(
        () -> {
          if (running.get(pod.uid()) != pod || phases.isEmpty()) {
            return;
          }
          phases.poll().run();
          if (pod.initStuck()) {
            phases.clear();
          }
          write(pod);
          walk(pod, phases);
        });
  }

  /**
   * Starts a container, if the node can get its image. Registries below .invalid never exist (RFC
   * 2606), and those that Istio has left are switched off.
   */
  private void start(RunningPod pod, Tree container) {
    String name = container.get("name").text("");
    String image = container.get("image").text("");
    Tree about = pod.pod();
    if (image.split("/")[0].endsWith(".invalid") || ImageHub.retired(image).isPresent()) {
      context.warning(
          about,
          SOURCE,
          "Failed",
          "Failed to pull image \"" + image + "\": no such host: " + image.split("/")[0]);
      pod.state(name, ContainerState.waiting("ImagePullBackOff"));
      return;
    }
    context.event(
        about, SOURCE, "Pulled", "Container image \"" + image + "\" already present on machine");
    context.event(about, SOURCE, "Created", "Created container: " + name);
    context.event(about, SOURCE, "Started", "Started container " + name);
    String id = "containerd://" + ContainerStatuses.hex(UUID.randomUUID().toString(), 64);
    ContainerState state = pod.state(name).running(id, context.now());
    boolean plainInit =
        pod.initContainers().contains(container) && !RunningPod.isSidecar(container);
    pod.state(name, isProbed(container) || plainInit ? state : state.passed(true));
    watcher.started(about, name);
  }

  private void pass(RunningPod pod, Tree container) {
    String name = container.get("name").text("");
    if (pod.state(name).isRunning()) {
      pod.state(name, pod.state(name).passed(true));
    }
  }

  private void write(RunningPod pod) {
    context
        .objects()
        .modifyStatus(
            PODS,
            pod.namespace(),
            pod.name(),
            SOURCE,
            now ->
                now.at("metadata.uid").text("").equals(pod.uid())
                    ? now.with("status", pod.status(now, context.now()))
                    : now);
  }
}
