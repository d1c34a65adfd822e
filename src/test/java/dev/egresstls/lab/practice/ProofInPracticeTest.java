package dev.egresstls.lab.practice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.catalog.Catalog;
import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.mesh.proof.Proof;
import dev.egresstls.lab.mesh.proof.Station;
import dev.egresstls.lab.practice.controlplane.ReconcilePace;
import dev.egresstls.lab.value.TreeEdit;
import dev.egresstls.lab.value.Yaml;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Proofs on the practice cluster, however its sidecars write their log. */
class ProofInPracticeTest {
  private static PracticeCluster cluster;
  private static PracticeWorld world;
  private static LabRun run;

  @BeforeAll
  static void start() throws Exception {
    Lab lab = Catalog.builtIn().read("backend-tls-egress", Optional.of("current"));
    PracticeOptions options = PracticeOptions.withIstio("1.31.1").with(ReconcilePace.IMMEDIATE);
    cluster = PracticeCluster.start(options);
    world = PracticeWorlds.on(cluster);
    run = LabRun.open(lab, world, Vars.of(lab, Map.of()), event -> {});
    for (int step = 1; step < lab.steps().size(); step++) {
      assertTrue(run.step(step));
    }
  }

  @AfterAll
  static void close() {
    run.close();
    world.close();
    cluster.close();
  }

  private static void mesh(String yaml) {
    cluster
        .store()
        .modify(
            "configmaps",
            "istio-system",
            "istio",
            "kubectl",
            found -> TreeEdit.put(found, yaml, "data", "mesh"));
  }

  private static List<String> unseen(Proof proof) {
    return proof.unseen().stream().map(Station::title).toList();
  }

  @Test
  void text_and_json_lines_prove_the_same() throws Exception {
    mesh("accessLogFile: /dev/stdout");
    Proof text = run.proof(true);
    mesh("accessLogFile: /dev/stdout\naccessLogEncoding: JSON");
    Proof json = run.proof(true);
    for (Proof proof : List.of(text, json)) {
      assertTrue(proof.agrees(), proof.differing().toString());
      assertEquals(List.of(), unseen(proof));
    }
    assertEquals(text.predicted(), json.predicted());
    assertEquals(json, run.proof(false));
  }

  @Test
  void a_format_of_their_own_is_said_and_nothing_is_claimed_of_what_it_hides() throws Exception {
    for (String format :
        List.of(
            "accessLogFormat: 'to %UPSTREAM_HOST% by %REQ(:METHOD)% %NOBODY_KNOWS%'",
            "accessLogEncoding: JSON\naccessLogFormat: '{\"to\": \"%UPSTREAM_HOST%\"}'")) {
      mesh("accessLogFile: /dev/stdout\n" + format);
      Proof proof = run.proof(true);
      assertTrue(proof.agrees(), proof.differing().toString());
      assertTrue(unseen(proof).containsAll(List.of("cluster", "TLS", "upstream")));
      assertTrue(proof.unseen().get(0).evidence().contains("meshConfig.accessLogFormat"));
      assertTrue(!run.check(8));
    }
    String last = Yaml.read(lastLine()).get("to").text("");
    assertTrue(last.matches("203\\.0\\.113\\.1[01]:443"), last);
  }

  private static String lastLine() {
    String pod =
        cluster.store().list("pods").stream()
            .filter(one -> one.at("metadata.labels.app").text("").equals("curl"))
            .map(one -> one.at("metadata.name").text(""))
            .findFirst()
            .orElseThrow();
    List<String> lines =
        world
            .cluster()
            .orElseThrow()
            .pods()
            .log("default", pod, "istio-proxy", java.time.Instant.EPOCH);
    return lines.get(lines.size() - 1);
  }

  @Test
  void a_custom_format_that_holds_what_matters_is_read_all_the_same() throws Exception {
    mesh(
        "accessLogFile: /dev/stdout\naccessLogEncoding: JSON\naccessLogFormat:"
            + " '{\"response_flags\": \"%RESPONSE_FLAGS%\", \"upstream_host\":"
            + " \"%UPSTREAM_HOST%\", \"upstream_cluster\": \"%UPSTREAM_CLUSTER_RAW%\","
            + " \"downstream_remote_address\": \"%DOWNSTREAM_REMOTE_ADDRESS%\"}'");
    Proof proof = run.proof(true);
    assertTrue(proof.agrees(), proof.differing().toString());
    assertEquals(List.of(), unseen(proof));
    mesh("accessLogFile: /dev/stdout\naccessLogEncoding: JSON\naccessLogFormat: 'no json'");
    assertEquals(List.of(), unseen(run.proof(true)));
  }

  @Test
  void without_an_access_log_the_proof_says_what_is_missing() throws Exception {
    mesh("{}");
    Proof proof = run.proof(true);
    assertTrue(proof.agrees(), proof.differing().toString());
    assertTrue(proof.unseen().get(0).evidence().contains("meshConfig.accessLogFile is not set"));
    mesh("accessLogFile: /dev/stdout");
  }
}
