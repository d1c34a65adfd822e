package dev.egresstls.lab.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.value.Yaml;
import dev.egresstls.lab.world.FakeWorld;
import dev.egresstls.lab.world.World;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whom a change of Istio hits. */
class MeshWideTest {
  private static void pod(FakeWorld world, String namespace, String container) {
    world
        .resources()
        .put(
            Yaml.read(
                "{apiVersion: v1, kind: Pod, metadata: {namespace: %s, name: a-%s, annotations: {sidecar.istio.io/status: x}}, spec: {containers: [{name: app}, {name: %s}]}}"
                    .formatted(namespace, container, container)));
  }

  @Test
  void other_namespaces_with_sidecars_are_counted_and_named() {
    FakeWorld world = new FakeWorld().mode(World.Mode.LIVE);
    pod(world, "default", "istio-proxy");
    pod(world, "plain", "other");
    assertEquals(Optional.empty(), MeshWide.problem(world, "default", "leave it"));
    for (int i = 1; i <= 7; i++) {
      pod(world, "team-" + i, "istio-proxy");
    }
    Problem problem = MeshWide.problem(world, "default", "leave it").orElseThrow();
    assertEquals(Problem.Kind.UNSAFE, problem.kind());
    assertEquals(
        "this changes Istio for the whole mesh: 7 other namespaces have sidecars"
            + " (team-1, team-2, team-3, team-4, team-5 and 2 more)",
        problem.what());
    assertEquals(List.of("leave it"), problem.tries());
  }

  @Test
  void in_practice_there_is_nobody_else() {
    FakeWorld world = new FakeWorld().mode(World.Mode.PRACTICE);
    pod(world, "other", "istio-proxy");
    assertEquals(Optional.empty(), MeshWide.problem(world, "default"));
  }
}
