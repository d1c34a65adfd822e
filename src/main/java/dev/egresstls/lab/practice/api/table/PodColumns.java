package dev.egresstls.lab.practice.api.table;

import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The columns of pods; a sidecar that restarts always counts among the containers. */
final class PodColumns {
  private PodColumns() {}

  static List<Column> all() {
    return List.of(
        Column.of("Ready", PodColumns::ready),
        Column.of("Status", PodColumns::status),
        Column.of("Restarts", PodColumns::restarts),
        Columns.AGE,
        Column.wide("IP", pod -> pod.at("status.podIP").text("<none>")),
        Column.wide("Node", pod -> pod.at("spec.nodeName").text("<none>")),
        Column.wide("Nominated Node", pod -> "<none>"),
        Column.wide("Readiness Gates", pod -> "<none>"));
  }

  private static Set<String> sidecars(Tree pod) {
    return pod.at("spec.initContainers").items().stream()
        .filter(one -> one.get("restartPolicy").text("").equals("Always"))
        .map(one -> one.get("name").text(""))
        .collect(Collectors.toSet());
  }

  private static List<Tree> statuses(Tree pod) {
    Set<String> sidecars = sidecars(pod);
    List<Tree> statuses = new ArrayList<>(pod.at("status.containerStatuses").items());
    pod.at("status.initContainerStatuses").items().stream()
        .filter(one -> sidecars.contains(one.get("name").text("")))
        .forEach(statuses::add);
    return statuses;
  }

  private static Object ready(Tree pod) {
    int all = pod.at("spec.containers").items().size() + sidecars(pod).size();
    long ready = statuses(pod).stream().filter(one -> one.get("ready").isTrue()).count();
    return ready + "/" + all;
  }

  private static Object restarts(Tree pod) {
    return String.valueOf(
        statuses(pod).stream().mapToLong(one -> one.get("restartCount").number(0)).sum());
  }

  private static Object status(Tree pod) {
    if (pod.at("metadata.deletionTimestamp").isPresent()) {
      return "Terminating";
    }
    String initialising = initialising(pod);
    if (!initialising.isEmpty()) {
      return initialising;
    }
    for (Tree one : pod.at("status.containerStatuses").items()) {
      String reason =
          one.at("state.waiting.reason").text(one.at("state.terminated.reason").text(""));
      if (!reason.isEmpty()) {
        return reason;
      }
    }
    return pod.at("status.reason").text(pod.at("status.phase").text(""));
  }

  private static String initialising(Tree pod) {
    List<Tree> statuses = pod.at("status.initContainerStatuses").items();
    Set<String> sidecars = sidecars(pod);
    for (int i = 0; i < statuses.size(); i++) {
      Tree one = statuses.get(i);
      boolean sidecar = sidecars.contains(one.get("name").text(""));
      boolean over = one.at("state.terminated.exitCode").text("").equals("0");
      if (over || (sidecar && one.get("started").isTrue())) {
        continue;
      }
      String reason = one.at("state.waiting.reason").text("PodInitializing");
      boolean plain = reason.equals("PodInitializing");
      return "Init:" + (plain ? i + "/" + pod.at("spec.initContainers").items().size() : reason);
    }
    return "";
  }
}
