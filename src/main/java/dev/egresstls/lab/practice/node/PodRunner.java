package dev.egresstls.lab.practice.node;

import dev.egresstls.lab.mesh.istio.ImageHub;
import dev.egresstls.lab.practice.controlplane.Controller;
import dev.egresstls.lab.practice.controlplane.ControllerContext;
import dev.egresstls.lab.practice.store.ObjectChange;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/** Starts the containers of pods phase by phase, and lets deleted pods go, as a kubelet does. */
public final class PodRunner implements Controller {
  private static final String PODS = "pods";
  private static final String NODES = "nodes";
  private static final String SOURCE = "kubelet";
  private static final Set<String> SOURCES = Set.of("configmaps", "secrets");

  private static final int LONGEST_IMAGE = 512;

  /** As github.com/distribution/reference reads names of images. */
  private static final Pattern IMAGE =
      Pattern.compile(
          "([A-Za-z0-9]([-A-Za-z0-9]*[A-Za-z0-9])?(\\.[A-Za-z0-9]([-A-Za-z0-9]*[A-Za-z0-9])?)*(:\\d+)?/)?"
              + "[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*(/[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*)*"
              + "(:[\\w][-.\\w]{0,127})?(@[A-Za-z][A-Za-z0-9]*:[0-9a-fA-F]{32,})?");

  private final ControllerContext context;
  private final ContainerWatcher watcher;
  private final PodAddresses addresses = new PodAddresses();
  private final boolean ipv6;
  private final Map<String, RunningPod> running = new HashMap<>();

  /** What is left to do for pods that wait for a ConfigMap or a Secret, or for ever. */
  private final Map<RunningPod, Deque<BooleanSupplier>> blocked = new HashMap<>();

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
    boolean gone = change.type() == ObjectChange.Type.DELETED;
    String key = change.resource().key();
    if (SOURCES.contains(key) && !gone) {
      unblock(change.object().at("metadata.namespace").text(""));
    } else if (key.equals(NODES) && change.type() == ObjectChange.Type.ADDED) {
      context.objects().list(PODS).forEach(this::seen);
    } else if (key.equals(PODS) && gone) {
      forget(change.object(), change.object().at("metadata.uid").text(""));
    } else if (key.equals(PODS)) {
      seen(change.object());
    }
  }

  private void seen(Tree pod) {
    String uid = pod.at("metadata.uid").text("");
    String node = pod.at("spec.nodeName").text("");
    if (pod.at("metadata.deletionTimestamp").isPresent()) {
      context.nextPhase(() -> remove(pod));
    } else if (!running.containsKey(uid) && context.objects().get(NODES, "", node).isPresent()) {
      accept(pod, uid);
    }
  }

  private void unblock(String namespace) {
    List<RunningPod> waiting =
        blocked.keySet().stream().filter(pod -> pod.namespace().equals(namespace)).toList();
    waiting.forEach(pod -> walk(pod, blocked.remove(pod)));
  }

  private void forget(Tree pod, String uid) {
    RunningPod ended = running.remove(uid);
    if (ended != null) {
      blocked.remove(ended);
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
    Deque<BooleanSupplier> phases = new ArrayDeque<>();
    phases.add(() -> mount(started));
    started.initContainers().forEach(container -> addInit(phases, started, container));
    phases.add(() -> startAll(started));
    if (started.containers().stream().anyMatch(PodRunner::isProbed)) {
      phases.add(() -> passAll(started));
    }
    write(started);
    walk(started, phases);
  }

  private void addInit(Deque<BooleanSupplier> phases, RunningPod pod, Tree container) {
    String name = container.get("name").text("");
    phases.add(() -> start(pod, container));
    if (RunningPod.isSidecar(container)) {
      if (isProbed(container)) {
        phases.add(() -> pass(pod, container));
      }
    } else {
      phases.add(
          () -> {
            pod.state(name, pod.state(name).completed(context.now()));
            return true;
          });
    }
  }

  /** Gives it an address once all that its volumes need is there. */
  private boolean mount(RunningPod pod) {
    List<String> failures = new PodFiles(context.objects(), pod.pod()).failures();
    failures.stream()
        .filter(pod::says)
        .forEach(failure -> context.warning(pod.pod(), SOURCE, "FailedMount", failure));
    if (failures.isEmpty()) {
      pod.give(addresses.take(pod.uid()), ipv6);
    }
    return failures.isEmpty();
  }

  private boolean startAll(RunningPod pod) {
    boolean all = true;
    for (Tree container : pod.containers()) {
      String name = container.get("name").text("");
      all &= pod.state(name).isRunning() || start(pod, container);
    }
    return all;
  }

  private boolean passAll(RunningPod pod) {
    pod.containers().forEach(each -> pass(pod, each));
    return true;
  }

  private static boolean isProbed(Tree container) {
    return container.get("readinessProbe").isPresent() || container.get("startupProbe").isPresent();
  }

  /**
   * One phase after the other, each written to the pod's status, until the pod is gone or something
   * is in the way.
   */
  private void walk(RunningPod pod, Deque<BooleanSupplier> phases) {
    context.nextPhase(
        () -> {
          if (running.get(pod.uid()) != pod || phases.isEmpty()) {
            return;
          }
          boolean done = phases.peek().getAsBoolean();
          if (done) {
            phases.poll();
          }
          write(pod);
          if (done || pod.isPulling()) {
            walk(pod, phases);
          } else {
            blocked.put(pod, phases);
          }
        });
  }

  /** Starts a container, if the node can get its image and its variables. */
  private boolean start(RunningPod pod, Tree container) {
    String name = container.get("name").text("");
    Tree about = pod.pod();
    Optional<ContainerState> stopped = pulled(pod, container).or(() -> configured(pod, container));
    if (stopped.isPresent()) {
      pod.state(name, stopped.get());
      return false;
    }
    context.event(about, SOURCE, "Created", "Created container: " + name);
    context.event(about, SOURCE, "Started", "Started container " + name);
    String id = "containerd://" + ContainerStatuses.hex(UUID.randomUUID().toString(), 64);
    ContainerState state = pod.state(name).running(id, context.now());
    boolean plainInit =
        pod.initContainers().contains(container) && !RunningPod.isSidecar(container);
    pod.state(name, isProbed(container) || plainInit ? state : state.passed(true));
    watcher.started(about, name);
    return true;
  }

  /**
   * Why a container waits for its image. Registries below .invalid never exist (RFC 2606), and
   * those that Istio has left are switched off; any other image counts as present.
   */
  private Optional<ContainerState> pulled(RunningPod pod, Tree container) {
    String image = container.get("image").text("");
    Tree about = pod.pod();
    if (image.length() > LONGEST_IMAGE || !IMAGE.matcher(image).matches()) {
      String wrong = "couldn't parse image name \"" + image + "\": invalid reference format";
      String message = "Failed to apply default image tag \"" + image + "\": " + wrong;
      tell(pod, "InspectFailed", message);
      tell(pod, "Failed", "Error: InvalidImageName");
      return Optional.of(ContainerState.waiting("InvalidImageName", message));
    }
    if (image.split("/")[0].endsWith(".invalid") || ImageHub.retired(image).isPresent()) {
      String wrong = "no such host: " + image.split("/")[0];
      String state = pod.state(container.get("name").text("")).waiting();
      boolean again = state.equals("ErrImagePull") || state.equals("ImagePullBackOff");
      if (!again) {
        context.event(about, SOURCE, "Pulling", "Pulling image \"" + image + "\"");
      }
      tell(pod, "Failed", "Failed to pull image \"" + image + "\": " + wrong);
      tell(pod, "Failed", again ? "Error: ImagePullBackOff" : "Error: ErrImagePull");
      return Optional.of(
          again
              ? ContainerState.waiting(
                  "ImagePullBackOff", "Back-off pulling image \"" + image + "\": " + wrong)
              : ContainerState.waiting("ErrImagePull", wrong));
    }
    if (pod.says(container.get("name").text("") + " has " + image)) {
      context.event(
          about, SOURCE, "Pulled", "Container image \"" + image + "\" already present on machine");
    }
    return Optional.empty();
  }

  private Optional<ContainerState> configured(RunningPod pod, Tree container) {
    Optional<String> failure = ContainerVariables.failure(context.objects(), pod.pod(), container);
    failure.ifPresent(why -> tell(pod, "Failed", "Error: " + why));
    return failure.map(why -> ContainerState.waiting("CreateContainerConfigError", why));
  }

  private void tell(RunningPod pod, String reason, String message) {
    if (pod.says(message)) {
      context.warning(pod.pod(), SOURCE, reason, message);
    }
  }

  private boolean pass(RunningPod pod, Tree container) {
    String name = container.get("name").text("");
    if (pod.state(name).isRunning()) {
      pod.state(name, pod.state(name).passed(true));
    }
    return true;
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
