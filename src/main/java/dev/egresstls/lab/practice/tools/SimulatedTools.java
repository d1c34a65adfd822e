package dev.egresstls.lab.practice.tools;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.practice.tools.istioctl.Istioctl;
import dev.egresstls.lab.world.Cluster;
import dev.egresstls.lab.world.CommandRunner;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** kind and istioctl, simulated: they act on a practice cluster through its API alone. */
public final class SimulatedTools implements CommandRunner {
  private final Map<String, Tool> tools;

  /**
   * The tools for one practice cluster.
   *
   * @param istio istioctl's own version, such as {@code 1.27.9}
   * @param ownKubeconfig where kind writes a kubeconfig if nobody says where
   */
  public SimulatedTools(Supplier<Cluster> cluster, String istio, Path ownKubeconfig) {
    this.tools =
        Map.of(
            "kind", new KindTool(cluster, ownKubeconfig),
            "istioctl", new Istioctl(cluster, istio));
  }

  @Override
  public boolean has(String tool) {
    return tools.containsKey(tool);
  }

  @Override
  public int run(List<String> argv, Map<String, String> env, Consumer<String> lines)
      throws InterruptedException {
    Tool tool = tools.get(argv.get(0));
    if (tool == null) {
      throw Problem.of(
              Problem.Kind.PRECONDITION,
              say("practice.no-tool", argv.get(0)),
              say("practice.no-tool.try"))
          .failure();
    }
    return tool.run(argv.subList(1, argv.size()), env, lines);
  }
}
