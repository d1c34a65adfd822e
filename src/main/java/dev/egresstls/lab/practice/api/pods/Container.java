package dev.egresstls.lab.practice.api.pods;

import dev.egresstls.lab.practice.api.http.IncomingRequest;
import dev.egresstls.lab.practice.store.ApiError;
import dev.egresstls.lab.practice.store.Refusals;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which container of a pod a request means. */
final class Container {
  private static final String DEFAULT = "kubectl.kubernetes.io/default-container";

  private Container() {}

  /**
   * The name of the container.
   *
   * @throws ApiError 400 if there is no such one, or several and none is named
   */
  static String of(Tree pod, IncomingRequest call, boolean forLogs) {
    List<String> own = names(pod, "containers");
    List<String> all = new ArrayList<>(own);
    all.addAll(names(pod, "initContainers"));
    String name = pod.at("metadata.name").text("");
    Optional<String> asked = call.parameter("container").filter(text -> !text.isEmpty());
    if (asked.isPresent()) {
      if (!all.contains(asked.get())) {
        throw Refusals.badRequest("container " + asked.get() + " is not valid for pod " + name);
      }
      return asked.get();
    }
    return own.size() == 1 ? own.get(0) : unnamed(pod, own, forLogs);
  }

  private static String unnamed(Tree pod, List<String> own, boolean forLogs) {
    String preset = pod.at("metadata.annotations").get(DEFAULT).text("");
    if (!forLogs && !own.isEmpty()) {
      return own.contains(preset) ? preset : own.get(0);
    }
    List<String> inits = names(pod, "initContainers");
    String rest = inits.isEmpty() ? "" : " or one of the init containers: " + shown(inits);
    String name = pod.at("metadata.name").text("");
    throw Refusals.badRequest(
        "a container name must be specified for pod "
            + name
            + ", choose one of: "
            + shown(own)
            + rest);
  }

  private static String shown(List<String> names) {
    return "[" + String.join(" ", names) + "]";
  }

  /** The state of a container: {@code running}, {@code waiting} or {@code terminated}. */
  static Tree state(Tree pod, String container) {
    for (String list : List.of("containerStatuses", "initContainerStatuses")) {
      for (Tree status : pod.get("status").get(list).items()) {
        if (status.get("name").text("").equals(container)) {
          return status.get("state");
        }
      }
    }
    return Tree.MISSING;
  }

  private static List<String> names(Tree pod, String list) {
    return pod.get("spec").get(list).items().stream().map(one -> one.get("name").text("")).toList();
  }
}
