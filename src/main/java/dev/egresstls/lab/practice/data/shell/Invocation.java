package dev.egresstls.lab.practice.data.shell;

import dev.egresstls.lab.value.Tree;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.List;

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
