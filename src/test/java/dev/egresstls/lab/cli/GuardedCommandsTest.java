package dev.egresstls.lab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.practice.PracticeCluster;
import dev.egresstls.lab.practice.PracticeOptions;
import dev.egresstls.lab.practice.controlplane.ReconcilePace;
import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.Yaml;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every command that may change a cluster does first, and what stops it. */
class GuardedCommandsTest {
  private static final String POLICIES = "backendtlspolicies.gateway.networking.k8s.io";
  private static final String SLICES = "endpointslices.discovery.k8s.io";

  @TempDir Path home;
  private final PracticeCluster served =
      PracticeCluster.start(PracticeOptions.withIstio("1.27.9").with(ReconcilePace.IMMEDIATE));
  private SwitchingProxy proxy;
  private Path kubeconfig;
  private String printed = "";

  @BeforeEach
  void open() throws Exception {
    proxy = new SwitchingProxy(served.url());
    String text = served.kubeconfig().replace(served.url(), proxy.url());
    kubeconfig = Files.writeString(home.resolve("served.yaml"), text);
  }

  @AfterEach
  void close() throws Exception {
    proxy.close();
    served.close();
  }

  private int lab(String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--kubeconfig", kubeconfig.toString()));
    LabOutcome outcome = LabOutcome.of(home, all);
    printed = outcome.printed().replaceAll("\\s+", " ");
    return outcome.code();
  }

  private void says(String words) {
    assertTrue(printed.contains(words), printed);
  }

  private String uid() {
    return served
        .store()
        .get("namespaces", "", "kube-system")
        .orElseThrow()
        .at("metadata.uid")
        .text("");
  }

  private void emptySlice() {
    served
        .store()
        .modify(
            SLICES,
            "default",
            "google-headless",
            "kubectl-edit",
            found -> found.with("endpoints", List.of()));
  }

  @Test
  void a_command_that_may_not_do_what_it_would_stops_before_its_first_change() {
    assertEquals(0, lab("run", "--yes"), () -> printed);
    proxy.answer("POST .*selfsubjectaccessreviews.*", 201, "{\"status\":{\"allowed\":false}}");
    int before = proxy.mutations().size();
    for (String command :
        List.of("try no-policy --yes", "try registry-only --yes", "fix --yes", "refresh --yes")) {
      if (command.equals("fix --yes")) {
        emptySlice();
      }
      assertEquals(4, lab(command.split(" ")), () -> command + ": " + printed);
      says("nothing was changed");
      says("auth can-i");
      assertEquals(before, proxy.mutations().size(), command + proxy.mutations());
    }
  }

  @Test
  void without_the_right_to_a_lease_the_lab_says_so_once_and_goes_on() {
    proxy.deny(line -> line.contains("/leases"));
    assertEquals(0, lab("run", "--yes"), () -> printed);
    says("You cannot create a Lease in namespace default");
    assertEquals(2, printed.split("You cannot create a Lease", -1).length);
    assertEquals(0, lab("undo", "--all", "--yes"), () -> printed);
    says("0 objects added, 0 changed, 0 gone");
  }

  /** As version 0.1.0 wrote it before it deleted the policy, and was killed. */
  private Path oldNote(String name) throws Exception {
    Tree policy = served.store().get(POLICIES, "default", "google-tls").orElseThrow();
    Tree entry =
        Tree.object(
            "deed", "deleted",
            "apiVersion", policy.get("apiVersion").text(""),
            "kind", "BackendTLSPolicy",
            "namespace", "default",
            "name", "google-tls",
            "uid", policy.at("metadata.uid").text(""),
            "before", policy);
    Tree note =
        Tree.object(
            "version",
            1,
            "purpose",
            "try no-policy",
            "begun",
            "2026-05-04T12:00:00Z",
            "holding",
            List.of(1, 2, 3, 4, 5, 6, 7),
            "entries",
            List.of(entry));
    Path folder = Files.createDirectories(home.resolve("state/egresstls-lab/changes"));
    Path file = Files.writeString(folder.resolve(name + ".json"), Json.write(note));
    served.store().delete(POLICIES, "default", "google-tls");
    return file;
  }

  @Test
  void what_an_old_version_left_behind_is_named_and_undone() throws Exception {
    assertEquals(0, lab("run", "--yes"), () -> printed);
    Path note = oldNote(uid());
    assertEquals(1, lab("check"), () -> printed);
    says("try no-policy");
    assertEquals(0, lab("ledger"), () -> printed);
    says("delete BackendTLSPolicy default/google-tls");
    assertEquals(0, lab("refresh", "--yes"), () -> printed);
    assertTrue(served.store().get(POLICIES, "default", "google-tls").isPresent());
    assertFalse(Files.exists(note));
  }

  /** Where kube-system could not be read, notes did not say which cluster they were about. */
  @Test
  void an_old_note_about_nobody_knows_which_cluster_is_named_and_never_undone() throws Exception {
    assertEquals(0, lab("run", "--yes"), () -> printed);
    Path note = oldNote("cluster");
    for (String command : List.of("check", "ledger", "undo --plan")) {
      lab(command.split(" "));
      says(note.toString());
    }
    assertEquals(Optional.empty(), served.store().get(POLICIES, "default", "google-tls"));
    assertTrue(Files.exists(note));
  }

  @Test
  void a_run_whose_undo_of_leftovers_is_refused_does_not_end_well() throws Exception {
    assertEquals(0, lab("run", "--yes"), () -> printed);
    oldNote(uid());
    proxy.deny(line -> line.matches("(POST|PATCH) .*/backendtlspolicies.*"));
    int before = proxy.mutations().size();
    assertEquals(4, lab("run", "--yes"), () -> printed);
    says("does not allow you to create backendtlspolicies");
    long others =
        proxy.mutations().stream().skip(before).filter(one -> !one.contains("lease")).count();
    assertEquals(0, others, proxy.mutations().toString());
    assertEquals(Optional.empty(), served.store().get(POLICIES, "default", "google-tls"));
  }

  @Test
  void a_second_process_on_the_same_state_folder_is_told_who_is_at_work() throws Exception {
    assertEquals(0, lab("run", "--yes", "--to", "istio"), () -> printed);
    Path folder = home.resolve("state/egresstls-lab/ledger");
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                LockHolder.class.getName(),
                folder.toString(),
                uid())
            .redirectErrorStream(true)
            .start();
    try {
      assertEquals("held", other.inputReader().readLine());
      long version = served.store().version();
      for (String command : List.of("run --yes", "undo --all --yes", "fix --yes")) {
        assertEquals(3, lab(command.split(" ")), () -> command + ": " + printed);
        says("another run of the lab is changing this cluster right now");
        says("run, process 4711");
      }
      assertEquals(0, lab("ledger"), () -> printed);
      assertEquals(version, served.store().version());
    } finally {
      other.destroy();
      other.waitFor();
    }
    assertEquals(0, lab("undo", "--all", "--yes"), () -> printed);
  }

  @Test
  void of_a_ledger_that_was_emptied_nobody_says_that_nothing_is_to_undo() throws Exception {
    assertEquals(0, lab("run", "--yes", "--to", "istio"), () -> printed);
    Path ledger = home.resolve("state/egresstls-lab/ledger").resolve(uid() + ".jsonl");
    Files.writeString(ledger, "");
    for (String command : List.of("ledger", "undo --plan", "run --yes", "fix --yes")) {
      assertEquals(3, lab(command.split(" ")), () -> command + ": " + printed);
      says("has lost lines: " + ledger + " has 0 of ");
      assertFalse(printed.contains("nothing to undo"), printed);
      assertFalse(printed.contains("has changed nothing"), printed);
    }
    Files.delete(ledger);
    assertEquals(3, lab("undo", "--all", "--yes"), () -> printed);
    says(".damaged-1");
  }

  private void anotherTeamHasSidecars() {
    served
        .store()
        .create(
            "namespaces",
            Yaml.read("{apiVersion: v1, kind: Namespace, metadata: {name: team-b}}"),
            "team-b");
    served
        .store()
        .create(
            "pods",
            Yaml.read(
                """
                apiVersion: v1
                kind: Pod
                metadata: {name: shop, namespace: team-b}
                spec:
                  containers:
                  - {name: shop, image: shop}
                  - {name: istio-proxy, image: "docker.io/istio/proxyv2:1.27.9"}
                """),
            "team-b");
  }

  /** A cluster that says that it is no practice cluster. */
  private void isNoPractice() {
    proxy.answer("GET /version .*", 200, "{\"gitVersion\":\"v1.33.1\"}");
  }

  @Test
  void a_change_of_the_whole_mesh_needs_a_word_of_its_own() {
    assertEquals(0, lab("run", "--yes"), () -> printed);
    anotherTeamHasSidecars();
    isNoPractice();
    String[] agreed = {
      "try",
      "registry-only",
      "--yes",
      "--allow-cluster",
      "practice",
      "--ips",
      "203.0.113.10,203.0.113.11"
    };
    int before = proxy.mutations().size();
    assertEquals(6, lab(agreed), () -> printed);
    says("team-b");
    says("--allow-mesh-wide");
    assertEquals(before, proxy.mutations().size(), proxy.mutations().toString());
    List<String> meshWide = new ArrayList<>(List.of(agreed));
    meshWide.add("--allow-mesh-wide");
    assertEquals(0, lab(meshWide.toArray(String[]::new)), () -> printed);
    assertTrue(
        proxy.mutations().stream().anyMatch(one -> one.contains("istio-system/configmaps/istio")));
    assertEquals(0, lab("ledger"), () -> printed);
    assertFalse(printed.contains("cut short"), printed);
  }
}
