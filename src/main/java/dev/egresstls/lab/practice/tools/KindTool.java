package dev.egresstls.lab.practice.tools;

import dev.egresstls.lab.message.Messages;
import dev.egresstls.lab.practice.tools.CommandLine.Flags;
import dev.egresstls.lab.practice.tools.CommandLine.Refused;
import dev.egresstls.lab.world.Cluster;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The tool {@code kind}, as far as one cluster goes. Output and refusals as kind 0.29 has them. */
public final class KindTool implements Tool {
  private static final Flags FLAGS =
      new Flags(
          List.of("name", "kubeconfig", "image", "wait", "config", "verbosity"),
          List.of("retain", "quiet", "help", "internal"),
          Map.of("n", "name", "q", "quiet", "v", "verbosity", "h", "help"));
  private static final String HELP =
      "kind creates and manages local Kubernetes clusters using Docker container 'nodes'\n"
          + "\n"
          + "Usage:\n"
          + "  kind [command]\n"
          + "\n"
          + "Available Commands:\n"
          + "  create      Creates one of [cluster]\n"
          + "  delete      Deletes one of [cluster]\n"
          + "  export      Exports one of [kubeconfig]\n"
          + "  get         Gets one of [clusters, nodes, kubeconfig]\n"
          + "  version     Prints the kind CLI version\n"
          + "\n"
          + Messages.say("practice.kind.about");

  private final Supplier<Cluster> cluster;
  private final Path ownKubeconfig;

  /**
   * The tool for one practice cluster.
   *
   * @param ownKubeconfig where a kubeconfig goes if nobody says where
   */
  public KindTool(Supplier<Cluster> cluster, Path ownKubeconfig) {
    this.cluster = cluster;
    this.ownKubeconfig = ownKubeconfig;
  }

  @Override
  public int run(List<String> arguments, Map<String, String> env, Consumer<String> lines)
      throws InterruptedException {
    try {
      CommandLine line = CommandLine.read(arguments, FLAGS);
      Consumer<String> told = line.on("quiet") ? ignored -> {} : lines;
      return run(line, env, lines, told);
    } catch (Refused refused) {
      lines.accept("ERROR: " + refused.getMessage());
      return 1;
    }
  }

  private int run(
      CommandLine line, Map<String, String> env, Consumer<String> lines, Consumer<String> told)
      throws InterruptedException {
    KindNode node = new KindNode(cluster.get(), line.value("name").orElse("kind"));
    KindKubeconfigs files = new KindKubeconfigs(cluster.get(), ownKubeconfig);
    String command = String.join(" ", line.words());
    if (line.words().isEmpty() || line.on("help")) {
      HELP.lines().forEach(lines);
      return 0;
    }
    return switch (command) {
      case "create cluster" -> new KindCreation(node, files, told).run(line, env);
      case "delete cluster" -> delete(lines);
      case "get clusters" -> say(lines, node.clusters());
      case "get nodes" -> say(lines, node.names());
      case "get kubeconfig" -> text(lines, files.of(node.cluster()));
      case "export kubeconfig" -> {
        files.write(node.cluster(), line.value("kubeconfig"), env);
        yield say(told, "Set kubectl context to \"kind-" + node.cluster() + "\"");
      }
      case "version" -> say(lines, "kind v0.29.0 go1.24.3 linux/amd64 (simulated)");
      default -> throw new Refused("unknown command \"" + line.words().get(0) + "\" for \"kind\"");
    };
  }

  private static int say(Consumer<String> lines, String text) {
    lines.accept(text);
    return 0;
  }

  private static int text(Consumer<String> lines, String text) {
    text.lines().forEach(lines);
    return 0;
  }

  private static int delete(Consumer<String> lines) {
    lines.accept("ERROR: " + Messages.say("practice.kind.not-deleted"));
    return 1;
  }
}
