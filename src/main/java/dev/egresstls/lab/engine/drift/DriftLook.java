package dev.egresstls.lab.engine.drift;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.check.ClientPod;
import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.lab.Action;
import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.mesh.observed.Observation;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.Cluster;
import dev.egresstls.lab.world.NameResolver;
import dev.egresstls.lab.world.Ref;
import dev.egresstls.lab.world.World;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks whether the addresses that a lab wrote into a slice are still what DNS says. */
public final class DriftLook {
  private final LabRun run;
  private final World world;

  /** Looks at a run's slice in its world. */
  public DriftLook(LabRun run, World world) {
    this.run = run;
    this.world = world;
  }

  /**
   * Asks the cluster, its DNS and this machine's, once each. A DNS that does not answer is part of
   * what was seen.
   *
   * @throws LabFailure (precondition) if there is no cluster yet, or the lab writes no slice
   */
  public Drift look() throws InterruptedException {
    Action.WriteSlice slice = only(Action.WriteSlice.class);
    String host = run.vars().fill(only(Action.Resolve.class).host());
    Observation seen = run.mesh().observed(Map.of());
    Cluster cluster = world.cluster().orElseThrow();
    String namespace = run.vars().fill(slice.namespace());
    String name = run.vars().fill(slice.name());
    Tree object = seen.find("EndpointSlice", namespace, name).orElse(Tree.MISSING);
    NameResolver names = world.names();
    Side pod = Side.of(() -> new ClusterDns(cluster, names).ask(host));
    Side machine = Side.of(() -> names.lookUp(host));
    Ref ref = new Ref("discovery.k8s.io/v1", "EndpointSlice", Optional.of(namespace), name);
    Drift drift = Drift.of(host, ref.toString(), addresses(object), pod, machine);
    return new Effects(seen, client(), host, slice.port()).on(drift, object);
  }

  /** The number of the step that writes the slice. */
  public int step() {
    Action.WriteSlice slice = only(Action.WriteSlice.class);
    Lab lab = run.lab();
    return Stream.iterate(1, number -> number <= lab.steps().size(), number -> number + 1)
        .filter(number -> lab.steps().get(number - 1).actions().contains(slice))
        .findFirst()
        .orElseThrow();
  }

  private <T extends Action> T only(Class<T> kind) {
    return run.lab().steps().stream()
        .flatMap(step -> step.actions().stream())
        .filter(kind::isInstance)
        .map(kind::cast)
        .findFirst()
        .orElseThrow(
            () -> Problem.of(Problem.Kind.PRECONDITION, say("engine.drift.noSlice")).failure());
  }

  private Optional<ClientPod> client() throws InterruptedException {
    try {
      return Optional.of(run.clientPod());
    } catch (LabFailure e) {
      return Optional.empty(); // it is not deployed yet: then only the addresses are compared
    }
  }

  private static List<String> addresses(Tree slice) {
    return slice.get("endpoints").items().stream()
        .flatMap(endpoint -> endpoint.get("addresses").texts().stream())
        .toList();
  }
}
