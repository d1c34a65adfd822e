package dev.egresstls.lab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.ledger.LedgeredWorld;
import dev.egresstls.lab.ledger.journal.ChangeGroup;
import dev.egresstls.lab.practice.HookedWorld;
import dev.egresstls.lab.practice.PracticeCluster;
import dev.egresstls.lab.practice.PracticeOptions;
import dev.egresstls.lab.practice.PracticeWorld;
import dev.egresstls.lab.practice.controlplane.ReconcilePace;
import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.kube.KubeCluster;
import dev.egresstls.lab.world.kube.config.Kubeconfig;
import dev.egresstls.lab.world.local.NoteFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The address leads to another cluster between a check and what follows it. */
class StrayedChangeTest {
  @TempDir Path home;
  private PracticeCluster meant;
  private PracticeCluster other;
  private SwitchingProxy proxy;
  private Path kubeconfig;
  private LabOutcome outcome;

  /** Both take the same token, as clusters behind one login do. */
  private static PracticeCluster cluster() {
    return PracticeCluster.start(
        PracticeOptions.withIstio("1.27.9")
            .token("the-same-for-all")
            .with(ReconcilePace.IMMEDIATE));
  }

  @BeforeEach
  void open() throws IOException {
    meant = cluster();
    other = cluster();
    proxy = new SwitchingProxy(meant.url());
    kubeconfig = kubeconfig(meant, proxy.url());
  }

  @AfterEach
  void close() throws IOException {
    proxy.close();
    meant.close();
    other.close();
  }

  private Path kubeconfig(PracticeCluster cluster, String url) throws IOException {
    String text = cluster.kubeconfig().replace(cluster.url(), url);
    return Files.writeString(Files.createTempFile(home, "kubeconfig", ".yaml"), text);
  }

  private int lab(Path config, String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--kubeconfig", config.toString()));
    outcome = LabOutcome.of(home, all);
    return outcome.code();
  }

  private List<Path> notes() throws IOException {
    try (Stream<Path> files = Files.walk(home.resolve("state"))) {
      return files.filter(file -> file.toString().endsWith(".jsonl")).sorted().toList();
    }
  }

  /** The server closes each connection, so a change may go elsewhere than the check before it. */
  @Test
  void a_change_that_may_have_gone_elsewhere_is_named_and_in_both_ledgers() throws Exception {
    assertEquals(0, lab(kubeconfig, "run", "--yes", "--to", "client"), () -> outcome.printed());
    assertEquals(0, lab(kubeconfig(other, other.url()), "run", "--yes", "--to", "client"));
    int before = proxy.mutations().size();
    proxy.before(
        line ->
            line.matches("PATCH .*/services/google-headless.*fieldManager.*")
                && !line.contains("dryRun"),
        () -> proxy.to(other.url()));
    lab(kubeconfig, "run", "--yes");
    String printed = outcome.printed().replaceAll("\\s+", " ");
    assertEquals(3, outcome.code(), printed);
    assertTrue(
        printed.contains(
            "one change may have been made there: apply Service default/google-headless"),
        printed);
    assertTrue(printed.contains(uid(meant)) && printed.contains(uid(other)), printed);
    assertTrue(other.store().get("services", "default", "google-headless").isPresent());
    assertEquals(2, notes().size());
    assertEquals(0, lab(kubeconfig(meant, meant.url()), "ledger"), () -> outcome.printed());
    assertTrue(outcome.printed().contains("done here or in another cluster"), outcome.printed());

    // Where it is not, undo deletes nothing of that name, and where it is, that alone.
    meant.store().create("services", service(), "team-a");
    proxy.before(line -> false, () -> {});
    proxy.to(meant.url());
    assertEquals(0, lab(kubeconfig, "undo", "service", "--yes"), () -> outcome.printed());
    assertTrue(meant.store().get("services", "default", "google-headless").isPresent());
    proxy.to(other.url());
    assertEquals(0, lab(kubeconfig, "undo", "service", "--yes"), () -> outcome.printed());
    assertEquals(Optional.empty(), other.store().get("services", "default", "google-headless"));
    assertTrue(before < proxy.mutations().size());
  }

  private static Tree service() {
    return Json.read(
        """
        {"apiVersion": "v1", "kind": "Service",
         "metadata": {"name": "google-headless", "namespace": "default"},
         "spec": {"clusterIP": "None", "ports": [{"port": 443}]}}
        """);
  }

  private static String uid(PracticeCluster cluster) {
    return cluster
        .store()
        .get("namespaces", "", "kube-system")
        .orElseThrow()
        .at("metadata.uid")
        .text("");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_tool_during_which_the_address_was_switched_stops_the_run(boolean fails) throws Exception {
    try (KubeCluster client =
        KubeCluster.connect(
            Kubeconfig.read(List.of(kubeconfig)).context(Optional.empty()),
            home.resolve("pinned.yaml"),
            uri -> Optional.empty(),
            Duration.ofSeconds(20))) {
      NoteFiles notes = new NoteFiles(home.resolve("notes"));
      LedgeredWorld world =
          LedgeredWorld.over(HookedWorld.of(PracticeWorld.on(client), notes, () -> {}));
      ChangeGroup step =
          new ChangeGroup(ChangeGroup.Kind.STEP, "istio", 3, Instant.now(), List.of());
      LabFailure failure =
          assertThrows(
              LabFailure.class,
              () -> world.ledger().during(step, () -> switchingTool(world, proxy, other, fails)));
      assertEquals(Problem.Kind.PRECONDITION, failure.problem().kind());
      String what = failure.problem().what();
      assertTrue(what.contains("since `istioctl install` ran; some of its changes may"), what);
      String because = failure.problem().because().orElse("");
      assertTrue(because.contains(uid(meant)) && because.contains(uid(other)), because);
      proxy.to(meant.url());
      assertEquals("intended", world.ledger().items().open().get(0).entry().state().word());
    }
  }

  private static Void switchingTool(
      LedgeredWorld world, SwitchingProxy proxy, PracticeCluster other, boolean fails)
      throws InterruptedException {
    world
        .resources()
        .orElseThrow()
        .tool(
            Tree.object("command", "istioctl install"),
            () -> {
              proxy.to(other.url());
              if (fails) {
                throw Problem.of(Problem.Kind.PRECONDITION, "istioctl failed").failure();
              }
            });
    return null;
  }

  /** An object that exists in one cluster alone cannot be changed in the other one. */
  @ParameterizedTest
  @ValueSource(strings = {"PATCH .*/namespaces/default\\?.*", "DELETE .*/backendtlspolicies/.*"})
  void a_change_of_an_object_that_exists_changes_none_of_another_cluster(String change)
      throws Exception {
    Path elsewhere = kubeconfig(other, other.url());
    assertEquals(0, lab(elsewhere, "run", "--yes"), () -> outcome.printed());
    boolean deletes = change.startsWith("DELETE");
    lab(kubeconfig, "run", "--yes", "--to", deletes ? "policy" : "istio");
    long version = other.store().version();
    proxy.before(
        line -> line.matches(change) && !line.contains("dryRun"), () -> proxy.to(other.url()));
    lab(kubeconfig, deletes ? "try no-policy --yes".split(" ") : "run --yes".split(" "));
    assertEquals(3, outcome.code(), outcome.printed());
    assertTrue(outcome.printed().contains("now leads to a different cluster"), outcome.printed());
    assertEquals(version, other.store().version(), outcome.printed());
  }

  /** Whatever the other one refuses, and why: it says nothing of the cluster that was meant. */
  @ParameterizedTest
  @CsvSource({
    "run --yes, PATCH .*/services/google-headless\\?force=false&f.*, 403",
    "run --yes, PATCH .*/services/google-headless\\?force=false&f.*, 409",
    "run --yes, GET .*/default/services/google-headless .*, 403",
    "run --yes, POST .*/leases.*, 403",
    "run --yes, POST .*/leases.*, 409",
    "run --yes, PATCH .*/namespaces/default.*dryRun.*, 404",
    "run --yes, PATCH .*/namespaces/default.*dryRun.*, 409",
    "run --yes, PATCH .*/customresourcedefinitions/.*, 404",
    "refresh --yes, PATCH .*/endpointslices/.*dryRun.*, 403",
    "refresh --yes, PATCH .*/endpointslices/.*, 404",
    "fix --yes, PATCH .*/endpointslices/.*, 404",
    "fix --yes, PATCH .*/endpointslices/.*, 403",
    "try wrong-hostname --yes, PATCH .*/backendtlspolicies/.*, 404",
    "try no-policy --yes, GET .*/backendtlspolicies/google-tls .*, 403",
    "try no-policy --yes, DELETE .*/backendtlspolicies/.*, 403",
    "undo --all --yes, DELETE .*/backendtlspolicies/.*, 403",
    "undo --all --yes, GET .*/backendtlspolicies/google-tls .*, 403",
    "undo --all --yes, DELETE .*/services/google-headless.*, 409",
  })
  void what_another_cluster_refuses_is_no_refusal_of_this_one(
      String command, String request, int status) throws Exception {
    if (!command.startsWith("run")) {
      assertEquals(0, lab(kubeconfig, "run", "--yes"), () -> outcome.printed());
    } else {
      assertEquals(0, lab(kubeconfig, "run", "--yes", "--to", "cluster"), () -> outcome.printed());
    }
    if (command.startsWith("fix") || command.startsWith("refresh")) {
      meant
          .store()
          .modify(
              "endpointslices.discovery.k8s.io",
              "default",
              "google-headless",
              "egresstls-lab",
              found -> found.with("endpoints", List.of()));
    }
    String reason = status == 403 ? "Forbidden" : status == 404 ? "NotFound" : "Conflict";
    String body =
        "{\"kind\":\"Status\",\"status\":\"Failure\",\"reason\":\"%s\",\"code\":%d,\"message\":\"no\"}"
            .formatted(reason, status);
    try (SwitchingProxy stranger = new SwitchingProxy(other.url())) {
      stranger
          .answer("(PATCH|POST|DELETE) .*", status, body)
          .answer("GET .*/default/.*", status, body);
      proxy.before(line -> line.matches(request), () -> proxy.to(stranger.url()));
      lab(kubeconfig, command.split(" "));
    }
    String printed = outcome.printed().replaceAll("\\s+", " ");
    assertTrue(printed.contains("now leads to a different cluster"), printed);
    assertEquals(3, outcome.code(), printed);
    for (String refusal : List.of("does not allow", "refused", "(40")) {
      assertTrue(!printed.contains(refusal), refusal + ": " + printed);
    }
  }

  /** What is seen of another cluster is no verdict on this one. */
  @ParameterizedTest
  @ValueSource(strings = {"check", "why", "fix --yes", "proof", "drift", "trace http://x:80"})
  void no_verdict_is_given_on_what_another_cluster_shows(String command) {
    assertEquals(0, lab(kubeconfig, "run", "--yes"), () -> outcome.printed());
    proxy.before(
        line -> line.matches("GET /api/v1/services.*|GET .*limit=500.*|GET .*exec.*"),
        () -> proxy.to(other.url()));
    assertEquals(3, lab(kubeconfig, command.split(" ")), outcome.printed());
    String printed = outcome.printed().replaceAll("\\s+", " ");
    assertTrue(printed.contains("now leads to a different cluster"), printed);
    assertTrue(printed.contains(uid(meant)) && printed.contains(uid(other)), printed);
    for (String verdict : List.of("FAIL", "Because", "exist", "objects left", "will see")) {
      assertTrue(!printed.contains(verdict), command + ": " + printed);
    }
  }
}
