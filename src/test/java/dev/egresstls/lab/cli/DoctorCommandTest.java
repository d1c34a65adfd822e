package dev.egresstls.lab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.practice.PracticeCluster;
import dev.egresstls.lab.practice.PracticeOptions;
import dev.egresstls.lab.practice.controlplane.ReconcilePace;
import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.Yaml;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The doctor on a cluster that something is wrong with, and what a run does then. */
class DoctorCommandTest {
  private static final String ALLOWED = "POST .*/selfsubjectaccessreviews .*";
  private static final String VERSION = "GET /version .*";

  @TempDir Path home;
  private PracticeCluster served;
  private SwitchingProxy proxy;
  private LabOutcome outcome;

  @BeforeEach
  void start() throws Exception {
    served =
        PracticeCluster.start(PracticeOptions.withIstio("1.27.9").with(ReconcilePace.IMMEDIATE));
    proxy = new SwitchingProxy(served.url());
  }

  @AfterEach
  void close() throws Exception {
    proxy.close();
    served.close();
  }

  private int lab(String... args) throws Exception {
    Path kubeconfig =
        Files.writeString(
            home.resolve("served.yaml"), served.kubeconfig().replace(served.url(), proxy.url()));
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--kubeconfig", kubeconfig.toString()));
    outcome = LabOutcome.of(home, all);
    return outcome.code();
  }

  private Tree check(String id) {
    return Json.read(outcome.out()).get("categories").items().stream()
        .flatMap(one -> one.get("checks").items().stream())
        .filter(one -> one.get("id").text("").equals(id))
        .findFirst()
        .orElseThrow(() -> new AssertionError(outcome.printed()));
  }

  private void assertSays(String id, String result, String words) {
    Tree check = check(id);
    assertEquals(result, check.get("result").text(""), check.toString());
    assertTrue(check.get("error").text(check.get("says").text("")).contains(words), check + "");
  }

  @Test
  void an_empty_practice_cluster_is_fine_and_is_left_as_it_is() throws Exception {
    assertEquals(0, lab("doctor", "--strict"), () -> outcome.printed());
    assertTrue(outcome.out().contains("0 problems make a step fail, 0 warnings"), outcome.out());
    assertEquals(0, lab("doctor", "-o", "json"));
    Tree document = Json.read(outcome.out());
    assertTrue(document.get("success").isTrue());
    assertEquals("success", check("permissions").get("result").text(""));
    assertEquals(List.of(), proxy.mutations());
  }

  @Test
  void what_is_not_allowed_is_found_before_anything_is_changed() throws Exception {
    proxy.answer(ALLOWED, 201, "{\"status\":{\"allowed\":false}}");
    assertEquals(4, lab("doctor", "-o", "json"));
    assertSays("permissions", "error", "step 1 (cluster) will fail");
    assertTrue(outcome.out().contains("patch customresourcedefinitions.apiextensions.k8s.io"));
    assertTrue(outcome.out().contains("create pods/exec -n default"), outcome.out());
    assertTrue(check("permissions").get("hint").text("").contains("auth can-i"));
    assertEquals(4, lab("run", "--yes"));
    assertTrue(outcome.err().contains("nothing was changed"), outcome.err());
    assertEquals(List.of(), proxy.mutations());
  }

  @Test
  void what_cannot_be_asked_is_a_warning_and_no_verdict() throws Exception {
    proxy.answer(ALLOWED, 500, "{}");
    proxy.deny(line -> line.contains("/mutatingwebhookconfigurations"));
    assertEquals(0, lab("doctor", "-o", "json"), () -> outcome.printed());
    assertSays("permissions", "warning", "cannot determine whether");
    assertSays("injectors", "warning", "cannot determine");
    assertEquals(1, lab("doctor", "--strict"));
  }

  @Test
  void a_kubernetes_that_does_not_take_the_bundle_is_found() throws Exception {
    proxy.answer(VERSION, 200, "{\"gitVersion\":\"v1.27.3+practice\"}");
    assertEquals(0, lab("doctor", "-o", "json", "--track", "as-written"));
    assertSays("kubernetes", "warning", "1.27.3");
    assertEquals(3, lab("doctor", "-o", "json", "--track", "current"));
    assertSays("kubernetes", "error", "step 2 (gateway-api) will fail");
    assertEquals(3, lab("run", "--yes", "--track", "current"));
    assertEquals(List.of(), proxy.mutations());
    assertEquals(0, lab("run", "--yes", "--track", "current", "--to", "cluster"));
  }

  @Test
  void an_unknown_version_is_said() throws Exception {
    proxy.answer(VERSION, 200, "{\"gitVersion\":\"unknown+practice\"}");
    assertEquals(0, lab("doctor", "-o", "json"));
    assertSays("kubernetes", "warning", "cannot parse the version");
  }

  /** As somebody else's tool creates it. */
  private void create(String path, String manager, String body) throws Exception {
    String token = Yaml.read(served.kubeconfig()).at("users[0].user.token").text("");
    URI uri = URI.create(served.url() + path + "?fieldManager=" + manager);
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    assertEquals(201, answer.statusCode(), answer.body());
  }

  @Test
  void an_object_of_somebody_else_with_the_labs_name_is_found_with_its_manager() throws Exception {
    create(
        "/api/v1/namespaces/default/services",
        "platform-team",
        "{\"apiVersion\":\"v1\",\"kind\":\"Service\",\"metadata\":{\"name\":\"google-headless\"},"
            + "\"spec\":{\"ports\":[{\"port\":80}]}}");
    assertEquals(0, lab("doctor", "-o", "json"));
    assertSays("objects", "warning", "step 5 writes Service default/google-headless");
    assertSays("objects", "warning", "managed by platform-team");
  }

  @Test
  void a_namespace_that_is_being_deleted_is_found() throws Exception {
    proxy.answer(
        "GET /api/v1/namespaces/default .*",
        200,
        "{\"kind\":\"Namespace\",\"metadata\":{\"name\":\"default\","
            + "\"deletionTimestamp\":\"2026-01-01T00:00:00Z\"}}");
    assertEquals(3, lab("doctor", "-o", "json"));
    assertSays("namespace", "error", "step 4 (client) will fail");
  }

  @Test
  void a_cluster_that_refuses_connections_is_a_finding_beside_those_of_the_machine()
      throws Exception {
    proxy.close();
    assertEquals(3, lab("doctor", "-o", "json"));
    assertSays("reachable", "error", "connection refused");
    check("kubectl");
  }

  @Test
  void a_cluster_that_says_nothing_is_a_finding_too() throws Exception {
    proxy.close();
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Path kubeconfig =
          Files.writeString(
              home.resolve("silent.yaml"),
              served
                  .kubeconfig()
                  .replace(served.url(), "http://127.0.0.1:" + silent.getLocalPort()));
      outcome =
          LabOutcome.of(
              home, List.of("doctor", "-o", "json", "--kubeconfig", kubeconfig.toString()));
      assertEquals(3, outcome.code(), outcome.printed());
      assertSays("reachable", "error", "answer");
      check("kubectl");
    }
  }

  /** What is concluded from reading the cluster; the rest is known since it was opened. */
  private List<Tree> read() {
    return Json.read(outcome.out()).get("categories").items().stream()
        .filter(one -> !one.get("categoryName").text("").equals("machine"))
        .flatMap(one -> one.get("checks").items().stream())
        .filter(one -> !List.of("reachable", "kubernetes").contains(one.get("id").text("")))
        .toList();
  }

  @Test
  void nothing_is_called_fine_that_could_not_be_read() throws Exception {
    List<String> ids = List.of("permissions", "gateway-api", "upgrade-policy", "istiod");
    List<String> more = List.of("mesh-config", "injectors", "cni", "ambient", "namespace");
    List<String> all = new ArrayList<>(ids);
    all.addAll(more);
    all.addAll(List.of("objects", "pod-security", "network-policies"));
    Runnable nothingIsFine =
        () -> {
          assertEquals(all, read().stream().map(one -> one.get("id").text("")).toList());
          for (Tree one : read()) {
            assertTrue(!one.get("result").text("").equals("success"), one.toString());
          }
        };
    proxy.answer(ALLOWED, 500, "{}");
    proxy.deny(
        line -> line.startsWith("GET ") && !line.matches(".*(/version|kube-system|nodes).*"));
    lab("doctor", "-o", "json");
    nothingIsFine.run();
    proxy.deny(line -> false);
    proxy.close();
    assertEquals(3, lab("doctor", "-o", "json"));
    nothingIsFine.run();
    assertSays("namespace", "unknown", "no cluster answers");
    Path damaged = Files.writeString(home.resolve("damaged.yaml"), "clusters: [");
    outcome =
        LabOutcome.of(home, List.of("doctor", "-o", "json", "--kubeconfig", damaged.toString()));
    nothingIsFine.run();
  }

  @Test
  void a_kubeconfig_without_that_context_is_a_finding() throws Exception {
    assertEquals(2, lab("doctor", "-o", "json", "--context", "nowhere"));
    assertSays("reachable", "error", "nowhere");
  }
}
