package dev.egresstls.lab.practice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.catalog.Catalog;
import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.event.Event;
import dev.egresstls.lab.experiment.Experiments;
import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.ledger.TakeOver;
import dev.egresstls.lab.ledger.UndoReport;
import dev.egresstls.lab.practice.controlplane.ReconcilePace;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.TreeEdit;
import dev.egresstls.lab.world.Cluster;
import dev.egresstls.lab.world.FakeNotes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What other people in a cluster have made or changed is theirs. */
class OthersWinTest {
  private static final String POLICIES = "backendtlspolicies.gateway.networking.k8s.io";
  private static final String SLICES = "endpointslices.discovery.k8s.io";

  private final Lab lab = Catalog.builtIn().read("backend-tls-egress", Optional.of("as-written"));
  private final FakeNotes notes = new FakeNotes();
  private final List<Event> events = new ArrayList<>();
  private PracticeCluster cluster;
  private Cluster client;

  @BeforeEach
  void there_is_a_cluster() throws Exception {
    cluster =
        PracticeCluster.start(PracticeOptions.withIstio("1.27.9").with(ReconcilePace.IMMEDIATE));
    client = PracticeWorlds.client(cluster);
  }

  @AfterEach
  void close() {
    client.close();
    cluster.close();
  }

  private LabRun open(Mortal mortal) throws InterruptedException {
    LabRun run = LabRun.open(lab, mortal.world(client, notes), Vars.of(lab, Map.of()), events::add);
    run.survey();
    return run;
  }

  private LabRun open() throws InterruptedException {
    return open(new Mortal(0, true));
  }

  private void steps(int last) throws InterruptedException {
    try (LabRun run = open()) {
      for (int step = 1; step <= last; step++) {
        assertTrue(run.step(step));
      }
    }
  }

  private void killed(String whatIf, int at, boolean before) throws InterruptedException {
    LabRun run = open(new Mortal(at, before));
    Experiments experiments = new Experiments(run);
    try {
      experiments.run(experiments.offer(whatIf).whatIf(), Optional.empty(), Optional.empty());
    } catch (Mortal.Killed e) {
      return;
    }
    throw new AssertionError("it was not killed");
  }

  private Tree object(String key, String name) {
    return cluster.store().get(key, "default", name).orElseThrow();
  }

  private Problem refused() {
    return events.stream()
        .filter(Event.StepFailed.class::isInstance)
        .map(event -> ((Event.StepFailed) event).problem())
        .reduce((one, other) -> other)
        .orElseThrow();
  }

  @Test
  void undoing_twice_never_deletes_what_was_restored() throws Exception {
    steps(8);
    killed("policy-before-service", 3, true); // the policy that was to be created again
    try (LabRun run = open(new Mortal(2, false))) {
      new Experiments(run).undoLeftovers(); // and its undo, after the policy was restored
    } catch (Mortal.Killed e) {
      assertTrue(cluster.store().get(POLICIES, "default", "google-tls").isPresent());
    }
    for (int i = 0; i < 3; i++) {
      try (LabRun run = open()) {
        new Experiments(run).undoLeftovers();
        assertTrue(run.step(7));
      }
      object(POLICIES, "google-tls");
      object("services", "google-headless");
    }
  }

  @Test
  void what_was_changed_between_a_kill_and_the_undo_stays() throws Exception {
    steps(8);
    killed("wrong-hostname", 1, false);
    cluster
        .store()
        .modify(
            POLICIES,
            "default",
            "google-tls",
            "kubectl-edit",
            policy -> TreeEdit.put(policy, "mine.example.org", "spec", "validation", "hostname"));
    try (LabRun run = open()) {
      assertTrue(
          new Experiments(run)
              .undoLeftovers()
              .orElseThrow()
              .kept()
              .get(0)
              .contains("kubectl-edit"));
    }
    assertEquals(
        "mine.example.org", object(POLICIES, "google-tls").at("spec.validation.hostname").text(""));
  }

  @Test
  void what_somebody_has_created_between_a_kill_and_the_undo_stays() throws Exception {
    steps(8);
    killed("no-policy", 1, false);
    Tree theirs =
        Tree.object(
            "apiVersion",
            "gateway.networking.k8s.io/v1alpha3",
            "kind",
            "BackendTLSPolicy",
            "metadata",
            Tree.object("name", "google-tls", "namespace", "default"),
            "spec",
            Tree.object(
                "targetRefs",
                List.of(Tree.object("group", "", "kind", "Service", "name", "theirs")),
                "validation",
                Tree.object("hostname", "their.example", "wellKnownCACertificates", "System")));
    cluster.store().create(POLICIES, theirs, "team-b");
    Tree before = object(POLICIES, "google-tls");
    try (LabRun run = open()) {
      assertEquals(1, new Experiments(run).undoLeftovers().orElseThrow().kept().size());
      UndoReport all = run.world().ledger().undo(entry -> true);
      assertTrue(all.whole(), all::toString);
    }
    Tree after = object(POLICIES, "google-tls");
    assertEquals(before.get("spec"), after.get("spec"));
    assertEquals(before.at("metadata.uid"), after.at("metadata.uid"));
    assertTrue(notes.none(), "nothing is left to be undone");
  }

  @Test
  void objects_of_others_are_taken_over_only_when_the_user_says_so() throws Exception {
    steps(5);
    Tree theirs =
        Tree.object(
            "apiVersion",
            "discovery.k8s.io/v1",
            "kind",
            "EndpointSlice",
            "metadata",
            Tree.object(
                "name", "google-headless",
                "namespace", "default",
                "labels", Tree.object("kubernetes.io/service-name", "google-headless")),
            "addressType",
            "IPv4",
            "endpoints",
            List.of(Tree.object("addresses", List.of("192.0.2.1"))),
            "ports",
            List.of(Tree.object("name", "https", "port", 443, "protocol", "TCP")));
    cluster.store().create(SLICES, theirs, "platform-team");
    Tree before = object(SLICES, "google-headless");
    try (LabRun run = open()) {
      assertFalse(run.step(6));
      assertEquals(Problem.Kind.UNSAFE, refused().kind());
      assertTrue(refused().because().orElse("").contains("platform-team"), refused()::toString);
      assertEquals(before, object(SLICES, "google-headless"));
      run.world().ledger().asking(TakeOver.ALWAYS);
      assertTrue(run.step(6));
      assertTrue(
          run.world()
              .ledger()
              .undo(
                  entry ->
                      entry.verb().name().equals("CHANGE")
                          && entry.ref().kind().equals("EndpointSlice"))
              .whole());
    }
    assertEquals(before.get("endpoints"), object(SLICES, "google-headless").get("endpoints"));
  }

  @Test
  void a_label_that_others_have_set_is_theirs() throws Exception {
    steps(3);
    cluster
        .store()
        .modify(
            "namespaces",
            "",
            "default",
            "platform-team",
            found -> TreeEdit.put(found, "disabled", "metadata", "labels", "istio-injection"));
    try (LabRun run = open()) {
      assertFalse(run.step(4));
      assertEquals(Problem.Kind.UNSAFE, refused().kind());
      assertTrue(
          refused()
              .because()
              .orElse("")
              .contains("platform-team (metadata.labels.istio-injection)"),
          refused()::toString);
    }
  }

  @Test
  void what_others_have_changed_of_the_labs_own_objects_is_kept_at_undo() throws Exception {
    steps(8);
    cluster
        .store()
        .modify(
            "services",
            "default",
            "google-headless",
            "team-b",
            found -> TreeEdit.put(found, "b", "metadata", "labels", "team"));
    try (LabRun run = open()) {
      UndoReport report = run.world().ledger().undo(entry -> true);
      assertTrue(report.whole(), report::toString);
      assertEquals(
          List.of("Service default/google-headless is kept: team-b has changed it since"),
          report.kept().stream().filter(one -> one.contains("google-headless")).toList());
    }
    object("services", "google-headless");
    assertTrue(notes.none());
  }
}
