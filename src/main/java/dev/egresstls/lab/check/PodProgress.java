package dev.egresstls.lab.check;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How far a pod is, in a few words: {@code 0/1 ready · istio-proxy starting}.
 *
 * @param pod the pod as JSON
 */
public record PodProgress(Tree pod) {
  /** The words; empty if all of its containers are ready. */
  public Optional<String> words() {
    List<Tree> counted = statuses();
    long ready = counted.stream().filter(PodProgress::ready).count();
    int all = Math.max(counted.size(), containers());
    if (all > 0 && ready == all) {
      return Optional.empty();
    }
    List<String> words = new ArrayList<>();
    words.add(say("check.pod.ready", ready, all));
    if (counted.isEmpty()) {
      words.add(say("check.pod.phase", pod.at("status.phase").text("Pending")));
    }
    counted.stream().filter(one -> !ready(one)).map(PodProgress::stage).forEach(words::add);
    return Optional.of(String.join(" · ", words));
  }

  private int containers() {
    return pod.at("spec.containers").items().size() + natives().size();
  }

  /** Init containers that go on running: sidecars, as Kubernetes has them. */
  private List<String> natives() {
    return pod.at("spec.initContainers").items().stream()
        .filter(one -> one.get("restartPolicy").text("").equals("Always"))
        .map(one -> one.get("name").text(""))
        .toList();
  }

  private List<Tree> statuses() {
    List<String> natives = natives();
    List<Tree> all = new ArrayList<>();
    pod.at("status.initContainerStatuses").items().stream()
        .filter(one -> natives.contains(one.get("name").text("")))
        .forEach(all::add);
    all.addAll(pod.at("status.containerStatuses").items());
    return all;
  }

  private static boolean ready(Tree status) {
    return status.get("ready").isTrue();
  }

  /** What keeps a container: a reason that is none but its start is named as it is. */
  private static String stage(Tree status) {
    String name = status.get("name").text("");
    String waits = status.at("state.waiting.reason").text("");
    String ended = status.at("state.terminated.reason").text("");
    if (!ended.isEmpty()) {
      return say("check.pod.container", name, ended);
    }
    boolean starts =
        waits.isEmpty() || waits.equals("ContainerCreating") || waits.equals("PodInitializing");
    return starts ? say("check.pod.starting", name) : say("check.pod.container", name, waits);
  }
}
