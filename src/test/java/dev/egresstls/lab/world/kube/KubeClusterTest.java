package dev.egresstls.lab.world.kube;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.Yaml;
import dev.egresstls.lab.world.ClusterFacts;
import dev.egresstls.lab.world.LentKubeconfig;
import dev.egresstls.lab.world.kube.config.KubeContext;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KubeClusterTest {
  @TempDir Path folder;
  private ScriptedServer server;

  @BeforeEach
  void start() throws Exception {
    server = new ScriptedServer();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Problem problem(KubeContext context) {
    return assertThrows(LabFailure.class, () -> ScriptedServer.connect(context, folder)).problem();
  }

  @Test
  void a_pinned_cluster_knows_itself_after_three_requests() throws Exception {
    try (KubeCluster cluster = server.connect(folder)) {
      ClusterFacts facts = cluster.facts();
      assertEquals("dev", facts.context());
      assertEquals("v1.33.1", facts.version());
      assertEquals(Optional.of("5c6f0f1e-scripted"), cluster.resources().id().uid());
      try (LentKubeconfig lent = cluster.lend(Optional.empty())) {
        assertEquals(
            "dev", Yaml.read(Files.readString(lent.file())).get("current-context").text(""));
      }
    }
    assertEquals(
        List.of("GET /api/v1/namespaces/kube-system", "GET /api/v1/nodes?limit=11", "GET /version"),
        server.requests.stream().sorted().toList());
  }

  @Test
  void a_cloud_behind_a_tunnel_does_not_pass_for_a_throwaway_cluster() throws Exception {
    server.reply("/version", 200, "{\"gitVersion\":\"v1.33.1-eks-113cf36\"}");
    server.reply("/api/v1/nodes", 200, "{\"items\":[{}],\"metadata\":{\"remainingItemCount\":40}}");
    server.refuse("/api/v1/namespaces/kube-system", 403, "Forbidden", "no");
    try (KubeCluster cluster = server.connect(folder)) {
      assertEquals(Optional.empty(), cluster.facts().throwaway());
      assertEquals("41 nodes, of unknown age, EKS", cluster.facts().looksLike());
    }
  }

  @Test
  void a_dead_port_is_told_with_the_context_and_what_to_try() throws Exception {
    String dead = "http://127.0.0.1:" + server.port();
    server.close();
    Problem problem = problem(ScriptedServer.context(dead));
    assertEquals(Problem.Kind.PRECONDITION, problem.kind());
    assertEquals(
        "the cluster of context \"dev\" does not answer: connection refused (" + dead + ")",
        problem.what());
    assertEquals("kubectl --context dev version", problem.tries().get(0));
    assertTrue(problem.tries().get(1).startsWith("--practice"));
  }

  @Test
  void a_server_that_never_answers_is_given_up_on() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      KubeContext context = ScriptedServer.context("http://127.0.0.1:" + silent.getLocalPort());
      Path pinned = folder.resolve("pinned.yaml");
      Problem problem =
          assertThrows(
                  LabFailure.class,
                  () ->
                      KubeCluster.connect(
                          context, pinned, uri -> Optional.empty(), Duration.ofMillis(200)))
              .problem();
      assertTrue(problem.what().contains("timed out"), problem.what());
    }
  }

  @Test
  void a_server_name_that_does_not_resolve_is_told() {
    Problem problem = problem(ScriptedServer.context("https://nowhere.invalid:6443"));
    assertTrue(problem.what().contains("its host name does not resolve"), problem.what());
  }

  @Test
  void a_server_without_tls_is_told() throws Exception {
    Thread answering;
    try (ServerSocket plain = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      answering = new Thread(() -> ScriptedServer.answerInPlainText(plain));
      answering.start();
      Problem problem =
          problem(ScriptedServer.context("https://127.0.0.1:" + plain.getLocalPort()));
      assertTrue(problem.what().contains("it does not speak TLS"), problem.what());
    }
    answering.join();
  }

  @Test
  void refused_credentials_are_denied_with_the_servers_words() {
    server.refuse("/version", 401, "Unauthorized", "Unauthorized\u001b[31m");
    Problem problem = problem(server.context());
    assertEquals(Problem.Kind.DENIED, problem.kind());
    assertEquals("the cluster of context \"dev\" rejects your credentials", problem.what());
    assertTrue(problem.because().orElseThrow().endsWith(": Unauthorized"));
  }

  @ParameterizedTest
  @CsvSource({
    "403, DENIED, does not allow you to get /version",
    "500, PRECONDITION, refuses to get /version",
    "404, PRECONDITION, is not a Kubernetes"
  })
  void other_refusals_keep_their_kind(int status, Problem.Kind kind, String words) {
    server.reply("/version", status, "no");
    Problem problem = problem(server.context());
    assertEquals(kind, problem.kind());
    assertTrue(problem.what().contains(words), problem.what());
  }

  @Test
  void something_that_is_no_kubernetes_is_told() {
    server.reply("/version", 200, "<html>welcome</html>");
    assertTrue(problem(server.context()).what().contains("is not a Kubernetes API"));
  }

  @Test
  void a_certificate_file_that_is_missing_is_told() {
    KubeContext plain = server.context();
    KubeContext context =
        new KubeContext(
            plain.name(),
            plain.server(),
            plain.context(),
            plain.cluster(),
            Tree.object("client-certificate", "/no/such.crt", "client-key", "/no/such.key"));
    Problem problem = problem(context);
    assertTrue(problem.because().orElseThrow().contains("/no/such."), problem.toString());
  }
}
