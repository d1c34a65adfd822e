package dev.egresstls.lab.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.catalog.TutorialLab;
import dev.egresstls.lab.event.Event;
import dev.egresstls.lab.event.StepState;
import dev.egresstls.lab.event.Verdict;
import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.FakeWorld;
import dev.egresstls.lab.world.Query;
import dev.egresstls.lab.world.Ref;
import dev.egresstls.lab.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LabRunTest {
  private static final Ref SERVICE =
      new Ref("v1", "Service", Optional.of("default"), "google-headless");
  private static final Ref SLICE =
      new Ref("discovery.k8s.io/v1", "EndpointSlice", Optional.of("default"), "google-headless");

  private static final String CURL =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: curl}
      spec: {template: {metadata: {labels: {app: curl}}, spec: {containers: [{name: curl}]}}}
      """;

  private final Heard heard = new Heard();
  private final List<LabRun> open = new ArrayList<>();

  private LabRun run(FakeWorld world, Lab lab) {
    LabRun run = LabRun.open(lab, world, Vars.of(lab, Map.of()), heard);
    open.add(run);
    return run;
  }

  private LabRun run(FakeWorld world) {
    return run(world, TutorialLab.of("as-written"));
  }

  private LabRun hasty(FakeWorld world) {
    return run(world, TutorialLab.impatient("as-written"));
  }

  @AfterEach
  void close() {
    open.forEach(LabRun::close);
  }

  private static FakeWorld tutorial() {
    return CapturedWorld.of("1.27.9/tutorial");
  }

  private static Tree with(FakeWorld world, Ref ref, String field, Object value) {
    Tree object = world.resources().get(ref).orElseThrow();
    return object.with("spec", object.get("spec").with(field, value));
  }

  @Test
  void a_step_is_done_and_then_holds() throws InterruptedException {
    FakeWorld world = tutorial();
    world.resources().delete(SERVICE);
    LabRun run = run(world);
    assertTrue(run.changesAnything(5));
    assertTrue(run.step(5));
    assertEquals(List.of("StepStarted", "ActionStarted", "StepHeld"), heard.kinds());
    assertEquals(List.of(SERVICE), world.resources().applied());
    assertEquals(StepState.HOLDS, run.session().state(5));
    assertFalse(run.changesAnything(5));
    assertFalse(run.changesAnything(8));
  }

  @Test
  void a_step_that_holds_is_not_done_again() throws InterruptedException {
    FakeWorld world = tutorial();
    long version = world.resources().version();
    LabRun run = run(world);
    for (int number = 1; number <= 8; number++) {
      assertTrue(run.step(number));
    }
    assertEquals(version, world.resources().version());
    assertEquals(List.of(), world.resources().applied());
    assertEquals(List.of(), world.ran());
    long already =
        heard.all().stream()
            .filter(event -> event instanceof Event.StepHeld held && held.already())
            .count();
    assertEquals(7, already, "the request is sent anew every time");
    run.finish();
    assertEquals(8, heard.next(Event.RunFinished.class).held());
  }

  @Test
  void a_step_waits_for_what_it_checks_and_says_what_for() throws Exception {
    FakeWorld world = tutorial();
    world.resources().delete(SERVICE);
    world
        .resources()
        .reacting(
            object ->
                object.get("kind").text("").equals("Service")
                    ? object.with("spec", object.get("spec").with("type", "LoadBalancer"))
                    : object);
    LabRun run = run(world);
    AtomicReference<Boolean> held = new AtomicReference<>();
    Thread learner =
        new Thread(
            () -> {
              try {
                held.set(run.step(5));
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    learner.start();
    Event.Waiting waiting = heard.next(Event.Waiting.class);
    assertEquals("Service default/google-headless spec.type: ClusterIP", waiting.forWhat());
    assertEquals("LoadBalancer", waiting.seen());
    assertEquals(StepState.CHECKING, run.session().state(5));
    world.resources().put(with(world, SERVICE, "type", "ClusterIP"));
    heard.next(Event.StepHeld.class);
    learner.join();
    assertEquals(Boolean.TRUE, held.get());
  }

  @Test
  void out_of_patience_it_says_what_was_seen_last() throws InterruptedException {
    FakeWorld world = tutorial();
    world.resources().put(with(world, SERVICE, "clusterIP", "10.96.12.4"));
    world.resources().reacting(object -> with(world, SERVICE, "clusterIP", "10.96.12.4"));
    LabRun run = hasty(world);
    assertFalse(run.step(5));
    Verdict red = heard.next(Event.StepBroke.class).verdicts().get(0);
    assertEquals("spec.clusterIP  expected None, saw 10.96.12.4", red.gaps().get(0).sentence());
    assertTrue(red.cause().orElseThrow().contains("it is not headless"), red.toString());
    assertEquals(StepState.BROKEN, run.session().state(5));
  }

  @Test
  void a_step_is_not_done_before_what_it_needs() throws InterruptedException {
    FakeWorld world = tutorial();
    world.resources().delete(SERVICE);
    LabRun run = run(world);
    assertTrue(run.step(6), "the slice is there, and is left alone");
    world.resources().delete(SLICE);
    assertFalse(run.step(6));
    Problem problem = heard.next(Event.StepFailed.class).problem();
    assertEquals(
        "this step needs step 5 (Create a headless Service), which does not hold", problem.what());
    assertEquals(List.of(), world.resources().applied());
    assertEquals(Optional.of(problem), run.reports().get(5).problem());
  }

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
  void addresses_that_cannot_be_looked_up_make_the_check_unknown_and_not_red()
      throws InterruptedException {
    FakeWorld world = tutorial();
    Lab lab = TutorialLab.impatient("as-written");
    LabRun run = LabRun.open(lab, world, Vars.of(lab, Map.of("host", "unknown.example")), heard);
    open.add(run);
    assertFalse(run.check(6));
    Verdict verdict = heard.next(Event.StepBroke.class).verdicts().get(0);
    assertEquals(Verdict.State.UNKNOWN, verdict.state());
    assertEquals("DNS knows no addresses of unknown.example", verdict.gaps().get(0).saw());
  }

  @Test
  void what_is_forbidden_is_unknown_and_not_waited_for() throws InterruptedException {
    FakeWorld world = tutorial();
    world.resources().fail("Service", Problem.of(Problem.Kind.DENIED, "you may not list services"));
    LabRun run = run(world);
    assertFalse(run.step(5));
    Verdict verdict = heard.next(Event.StepBroke.class).verdicts().get(0);
    assertEquals(Verdict.State.UNKNOWN, verdict.state());
    assertTrue(verdict.gaps().get(0).saw().contains("may not list"), verdict.toString());
  }

  @Test
  void a_kind_that_is_not_served_is_told_from_an_object_that_is_missing()
      throws InterruptedException {
    FakeWorld world = tutorial();
    world.resources().unserve("BackendTLSPolicy");
    LabRun run = hasty(world);
    assertFalse(run.check(7));
    assertEquals(
        "expected to exist, saw nothing: the cluster does not serve BackendTLSPolicy of "
            + "gateway.networking.k8s.io/v1alpha3",
        heard.next(Event.StepBroke.class).verdicts().get(0).gaps().get(0).sentence());
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
    List<String> argv = world.ran().get(0);
    assertEquals(
        List.of("--kubeconfig", "users/kubeconfig", "--context", "fake"),
        argv.subList(argv.size() - 4, argv.size()));
    Problem problem = heard.next(Event.StepFailed.class).problem();
    assertTrue(problem.what().endsWith("ended with exit code 1"), problem.what());
    assertEquals(Optional.of("Error: something"), problem.because());
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
  void an_interrupted_step_is_to_be_done_and_the_run_goes_on() throws InterruptedException {
    FakeWorld world = new FakeWorld();
    CountDownLatch running = new CountDownLatch(1);
    world.tool(
        "kind",
        (argv, lines) -> {
          running.countDown();
          new CountDownLatch(1).await();
          return 0;
        });
    LabRun run = run(world);
    Thread learner = new Thread(() -> assertThrows(InterruptedException.class, () -> run.step(1)));
    learner.start();
    running.await();
    learner.interrupt();
    heard.next(Event.StepInterrupted.class);
    learner.join();
    assertEquals(StepState.TODO, run.session().state(1));
    world.tool("kind", (argv, lines) -> 7);
    assertFalse(run.step(1));
    heard.next(Event.StepFailed.class);
  }

  @Test
  void what_breaks_is_told_once_and_what_mends_too() throws InterruptedException {
    FakeWorld world = tutorial();
    LabRun run = run(world);
    run.survey();
    run.step(8);
    run.keepWatching();
    Tree slice = world.resources().get(SLICE).orElseThrow();
    Tree broken =
        slice.with("endpoints", List.of(Tree.object("addresses", List.of("203.0.113.10"))));
    world.resources().put(broken);
    Event.Regressed regressed = heard.next(Event.Regressed.class);
    assertEquals(6, regressed.number());
    assertTrue(
        regressed.verdicts().get(0).cause().orElseThrow().startsWith("203.0.113.11 is what DNS"));
    assertEquals(StepState.BROKEN, run.session().state(6));
    assertEquals(StepState.TODO, run.session().state(8));
    world
        .resources()
        .put(
            broken.with(
                "metadata",
                broken
                    .get("metadata")
                    .with(
                        "labels",
                        Tree.object("kubernetes.io/service-name", "google-headless", "a", "b"))));
    world.resources().put(slice);
    Event next = heard.next(Event.Recovered.class);
    assertEquals(6, ((Event.Recovered) next).number());
    assertEquals(StepState.HOLDS, run.session().state(6));
    assertEquals(List.of(), heard.kinds());
  }

  @Test
  void moves_of_the_learner_change_nothing_in_the_cluster() {
    FakeWorld world = new FakeWorld();
    LabRun run = run(world);
    run.skip();
    assertEquals(List.of("StepSkipped"), heard.kinds());
    assertEquals(2, run.session().at());
    run.back();
    run.goTo(9);
    run.skip();
    assertTrue(run.session().finished());
    assertEquals(List.of(), heard.kinds());
    assertEquals(0, world.resources().version());
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
            "Deployment default/curl",
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
