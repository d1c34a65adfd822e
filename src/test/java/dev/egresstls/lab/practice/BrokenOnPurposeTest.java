package dev.egresstls.lab.practice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.catalog.TutorialLab;
import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.event.Event;
import dev.egresstls.lab.event.StepState;
import dev.egresstls.lab.event.Verdict;
import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.practice.controlplane.ReconcilePace;
import dev.egresstls.lab.practice.store.Objects;
import dev.egresstls.lab.value.Tree;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A finished lab on the practice cluster, and somebody who breaks it behind the learner's back. */
class BrokenOnPurposeTest {
  private static final String KUBECTL = "kubectl-edit";

  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private PracticeCluster cluster;
  private PracticeWorld world;
  private LabRun run;

  @BeforeEach
  void a_finished_lab() throws Exception {
    PracticeOptions options = PracticeOptions.withIstio("1.27.9").with(ReconcilePace.IMMEDIATE);
    cluster = PracticeCluster.start(options);
    world = PracticeWorlds.on(cluster);
    open();
    for (int number = 1; number <= 8; number++) {
      assertTrue(run.step(number), "step " + number);
    }
    run.keepWatching();
    events.clear();
  }

  private void open() {
    Lab lab = TutorialLab.of("as-written");
    run = LabRun.open(lab, world, Vars.of(lab, Map.of()), events::add);
  }

  @AfterEach
  void close() {
    run.close();
    world.close();
    cluster.close();
  }

  private <T extends Event> T next(Class<T> kind) throws InterruptedException {
    while (true) {
      Event event = events.poll(20, TimeUnit.SECONDS);
      if (event == null) {
        throw new AssertionError("no " + kind.getSimpleName() + " came");
      }
      if (kind.isInstance(event)) {
        return kind.cast(event);
      }
    }
  }

  private Objects objects() {
    return cluster.store();
  }

  private void edit(String key, String name, UnaryOperator<Tree> change) {
    objects().modify(key, "default", name, KUBECTL, change);
  }

  private static Tree in(Tree object, String part, String field, Object value) {
    return object.with(part, object.get(part).with(field, value));
  }

  private Verdict red(Event.Regressed event) {
    return event.verdicts().stream().filter(one -> !one.met()).findFirst().orElseThrow();
  }

  @Test
  void a_deleted_slice_is_told_and_done_again_and_then_the_request_too() throws Exception {
    objects().delete("endpointslices.discovery.k8s.io", "default", "google-headless");
    Event.Regressed regressed = next(Event.Regressed.class);
    assertEquals(6, regressed.number());
    assertEquals("expected to exist, found nothing", red(regressed).gaps().get(0).sentence());
    assertEquals("slice-missing", red(regressed).cause().orElseThrow().id());
    assertEquals(StepState.TODO, run.session().state(8));
    assertFalse(run.step(8), "what it needs does not hold");
    assertTrue(run.step(6));
    assertTrue(run.step(8));
    assertTrue(run.session().allHold());
  }

  @Test
  void a_policy_for_another_service_is_named_with_the_field_and_who_wrote_it() throws Exception {
    edit(
        "backendtlspolicies.gateway.networking.k8s.io",
        "google-tls",
        policy ->
            in(
                policy,
                "spec",
                "targetRefs",
                List.of(Tree.object("group", "", "kind", "Service", "name", "curl"))));
    Event.Regressed regressed = next(Event.Regressed.class);
    assertEquals(7, regressed.number());
    Verdict red = red(regressed);
    assertEquals(
        "spec.targetRefs[0].name  expected google-headless, found curl",
        red.gaps().get(0).sentence());
    assertTrue(red.gaps().get(0).changedBy().orElseThrow().startsWith(KUBECTL), red.toString());
    assertTrue(red.cause().orElseThrow().because().contains("targets the Service curl, not"));
    assertTrue(run.step(7));
    assertTrue(run.step(8));
  }

  @Test
  void a_service_with_an_address_is_named() throws Exception {
    Tree headless = objects().get("services", "default", "google-headless").orElseThrow();
    replaceService(headless, "10.96.12.4");
    Event.Regressed regressed = next(Event.Regressed.class);
    assertEquals(5, regressed.number());
    String gap = red(regressed).gaps().get(0).sentence();
    // Between the two writes nothing was there, which the run may have seen.
    String nothing = "expected to exist, found nothing";
    String address = "spec.clusterIP  expected None, found 10.96.12.4";
    assertTrue(List.of(nothing, address).contains(gap), gap);
    replaceService(headless, "None");
    assertEquals(5, next(Event.Recovered.class).number());
  }

  /** A real server refuses to change the address of a Service, so it is made anew. */
  private void replaceService(Tree service, String clusterIp) {
    objects().delete("services", "default", "google-headless");
    Tree spec =
        service.get("spec").with("clusterIP", clusterIp).with("clusterIPs", List.of(clusterIp));
    spec = spec.with("ipFamilies", null).with("ipFamilyPolicy", null);
    objects().create("services", service.with("spec", spec), KUBECTL);
  }

  @Test
  void a_pod_without_sidecar_is_told_and_the_step_mends_it() throws Exception {
    objects()
        .modify(
            "namespaces",
            "",
            "default",
            KUBECTL,
            namespace -> in(namespace, "metadata", "labels", Map.of()));
    Event.Regressed regressed = next(Event.Regressed.class);
    assertEquals(4, regressed.number());
    String pod = pods().get(0).at("metadata.name").text("");
    objects().delete("pods", "default", pod);
    assertFalse(run.check(8));
    assertTrue(run.step(4), events.toString());
    assertTrue(pods().stream().anyMatch(one -> one.toString().contains("istio-proxy")));
    assertTrue(run.step(8), events.toString());
  }

  private List<Tree> pods() {
    return objects().list("pods").stream()
        .filter(pod -> pod.at("metadata.labels.app").text("").equals("curl"))
        .filter(pod -> pod.at("metadata.deletionTimestamp").isMissing())
        .toList();
  }

  @Test
  void a_learner_who_comes_back_stands_where_the_cluster_stands() throws Exception {
    objects().delete("services", "default", "google-headless");
    // Both runs share the world's watches: they have heard of it now.
    next(Event.Regressed.class);
    run.close();
    open();
    run.survey();
    assertEquals(5, run.session().at());
    assertEquals(StepState.HOLDS, run.session().state(4));
    assertEquals(StepState.TODO, run.session().state(5));
    for (int number = 5; number <= 8; number++) {
      assertTrue(run.step(number), events.toString());
    }
    assertTrue(run.session().allHold());
  }
}
