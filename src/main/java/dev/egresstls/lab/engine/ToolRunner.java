package dev.egresstls.lab.engine;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.Action;
import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.ledger.LedgeredWorld;
import dev.egresstls.lab.ledger.journal.Entry;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.Cluster;
import dev.egresstls.lab.world.ClusterFacts;
import dev.egresstls.lab.world.LentKubeconfig;
import dev.egresstls.lab.world.World;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.BiConsumer;

/** Runs kind and istioctl against the cluster of this run, and no other. */
final class ToolRunner {
  /** What kind calls a cluster if it is given no name, as in the tutorial. */
  private static final String CLUSTER = "kind";

  private static final int LAST_LINES = 8;

  private final LedgeredWorld world;
  private final BiConsumer<String, String> output;

  /**
   * A runner of tools.
   *
   * @param output hears each line that a tool prints, with the tool's name
   */
  ToolRunner(LedgeredWorld world, BiConsumer<String, String> output) {
    this.world = world;
    this.output = output;
  }

  /**
   * Runs a tool; if it creates a cluster, pins that.
   *
   * @throws dev.egresstls.lab.lab.LabFailure if there is no such tool, it fails, or it would
   *     install an Istio that the track is not for
   */
  void run(Action.Tool tool, Vars vars) throws InterruptedException {
    List<String> argv = new ArrayList<>(tool.argv().stream().map(vars::fill).toList());
    String name = argv.get(0);
    if (!world.commands().has(name)) {
      throw Problem.of(
              Problem.Kind.PRECONDITION,
              say("engine.tool.missing", name),
              whereFrom(name),
              say("engine.tool.practice"))
          .failure();
    }
    if (tool.createsCluster()) {
      createCluster(argv);
    } else {
      Cluster cluster = RunCluster.of(world);
      ClusterFacts facts = cluster.facts();
      if (name.equals("istioctl")) {
        LocalIstioctl.mustFit(world, vars);
      }
      cluster.resources().verify();
      Tree details = Tree.object("command", String.join(" ", argv));
      try (LentKubeconfig lent = cluster.lend(Optional.empty())) {
        argv.addAll(clusterFlags(name, lent, facts));
        Map<String, String> env = Map.of("KUBECONFIG", lent.file().toString());
        RunCluster.resources(world).tool(details, () -> run(argv, env));
      }
    }
  }

  private static String whereFrom(String tool) {
    return switch (tool) {
      case "kind" -> say("engine.tool.kind");
      case "istioctl" -> say("engine.tool.istioctl");
      default -> say("engine.tool.install", tool);
    };
  }

  /** istioctl's global flags; other tools get KUBECONFIG alone. */
  private static List<String> clusterFlags(String tool, LentKubeconfig lent, ClusterFacts facts) {
    return tool.equals("istioctl")
        ? List.of("--kubeconfig", lent.file().toString(), "--context", facts.context())
        : List.of();
  }

  private void createCluster(List<String> argv) throws InterruptedException {
    boolean another =
        world.mode() == World.Mode.LIVE
            && world.cluster().map(Cluster::facts).map(facts -> !facts.practice()).orElse(false);
    if (another) {
      throw Problem.of(Problem.Kind.UNSAFE, say("engine.tool.pinned"), "kubectl get nodes")
          .failure();
    }
    String kubeconfig = world.ownKubeconfig().toString();
    argv.addAll(List.of("--name", CLUSTER, "--kubeconfig", kubeconfig));
    Tree named =
        Tree.object("command", "kind create cluster --name " + CLUSTER, "cluster", CLUSTER);
    if (world.resources().isPresent()) {
      RunCluster.resources(world).tool(named, () -> run(argv, Map.of()));
      world.attach(world.ownKubeconfig(), "kind-" + CLUSTER);
    } else {
      Tree details = clusters().map(before -> named.with("clusters", before)).orElse(named);
      Entry creating = world.creating(details);
      try {
        run(argv, Map.of());
      } catch (LabFailure e) {
        if (clusters().filter(left -> !left.contains(CLUSTER)).isPresent()) {
          world.notCreated(creating);
        }
        throw e;
      }
      world.attach(world.ownKubeconfig(), "kind-" + CLUSTER);
      world.created(creating);
    }
  }

  /** The clusters that kind knows of; empty if it does not say. */
  private Optional<List<String>> clusters() throws InterruptedException {
    List<String> names = new ArrayList<>();
    int exit = world.commands().run(List.of("kind", "get", "clusters"), Map.of(), names::add);
    return exit == 0
        ? Optional.of(names.stream().flatMap(String::lines).map(ToolRunner::plain).toList())
        : Optional.empty();
  }

  private void run(List<String> argv, Map<String, String> env) throws InterruptedException {
    Deque<String> last = new ConcurrentLinkedDeque<>();
    int exit =
        world
            .commands()
            .run(
                argv,
                env,
                line -> {
                  last.add(plain(line));
                  if (last.size() > LAST_LINES) {
                    last.pollFirst();
                  }
                  output.accept(argv.get(0), plain(line));
                });
    if (exit != 0) {
      throw failed(argv, exit, String.join("\n", last)).failure();
    }
  }

  private static Problem failed(List<String> argv, int exit, String said) {
    Problem problem =
        Problem.of(
            Problem.Kind.PRECONDITION,
            say("engine.tool.failed", String.join(" ", argv), exit),
            say("engine.tool.byHand"));
    return said.isBlank() ? problem : problem.because(said);
  }

  /** Without escape sequences and control characters, which a tool could harm a terminal with. */
  static String plain(String line) {
    return line.replaceAll(
            "\u001b(\\[[0-?]*[ -/]*[@-~]|\\][^\u0007\u001b]*(\u0007|\u001b\\\\)?|.)", "")
        .replaceAll("[\\p{Cc}&&[^\t]]", "");
  }
}
