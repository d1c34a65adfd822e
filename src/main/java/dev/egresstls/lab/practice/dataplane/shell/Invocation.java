package dev.egresstls.lab.practice.dataplane.shell;

import dev.egresstls.lab.value.Tree;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A program that is being run in a container.
 *
 * @param container the container's name
 * @param argv the program and its arguments; never empty
 */
public record Invocation(
    Tree pod,
    String container,
    List<String> argv,
    InputStream in,
    PrintStream out,
    PrintStream err) {
  public Invocation {
    argv = List.copyOf(argv);
  }

  /** The arguments without the program. */
  public List<String> arguments() {
    return argv.subList(1, argv.size());
  }

  public String namespace() {
    return pod.at("metadata.namespace").text("");
  }

  public String podName() {
    return pod.at("metadata.name").text("");
  }

  /** Something else in the same container, with more variables in its environment. */
  public Invocation running(List<String> other, Map<String, String> variables) {
    Tree changed = pod;
    for (String field : List.of("containers", "initContainers")) {
      List<Tree> containers =
          pod.get("spec").get(field).items().stream()
              .map(one -> one.get("name").text("").equals(container) ? with(one, variables) : one)
              .toList();
      changed = changed.with("spec", changed.get("spec").with(field, containers));
    }
    return new Invocation(changed, container, other, in, out, err);
  }

  private static Tree with(Tree spec, Map<String, String> variables) {
    List<Tree> env = new ArrayList<>(spec.get("env").items());
    variables.forEach((name, value) -> env.add(Tree.object("name", name, "value", value)));
    return spec.with("env", env);
  }

  /** The container's part of the pod's spec. */
  public Tree spec() {
    return container(pod, container);
  }

  /** A container's part of a pod's spec; missing if it has no such container. */
  public static Tree container(Tree pod, String name) {
    return java.util.stream.Stream.of("containers", "initContainers")
        .flatMap(field -> pod.get("spec").get(field).items().stream())
        .filter(each -> each.get("name").text("").equals(name))
        .findFirst()
        .orElse(Tree.MISSING);
  }
}
