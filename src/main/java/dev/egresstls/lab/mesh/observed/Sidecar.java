package dev.egresstls.lab.mesh.observed;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.value.Tree;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The Istio proxy in a pod, if it has one.
 *
 * @param present whether the pod has a container {@code istio-proxy}
 * @param asNative whether it is a native sidecar: an init container with restartPolicy Always
 *     (istio pilot/pkg/features/pilot.go:319-331 @1.27.9)
 * @param ready whether the kubelet reports it ready
 * @param reason where it was found, or why there is none
 */
public record Sidecar(boolean present, boolean asNative, boolean ready, Because reason) {
  static final String NAME = "istio-proxy";

  public Sidecar {
    Objects.requireNonNull(reason);
  }

  /** What a pod's spec and status say; a missing pod has none. */
  public static Sidecar of(Tree pod) {
    List<Tree> containers = pod.at("spec.containers").items();
    for (int i = 0; i < containers.size(); i++) {
      if (named(containers.get(i))) {
        boolean ready = ready(pod.at("status.containerStatuses"));
        return new Sidecar(true, false, ready, found(pod, "spec.containers[" + i + "].name"));
      }
    }
    List<Tree> inits = pod.at("spec.initContainers").items();
    for (int i = 0; i < inits.size(); i++) {
      if (named(inits.get(i)) && inits.get(i).get("restartPolicy").text("").equals("Always")) {
        boolean ready = ready(pod.at("status.initContainerStatuses"));
        return new Sidecar(true, true, ready, found(pod, "spec.initContainers[" + i + "].name"));
      }
    }
    return new Sidecar(false, false, false, absence(pod));
  }

  private static boolean named(Tree container) {
    return container.get("name").text("").equals(NAME);
  }

  /**
   * Why Envoy does not listen yet: the kubelet says that the container is not ready, which it is
   * once Envoy has its listeners (istio pilot/cmd/pilot-agent/status/ready @1.31.0). Empty if it is
   * ready, or nothing is said of it.
   */
  public static Optional<Because> notReady(Tree pod, String text) {
    for (String list : List.of("containerStatuses", "initContainerStatuses")) {
      List<Tree> statuses = pod.get("status").get(list).items();
      for (int i = 0; i < statuses.size(); i++) {
        Tree ready = statuses.get(i).get("ready");
        if (named(statuses.get(i)) && Boolean.FALSE.equals(ready.raw())) {
          String field = "status." + list + "[" + i + "].ready";
          return Optional.of(new Because(text, ObjectNames.of(pod), field, "false"));
        }
      }
    }
    return Optional.empty();
  }

  private static boolean ready(Tree statuses) {
    return statuses.items().stream()
        .anyMatch(status -> named(status) && status.get("ready").isTrue());
  }

  private static Because found(Tree pod, String field) {
    return new Because(say("mesh.sidecar.has"), ObjectNames.of(pod), field, NAME);
  }

  private static Because absence(Tree pod) {
    if (!pod.isPresent()) {
      return Because.plain(say("mesh.sidecar.noPod"));
    }
    for (String where : List.of("labels", "annotations")) {
      Tree optOut = pod.get("metadata").get(where).get("sidecar.istio.io/inject");
      if (optOut.text("").equals("false")) {
        String field = "metadata." + where + "[sidecar.istio.io/inject]";
        return new Because(say("mesh.sidecar.optedOut"), ObjectNames.of(pod), field, "false");
      }
    }
    if (pod.at("spec.hostNetwork").isTrue()) {
      String text = say("mesh.sidecar.hostNetwork");
      return new Because(text, ObjectNames.of(pod), "spec.hostNetwork", "true");
    }
    return new Because(
        say("mesh.sidecar.none"),
        ObjectNames.of(pod),
        "spec.containers",
        String.join(
            ", ",
            pod.at("spec.containers").items().stream().map(c -> c.get("name").text("")).toList()));
  }
}
