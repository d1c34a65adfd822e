package dev.egresstls.lab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.practice.PracticeCluster;
import dev.egresstls.lab.practice.PracticeOptions;
import dev.egresstls.lab.practice.controlplane.ReconcilePace;
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
  void what_changes_the_cluster_says_as_json_what_came_of_it() throws Exception {
    assertEquals(0, lab("run", "--yes", "-q"), () -> out + err);
    names("practice-names", "203.0.113.11,203.0.113.12");
    assertEquals(0, lab("refresh", "--yes", "-o", "json"), () -> out + err);
    assertEquals("[\"203.0.113.11\",\"203.0.113.12\"]", document().get("written").toString());
    assertEquals("true", document().at("before.drifted").text(""));
    assertEquals("holds", document().at("steps[2].state").text(""));

    for (String example : Examples.of("egresstls-lab drift")) {
      assertTrue(example.contains("--kubeconfig practice.yaml  # exits with 1"), example);
      List<String> words = List.of(example.split(" +#")[0].split(" "));
      assertEquals(1, lab(words.subList(1, words.indexOf("--kubeconfig")).toArray(String[]::new)));
    }

    assertEquals(0, lab("undo", "--plan", "-o", "json"), () -> out + err);
    assertEquals("EndpointSlice", document().at("plan[0].kind").text(""));
    assertEquals(0, lab("undo", "7", "--yes", "-o", "json"), () -> out + err);
    assertEquals("BackendTLSPolicy", document().at("plan[0].kind").text(""));
    assertEquals(1, document().get("done").items().size(), out);

    assertEquals(0, lab("fix", "7", "--yes", "-o", "json"), () -> out + err);
    assertEquals("policy", document().at("why.step").text(""));
    assertEquals(
        document().at("why.causes[0].id").text(""), document().get("fixed").text("nothing"));
    assertEquals("holds", document().at("steps[0].state").text(""));

    // What this test has changed itself is left, and compared.
    assertEquals(0, lab("undo", "--all", "--yes", "-o", "json"), () -> out + err);
    assertEquals("1", document().at("drift.changed").text(""), out);
    assertEquals("0", document().get("exitCode").text(""), out);
    assertEquals(0, lab("undo", "-o", "json", "--yes"), () -> out + err);
    assertEquals(0, document().get("plan").items().size(), out);
  }

  @Test
  void what_to_try_keeps_the_options_that_were_given() {
    assertEquals(2, lab("run", "--to", "slice", "--track", "as-written", "--var", "ns=my ns"));
    assertTrue(err.contains("\"my ns\""), err);
    assertEquals(2, lab("run", "--to", "slice", "--track", "as-written"));
    String line = "run --to slice --track as-written --kubeconfig " + kubeconfig + " --yes";
    assertTrue(err.contains(line), err);
    assertEquals(2, lab("fix", "6", "-o", "json"));
    assertTrue(err.contains("fix 6 -o json --kubeconfig " + kubeconfig + " --yes"), err);
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
    assertTrue(err.contains("refresh --kubeconfig " + kubeconfig + " --yes"), err);
  }
}
