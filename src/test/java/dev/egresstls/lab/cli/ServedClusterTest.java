package dev.egresstls.lab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.practice.PracticeCluster;
import dev.egresstls.lab.practice.PracticeOptions;
import dev.egresstls.lab.practice.cluster.ReconcilePace;
import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.Yaml;
import dev.egresstls.lab.world.kube.KubeCluster;
import dev.egresstls.lab.world.kube.config.Kubeconfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands one after the other on a served practice cluster, whose names change. */
class ServedClusterTest {
  @TempDir Path home;
  private final PracticeCluster served =
      PracticeCluster.start(PracticeOptions.withIstio("1.27.9").with(ReconcilePace.IMMEDIATE));
  private Path kubeconfig;
  private String out = "";
  private String err = "";

  @BeforeEach
  void write() throws Exception {
    kubeconfig = Files.writeString(home.resolve("served.yaml"), served.kubeconfig());
  }

  @AfterEach
  void close() {
    served.close();
  }

  private int lab(String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--kubeconfig", kubeconfig.toString()));
    LabOutcome outcome = LabOutcome.of(home, all);
    out = outcome.out();
    err = outcome.err();
    return outcome.code();
  }

  /** As {@code kubectl patch} would change it. */
  private void names(String table, String addresses) throws Exception {
    Tree configMap =
        Yaml.read(
            """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: %s, namespace: kube-system}
            data: {www.google.com: "%s"}
            """
                .formatted(table, addresses));
    try (KubeCluster client =
        KubeCluster.connect(
            Kubeconfig.read(List.of(kubeconfig)).context(Optional.empty()),
            home.resolve("pinned.yaml"),
            uri -> Optional.empty(),
            Duration.ofSeconds(20))) {
      client.resources().apply(configMap);
    }
  }

  private Tree document() {
    return Json.read(out);
  }

  @Test
  void a_what_if_ends_with_every_step_green_the_request_too() {
    assertEquals(0, lab("run", "--yes"), () -> out + err);
    assertEquals(0, lab("try", "no-policy", "--yes"), () -> out + err);
    assertTrue(out.contains("checked again: all 8 steps hold"), out);
  }

  @Test
  void a_slice_that_drifts_from_dns_is_shown_address_by_address_and_written_again()
      throws Exception {
    assertEquals(0, lab("run", "--yes"), () -> out + err);
    assertEquals(0, lab("dns"), () -> out + err);
    assertTrue(out.contains("The slice has the addresses that DNS returns."), out);
    names("practice-names", "203.0.113.11,203.0.113.12");
    assertEquals(1, lab("dns"), () -> out + err);
    assertTrue(out.matches("(?s).*✗ +203.0.113.10 +yes +no +no +not in DNS\n.*"), out);
    assertTrue(out.matches("(?s).*✓ +203.0.113.11 +yes +30 s +300 s\n.*"), out);
    assertTrue(out.matches("(?s).*✗ +203.0.113.12 +no +30 s +300 s +not in the slice\n.*"), out);
    assertTrue(out.contains("in plain text, through PassthroughCluster"), out);
    assertTrue(out.contains("curl exit 52"), out);
    assertTrue(out.contains("speaks https"), out);
    assertEquals(0, lab("refresh", "--yes"), () -> out + err);
    assertTrue(
        out.contains(
            "google-headless gets 203.0.113.11, 203.0.113.12, the addresses that pods "
                + "resolve."),
        out);
    assertTrue(out.contains("ok   8 request"), out);
    assertEquals(0, lab("dns", "-o", "json"), () -> out + err);
    assertEquals(List.of("same", "same"), states());
    assertEquals(0, lab("refresh", "--yes"), () -> out + err);
    assertTrue(out.contains("nothing is written"), out);
  }

  private List<String> states() {
    return document().get("addresses").items().stream()
        .map(row -> row.get("state").text(""))
        .toList();
  }

  @Test
  void where_pods_and_this_machine_are_told_different_addresses_the_pods_count() throws Exception {
    assertEquals(0, lab("run", "--yes"), () -> out + err);
    names("practice-names-host", "203.0.113.99");
    assertEquals(0, lab("dns", "-o", "json"), () -> out + err);
    assertEquals(List.of("same", "same", "elsewhere"), states());
    assertTrue(document().get("splitHorizon").isTrue());
    assertEquals(30, document().at("pod.addresses[0].ttlSeconds").number(0));
    assertEquals(300, document().at("machine.addresses[0].ttlSeconds").number(0));
    assertTrue(document().at("pod.server").text("").startsWith("pod coredns-"), out);
  }

  @Test
  void ips_go_before_dns_in_practice_and_what_plays_no_part_is_said() {
    assertEquals(0, lab("run", "--yes", "--to", "slice", "--ips", "203.0.113.77"), () -> out + err);
    assertTrue(out.contains("203.0.113.77 on port 443"), out);
    lab("dns", "--ips", "203.0.113.77", "--resolver", "192.0.2.1");
    assertTrue(out.contains("--resolver has no effect in practice"), out);
    assertTrue(out.matches("(?s).*✗ +203.0.113.77 +yes +no +yes +not in DNS\n.*"), out);
    assertTrue(out.contains("asks --ips"), out);
  }

  @Test
  void refresh_asks_for_consent_on_the_command_line() {
    assertEquals(2, lab("refresh"));
    assertTrue(err.contains("refresh --yes"), err);
  }
}
