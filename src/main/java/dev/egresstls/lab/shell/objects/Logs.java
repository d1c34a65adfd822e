package dev.egresstls.lab.shell.objects;

import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Role;
import dev.egresstls.lab.shell.opening.Opened;
import dev.egresstls.lab.shell.typed.PromptWords;
import dev.egresstls.lab.value.Neutral;
import dev.egresstls.lab.value.Spelling;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.Query;
import dev.egresstls.lab.world.served.ServedKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a container of a pod logged. */
public final class Logs {
  private static final int USUAL = 50;
  private static final int MOST = 10_000;
  private static final String DEFAULT_CONTAINER = "kubectl.kubernetes.io/default-container";
  private static final ServedKind POD = kind("v1", "Pod", "pods");
  private static final ServedKind DEPLOYMENT = kind("apps/v1", "Deployment", "deployments");

  private Logs() {}

  private static ServedKind kind(String apiVersion, String kind, String plural) {
    return new ServedKind(apiVersion, kind, plural, "", List.of(), true);
  }

  /**
   * What {@code logs} prints.
   *
   * @throws dev.egresstls.lab.lab.LabFailure if the words are wrong, there is no such pod or
   *     container, or the cluster says no
   */
  public static List<Line> of(Opened open, int columns, String argument) {
    PromptWords words =
        PromptWords.of(
            "logs", argument, PromptWords.NAMESPACE, PromptWords.CONTAINER, PromptWords.TAIL);
    if (words.names().size() != 1 || words.parts().isEmpty()) {
      throw usage("logs needs a pod");
    }
    int most = words.option(PromptWords.TAIL).map(Logs::count).orElse(USUAL);
    Finder finder = Finder.in(open);
    String namespace = finder.namespace(words);
    Tree pod = pod(finder, words.parts(), namespace);
    String container = container(pod, words.option(PromptWords.CONTAINER));
    String name = pod.at("metadata.name").text("");
    List<String> rows = finder.cluster().pods().tail(namespace, name, container, most);
    return lines(
        pod, container, rows, most, words.has(PromptWords.TAIL) ? "" : ", --tail N for more");
  }

  private static RuntimeException usage(String what) {
    return Problem.of(
            Problem.Kind.USAGE, what, "logs deploy/curl -c istio-proxy", "get pods lists them")
        .failure();
  }

  private static int count(String typed) {
    if (!typed.matches("[1-9]\\d{0,4}") || Integer.parseInt(typed) > MOST) {
      throw Problem.of(
              Problem.Kind.USAGE,
              "--tail " + typed + " is no number of lines",
              "a number from 1 to " + MOST)
          .failure();
    }
    return Integer.parseInt(typed);
  }

  private static Tree pod(Finder finder, List<String> parts, String namespace) {
    String name = parts.get(parts.size() - 1);
    String kind = parts.size() == 1 ? "pod" : parts.get(0);
    return switch (kind) {
      case "pod", "pods", "po" -> finder.object(POD, Optional.of(namespace), name);
      case "deploy", "deployment", "deployments" -> ofDeployment(finder, name, namespace);
      default -> throw usage("logs takes a pod or deploy/NAME, and not " + kind + "/" + name);
    };
  }

  /** A running pod if there is one. */
  private static Tree ofDeployment(Finder finder, String name, String namespace) {
    Tree deployment = finder.object(DEPLOYMENT, Optional.of(namespace), name);
    Tree wanted = deployment.at("spec.selector.matchLabels");
    List<Tree> pods =
        finder.resources().list(Query.in(namespace, "v1", "Pod")).stream()
            .filter(pod -> fits(wanted, pod.at("metadata.labels")))
            .toList();
    return pods.stream()
        .filter(pod -> pod.at("status.phase").text("").equals("Running"))
        .filter(pod -> pod.at("metadata.deletionTimestamp").isMissing())
        .findFirst()
        .or(() -> pods.stream().findFirst())
        .orElseThrow(
            () ->
                Problem.of(
                        Problem.Kind.PRECONDITION,
                        "Deployment " + name + " has no pod in namespace " + namespace,
                        "describe deploy " + name + " -n " + namespace)
                    .failure());
  }

  private static boolean fits(Tree wanted, Tree labels) {
    return wanted.fields().entrySet().stream()
        .allMatch(label -> labels.get(label.getKey()).equals(label.getValue()));
  }

  /** All containers, those of the pod's own work first. */
  private static List<String> containers(Tree pod) {
    return Stream.of("spec.containers", "spec.initContainers")
        .flatMap(path -> pod.at(path).items().stream())
        .map(one -> one.get("name").text(""))
        .toList();
  }

  private static String container(Tree pod, Optional<String> typed) {
    List<String> all = containers(pod);
    if (typed.isEmpty()) {
      String marked = pod.at("metadata.annotations").get(DEFAULT_CONTAINER).text("");
      return all.contains(marked) ? marked : all.get(0);
    }
    if (!all.contains(typed.get())) {
      String what = "pod " + pod.at("metadata.name").text("") + " has no container " + typed.get();
      throw Problem.of(
              Problem.Kind.USAGE,
              Neutral.line(what + Spelling.hint(typed.get(), all)),
              Neutral.line("-c " + String.join(", -c ", all)))
          .failure();
    }
    return typed.get();
  }

  private static List<Line> lines(
      Tree pod, String container, List<String> rows, int most, String more) {
    List<String> others = new ArrayList<>(containers(pod));
    others.remove(container);
    String name = pod.at("metadata.name").text("");
    String which =
        (rows.isEmpty() ? "nothing was logged by " : "")
            + container
            + " in "
            + name
            + (rows.size() == most
                ? " · the last " + (most == 1 ? "line" : most + " lines") + more
                : "")
            + (others.isEmpty() ? "" : " · also -c " + String.join(", ", others));
    List<Line> lines = new ArrayList<>();
    lines.add(Line.of(2, Role.QUIET, Neutral.line(which)).hanging(4));
    rows.forEach(row -> lines.add(Line.of(2, Role.PLAIN, row).hanging(4)));
    return lines;
  }
}
