package dev.egresstls.lab.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.event.Event;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.Yaml;
import dev.egresstls.lab.world.FakeWorld;
import dev.egresstls.lab.world.Query;
import dev.egresstls.lab.world.Ref;
import dev.egresstls.lab.world.World;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the lab does for each kind of action. */
class ActionsTest extends TutorialRun {
  @Test
  void the_slice_has_all_addresses_in_one_endpoint() throws InterruptedException {
    FakeWorld world = tutorial();
    world.resources().delete(SLICE);
    LabRun run = run(world);
    assertEquals(
        List.of(
            "look up the IPv4 addresses of www.google.com",
            "apply EndpointSlice default/google-headless with <ips> on port 443"),
        run.describe(6));
    assertTrue(run.step(6));
    Tree slice = world.resources().get(SLICE).orElseThrow();
    assertEquals(
        List.of("203.0.113.10", "203.0.113.11"), slice.at("endpoints[0].addresses").texts());
    assertEquals(
        "203.0.113.10, 203.0.113.11 on port 443",
        heard.next(Event.StepHeld.class).verdicts().get(0).says());
  }

  @Test
  void a_cluster_is_created_beside_the_users_kubeconfig() throws InterruptedException {
    FakeWorld world = new FakeWorld().withoutCluster();
    world.tool(
        "kind",
        (argv, lines) -> {
          lines.accept(" \u001b[32m✓\u001b[0m Preparing nodes\u0007");
          world
              .resources()
              .put(
                  Tree.object(
                      "apiVersion",
                      "v1",
                      "kind",
                      "Node",
                      "metadata",
                      Tree.object("name", "kind-control-plane"),
                      "status",
                      Tree.object(
                          "conditions", List.of(Tree.object("type", "Ready", "status", "True")))));
          return 0;
        });
    LabRun run = run(world);
    run.keepWatching();
    run.survey();
    assertEquals(1, run.session().at());
    assertTrue(run.step(1));
    assertEquals(
        List.of(
            List.of("kind", "get", "clusters"),
            List.of(
                "kind",
                "create",
                "cluster",
                "--name",
                "kind",
                "--kubeconfig",
                world.ownKubeconfig().toString())),
        world.ran());
    assertEquals(" ✓ Preparing nodes", heard.next(Event.ToolOutput.class).line());
    assertEquals(
        "node kind-control-plane Ready", heard.next(Event.StepHeld.class).verdicts().get(0).says());
  }

  @Test
  void a_pinned_cluster_is_never_replaced_by_another() throws InterruptedException {
    FakeWorld world = new FakeWorld().mode(World.Mode.LIVE).tool("kind", (argv, lines) -> 0);
    LabRun run = hasty(world);
    assertFalse(run.step(1));
    assertEquals(Problem.Kind.UNSAFE, heard.next(Event.StepFailed.class).problem().kind());
    assertEquals(List.of(), world.ran());
  }

  @Test
  void istioctl_is_told_which_cluster() throws InterruptedException {
    FakeWorld world = tutorial();
    world.resources().delete(new Ref("v1", "ConfigMap", Optional.of("istio-system"), "istio"));
    world.tool(
        "istioctl",
        (argv, lines) -> {
          lines.accept("Error: something");
          return 1;
        });
    LabRun run = run(world);
    assertFalse(run.step(3));
    List<String> argv = world.ran().get(1);
    assertEquals(
        List.of("--kubeconfig", "users/kubeconfig", "--context", "fake"),
        argv.subList(argv.size() - 4, argv.size()));
    Problem problem = heard.next(Event.StepFailed.class).problem();
    assertTrue(problem.what().endsWith("ended with exit code 1"), problem.what());
    assertEquals(Optional.of("Error: something"), problem.because());
  }

  @Test
  void an_istio_that_the_track_is_not_for_is_not_installed() throws InterruptedException {
    FakeWorld world = tutorial();
    world.resources().delete(new Ref("v1", "ConfigMap", Optional.of("istio-system"), "istio"));
    world.tool(
        "istioctl",
        (argv, lines) -> {
          lines.accept("client version: 1.30.3");
          return 0;
        });
    LabRun run = run(world);
    assertFalse(run.step(3));
    assertEquals(List.of(List.of("istioctl", "version", "--remote=false")), world.ran());
    Problem problem = heard.next(Event.StepFailed.class).problem();
    assertEquals("istioctl is 1.30.3, but this track is for Istio >=1.26 <1.28", problem.what());
    assertEquals(Problem.Kind.PRECONDITION, problem.kind());
  }

  @Test
  void a_tool_that_is_missing_is_named_with_the_ways_out() throws InterruptedException {
    LabRun run = hasty(new FakeWorld());
    assertFalse(run.step(1));
    Problem problem = heard.next(Event.StepFailed.class).problem();
    assertEquals("kind is not on the PATH", problem.what());
    assertEquals(Problem.Kind.PRECONDITION, problem.kind());
    assertEquals(2, problem.tries().size());
  }

  @Test
  void nothing_is_changed_before_all_that_a_step_downloads_is_there() throws InterruptedException {
    FakeWorld world = tutorial();
    Ref namespace = new Ref("v1", "Namespace", Optional.empty(), "default");
    world.resources().merge(namespace, Yaml.read("{metadata: {labels: {istio-injection: null}}}"));
    Tree before = world.resources().get(namespace).orElseThrow();
    LabRun run = hasty(world);
    assertFalse(run.step(4));
    assertEquals(
        "cannot download", heard.next(Event.StepFailed.class).problem().what().substring(0, 15));
    assertEquals(before, world.resources().get(namespace).orElseThrow());
  }

  @Test
  void a_download_is_applied_with_its_namespace_and_cluster_objects_without()
      throws InterruptedException {
    FakeWorld world = tutorial();
    world.text(
        "curl.yaml",
        """
        apiVersion: v1
        kind: ServiceAccount
        metadata: {name: curl}
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: curl}
        ---
        apiVersion: v1
        kind: List
        items:
        - {apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, metadata: {name: r}}
        - {apiVersion: v1, kind: Service, metadata: {name: curl, namespace: other}}
        """);
    world
        .resources()
        .put(
            world
                .resources()
                .get(new Ref("v1", "Namespace", Optional.empty(), "default"))
                .orElseThrow()
                .with("metadata", Tree.object("name", "default")));
    LabRun run = run(world);
    assertTrue(run.step(4));
    assertEquals(
        List.of(
            "Namespace default",
            "ServiceAccount default/curl",
            "ClusterRole r",
            "Service other/curl"),
        world.resources().applied().stream().map(Ref::toString).toList());
  }

  @Test
  void a_client_that_is_older_than_the_label_is_restarted() throws InterruptedException {
    FakeWorld world = tutorial();
    world.text("curl.yaml", CURL);
    Tree pod =
        world.resources().list(Query.in("default", "v1", "Pod")).stream()
            .filter(one -> one.at("metadata.labels.app").text("").equals("curl"))
            .findFirst()
            .orElseThrow();
    Tree bare = Tree.object("containers", List.of(Tree.object("name", "curl")));
    world.resources().put(pod.with("spec", bare));
    world
        .resources()
        .reacting(
            object -> {
              Tree annotations = object.at("spec.template.metadata.annotations");
              if (annotations.get("kubectl.kubernetes.io/restartedAt").isPresent()) {
                world.resources().put(pod);
              }
              return object;
            });
    LabRun run = run(world);
    assertTrue(run.step(4), heard.all().toString());
    int applied = world.resources().applied().size();
    assertTrue(run.step(4));
    assertEquals(applied, world.resources().applied().size());
  }

  @Test
  void a_download_that_is_no_manifest_is_refused() throws InterruptedException {
    for (String text : List.of("<html>", "a: [", "")) {
      FakeWorld world = tutorial().text("install.yaml", text);
      world
          .resources()
          .delete(
              new Ref(
                  "apiextensions.k8s.io/v1",
                  "CustomResourceDefinition",
                  Optional.empty(),
                  "backendtlspolicies.gateway.networking.k8s.io"));
      assertFalse(hasty(world).step(2), text);
      assertTrue(heard.next(Event.StepFailed.class).problem().what().contains("install.yaml"));
      assertEquals(List.of(), world.resources().applied());
    }
  }
}
