package dev.egresstls.lab.practice.tools;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.practice.controlplane.PracticeNode;
import dev.egresstls.lab.practice.tools.CommandLine.Refused;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** {@code kind create cluster}. */
final class KindCreation {
  private static final String IMAGE = "kindest/node:" + PracticeNode.VERSION;
  private static final List<String> PHASES =
      List.of(
          " ✓ Preparing nodes 📦 ",
          " ✓ Writing configuration 📜",
          " ✓ Starting control-plane 🕹️",
          " ✓ Installing CNI 🔌",
          " ✓ Installing StorageClass 💾");

  private final KindNode node;
  private final KindKubeconfigs files;
  private final Consumer<String> lines;

  KindCreation(KindNode node, KindKubeconfigs files, Consumer<String> lines) {
    this.node = node;
    this.files = files;
    this.lines = lines;
  }

  int run(CommandLine line, Map<String, String> env) {
    check(line);
    lines.accept("Creating cluster \"" + node.cluster() + "\" ...");
    lines.accept(" ✓ Ensuring node image (" + line.value("image").orElse(IMAGE) + ") 🖼");
    node.create();
    PHASES.forEach(lines);
    files.write(node.cluster(), line.value("kubeconfig"), env);
    String context = "kind-" + node.cluster();
    lines.accept("Set kubectl context to \"" + context + "\"");
    lines.accept("You can now use your cluster with:");
    lines.accept("");
    lines.accept("kubectl cluster-info --context " + context);
    lines.accept("");
    lines.accept(say("practice.kind.created"));
    return 0;
  }

  private void check(CommandLine line) {
    String wait = line.value("wait").orElse("0s");
    if (!wait.matches("(\\d+(\\.\\d+)?(ms|s|m|h))+|0")) {
      throw new Refused(
          "invalid argument \"" + wait + "\" for \"--wait\" flag: time: invalid duration");
    }
    if (node.exists()) {
      throw new Refused(
          "failed to create cluster: node(s) already exist for a cluster with the name \""
              + node.cluster()
              + "\"");
    }
  }
}
