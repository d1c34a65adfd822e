package dev.egresstls.lab.app.objects;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.mesh.observed.DeploymentPods;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.Query;
import dev.egresstls.lab.world.served.ServedKind;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the pod that is meant by its name, or by the Deployment that it belongs to. */
public final class PodFinder {
  private static final ServedKind POD = kind("v1", "Pod", "pods");
  private static final ServedKind DEPLOYMENT = kind("apps/v1", "Deployment", "deployments");

  private PodFinder() {}

  private static ServedKind kind(String apiVersion, String kind, String plural) {
    return new ServedKind(apiVersion, kind, plural, "", List.of(), true);
  }

  /**
   * The pod of {@code NAME}, {@code pod/NAME} or {@code deploy/NAME}: of a Deployment the newest,
   * as everywhere in the lab.
   *
   * @throws dev.egresstls.lab.lab.LabFailure if there is none, or it names neither
   */
  public static Tree of(Finder finder, String typed, String namespace) {
    List<String> parts = Arrays.stream(typed.split("/", 2)).filter(one -> !one.isEmpty()).toList();
    if (parts.isEmpty()) {
      throw usage(say("shell.logs.none"));
    }
    String name = parts.get(parts.size() - 1);
    String kind = parts.size() == 1 ? "pod" : parts.get(0);
    return switch (kind) {
      case "pod", "pods", "po" -> finder.object(POD, Optional.of(namespace), name);
      case "deploy", "deployment", "deployments", "deployment.apps" ->
          ofDeployment(finder, name, namespace);
      default -> throw usage(say("shell.logs.kind", kind + "/" + name));
    };
  }

  private static RuntimeException usage(String what) {
    return Problem.of(
            Problem.Kind.USAGE,
            what,
            "logs deploy/NAME -c istio-proxy",
            say("shell.logs.list", "get pods"))
        .failure();
  }

  private static Tree ofDeployment(Finder finder, String name, String namespace) {
    finder.object(DEPLOYMENT, Optional.of(namespace), name);
    List<Tree> pods = finder.resources().list(Query.in(namespace, "v1", "Pod"));
    return DeploymentPods.newest(pods, namespace, name)
        .orElseThrow(
            () ->
                Problem.of(
                        Problem.Kind.PRECONDITION,
                        say("shell.logs.empty", name, namespace),
                        "describe deploy " + name + " -n " + namespace)
                    .failure());
  }

  /** All containers of a pod, those of its own work first. */
  public static List<Tree> containers(Tree pod) {
    return Stream.of("spec.containers", "spec.initContainers")
        .flatMap(path -> pod.at(path).items().stream())
        .toList();
  }
}
