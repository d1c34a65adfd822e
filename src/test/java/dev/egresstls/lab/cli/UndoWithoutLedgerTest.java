package dev.egresstls.lab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.practice.PracticeCluster;
import dev.egresstls.lab.practice.PracticeOptions;
import dev.egresstls.lab.practice.controlplane.ReconcilePace;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.Yaml;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What undo says and does where the ledger has nothing to undo, but the cluster may have. */
class UndoWithoutLedgerTest {
  private static final String LEASES = "leases.coordination.k8s.io";
  private static final String SLICES = "endpointslices.discovery.k8s.io";

  @TempDir Path home;
  private final PracticeCluster served =
      PracticeCluster.start(PracticeOptions.withIstio("1.27.9").with(ReconcilePace.IMMEDIATE));
  private Path kubeconfig;
  private String printed = "";

  @BeforeEach
  void open() throws Exception {
    kubeconfig = Files.writeString(home.resolve("served.yaml"), served.kubeconfig());
  }

  @AfterEach
  void close() {
    served.close();
  }

  private int lab(String line) {
    List<String> all = new ArrayList<>(List.of(line.split(" ")));
    all.addAll(List.of("--kubeconfig", kubeconfig.toString()));
    LabOutcome outcome = LabOutcome.of(home, all);
    printed = outcome.printed().replaceAll("\\s+", " ");
    return outcome.code();
  }

  private void says(String words) {
    assertTrue(printed.contains(words), printed);
  }

  private void loseLedger() throws Exception {
    try (var files = Files.list(home.resolve("state/egresstls-lab/ledger"))) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
  }

  @Test
  void objects_of_the_lab_that_no_ledger_knows_are_named_and_left() throws Exception {
    assertEquals(0, lab("undo --all --yes"), () -> printed);
    says("nothing to undo");
    assertEquals(0, lab("run --yes"), () -> printed);
    served
        .store()
        .modify(
            "services",
            "default",
            "google-headless",
            "kubectl-edit",
            found ->
                found.with(
                    "metadata", found.get("metadata").with("labels", Tree.object("a", "b"))));
    loseLedger();
    long version = served.store().version();
    for (String command : List.of("undo --yes", "undo --all --yes", "undo --plan")) {
      assertEquals(3, lab(command), () -> command + ": " + printed);
      says("this machine has no record");
      says(
          "kubectl --context practice delete endpointslice.discovery.k8s.io google-headless -n default");
      says(
          "kubectl --context practice delete backendtlspolicy.gateway.networking.k8s.io google-tls -n default");
      says(
          "kubectl --context practice delete customresourcedefinition.apiextensions.k8s.io backendtlspolicies.gateway.networking.k8s.io");
      says("also deletes all objects of that kind or in it, including those of others");
      says("Namespace default");
      says("Service default/google-headless");
      assertFalse(printed.contains("delete service google-headless"), printed);
      assertFalse(printed.contains("delete namespace default"), printed);
      assertFalse(printed.contains("nothing to undo"), printed);
    }
    assertEquals(version, served.store().version());
  }

  @Test
  void after_what_ifs_and_a_whole_undo_the_cluster_bears_no_trace() {
    served
        .store()
        .modify(
            "namespaces",
            "",
            "default",
            "kubectl-label",
            found ->
                found.with(
                    "metadata",
                    found
                        .get("metadata")
                        .with(
                            "labels",
                            found.at("metadata.labels").with("istio-injection", "disabled"))));
    assertEquals(0, lab("run --yes --take-over"), () -> printed);
    assertEquals(0, lab("try registry-only --yes"), () -> printed);
    assertEquals(0, lab("try no-policy --yes"), () -> printed);
    assertEquals(0, lab("undo --all --yes"), () -> printed);
    says("0 objects added, 0 changed, 0 gone");
    for (String command : List.of("undo --yes", "undo --all --yes", "undo --plan")) {
      assertEquals(0, lab(command), () -> command + ": " + printed);
      says("nothing to undo");
    }
  }

  private void lease(String holder) {
    String now = Instant.now().toString();
    served
        .store()
        .create(
            LEASES,
            Yaml.read(
                """
                apiVersion: coordination.k8s.io/v1
                kind: Lease
                metadata: {name: egresstls-lab, namespace: default}
                spec: {holderIdentity: "%s", leaseDurationSeconds: 60, acquireTime: "%s", renewTime: "%s"}
                """
                    .formatted(holder, now, now)),
            "egresstls-lab");
  }

  private Optional<Tree> lease() {
    return served.store().get(LEASES, "default", "egresstls-lab");
  }

  @Test
  void a_lease_that_a_killed_run_of_this_user_left_goes_with_undo_and_no_other_does() {
    String user = System.getProperty("user.name");
    String host = dev.egresstls.lab.ledger.ClusterLease.Holder.ofThisProcess().host();
    String dead = user + "@" + host + "/999999999";
    lease(dead);
    assertEquals(0, lab("undo --plan"), () -> printed);
    says("Lease default/egresstls-lab");
    assertTrue(lease().isPresent());
    assertEquals(0, lab("undo --all --yes"), () -> printed);
    says("Lease default/egresstls-lab is deleted");
    assertEquals(Optional.empty(), lease());
    for (String other :
        List.of(
            "bob@" + host + "/999999999",
            user + "@elsewhere/999999999",
            user + "@" + host + "/1")) {
      lease(other);
      assertEquals(0, lab("undo --all --yes"), () -> printed);
      says(other);
      assertTrue(lease().isPresent(), other);
      served.store().delete(LEASES, "default", "egresstls-lab");
    }
  }
}
