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
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
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
  void a_pinned_cluster_knows_itself_after_one_request() throws Exception {
    try (KubeCluster cluster = server.connect(folder)) {
      ClusterFacts facts = cluster.facts();
      assertEquals("dev", facts.context());
      assertEquals("v1.33.1", facts.version());
      assertEquals(Optional.of("loopback"), facts.throwaway());
      try (LentKubeconfig lent = cluster.lend(Optional.empty())) {
        assertEquals(
            "dev", Yaml.read(Files.readString(lent.file())).get("current-context").text(""));
      }
    }
    assertEquals(List.of("GET /version"), server.requests);
  }

  @Test
  void a_practice_cluster_is_known_by_its_version() throws Exception {
    server.reply("/version", 200, "{\"gitVersion\":\"v1.33.1+practice\"}");
    try (KubeCluster cluster = server.connect(folder)) {
      assertTrue(cluster.facts().practice());
      assertEquals(Optional.of("practice"), cluster.facts().throwaway());
    }
  }

  @Test
  void a_cloud_behind_a_tunnel_does_not_pass_for_a_throwaway_cluster() throws Exception {
    server.reply("/version", 200, "{\"gitVersion\":\"v1.33.1-eks-113cf36\"}");
    server.reply("/api/v1/nodes", 200, "{\"items\":[{}],\"metadata\":{\"remainingItemCount\":40}}");
    server.refuse("/api/v1/namespaces/kube-system", 403, "Forbidden", "no");
    try (KubeCluster cluster = server.connect(folder)) {
      assertEquals(Optional.empty(), cluster.facts().throwaway());
      assertEquals("EKS, 41 nodes", cluster.facts().looksLike());
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
      assertTrue(problem.what().contains("no answer in time"), problem.what());
    }
  }

  @Test
  void a_server_name_that_does_not_resolve_is_told() {
    Problem problem = problem(ScriptedServer.context("https://nowhere.invalid:6443"));
    assertTrue(problem.what().contains("its host name does not resolve"), problem.what());
  }

  @Test
  void a_server_without_tls_is_told() throws Exception {
    try (ServerSocket plain = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread answering = new Thread(() -> ScriptedServer.answerInPlainText(plain));
      answering.start();
      Problem problem =
          problem(ScriptedServer.context("https://127.0.0.1:" + plain.getLocalPort()));
      assertTrue(problem.what().contains("it does not speak TLS"), problem.what());
      answering.join();
    }
  }

  @Test
  void refused_credentials_are_denied_with_the_servers_words() {
    server.refuse("/version", 401, "Unauthorized", "Unauthorized\u001b[31m");
    Problem problem = problem(server.context());
    assertEquals(Problem.Kind.DENIED, problem.kind());
    assertEquals("the cluster of context \"dev\" does not accept your credentials", problem.what());
    assertTrue(problem.because().orElseThrow().endsWith(": Unauthorized"));
  }

  @ParameterizedTest
  @CsvSource({
    "403, DENIED, does not let you get /version",
    "500, PRECONDITION, refuses to get /version",
    "404, PRECONDITION, cannot get /version"
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
    assertTrue(problem(server.context()).what().contains("is no Kubernetes API"));
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

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void a_credential_plugin_is_run() throws Exception {
    Path plugin = folder.resolve("login");
    Files.writeString(
        plugin,
        """
        #!/bin/sh
        echo '{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","status":{"token":"fresh"}}'
        """);
    assertTrue(plugin.toFile().setExecutable(true));
    KubeContext plain = server.context();
    KubeContext context =
        new KubeContext(
            plain.name(),
            plain.server(),
            plain.context(),
            plain.cluster(),
            Tree.object(
                "exec",
                Tree.object(
                    "apiVersion",
                    "client.authentication.k8s.io/v1",
                    "command",
                    plugin.toString(),
                    "interactiveMode",
                    "Never")));
    ScriptedServer.connect(context, folder).close();
    assertEquals(List.of("Bearer fresh"), server.tokens);
  }

  @ParameterizedTest
  @CsvSource({
    "kind-kind, https://127.0.0.1:41234, v1.33.1, kind",
    "k3d-lab, https://0.0.0.0:6550, v1.31.5+k3s1, k3d",
    "minikube, https://192.168.49.2:8443, v1.33.1, minikube",
    "docker-desktop, https://kubernetes.docker.internal:6443, v1.33.1, Docker Desktop",
    "my-own, https://localhost:6443, v1.33.1, loopback",
    "kind-of-prod, https://api.example.com:6443, v1.33.1, ''",
    "prod, https://10.0.0.7:6443, v1.33.1, ''",
    "prod, https://127.0.0.1:6443, v1.33.5-gke.1080000, ''",
    "kind-x, https://x.eks.amazonaws.com, v1.33.1, ''"
  })
  void a_cluster_may_be_thrown_away_if_it_runs_here(
      String context, String url, String version, String why) {
    assertEquals(why, ClusterLooks.throwaway(context, url, version).orElse(""));
  }

  @Test
  void what_a_cluster_looks_like_is_as_much_as_can_be_read() {
    Instant now = Instant.parse("2026-11-24T00:00:00Z");
    Tree born = Tree.object("metadata", Tree.object("creationTimestamp", "2026-11-22T23:00:00Z"));
    Tree one = Tree.object("items", List.of(Tree.object()));
    assertEquals(
        "AKS, 1 node, 1 day old",
        ClusterLooks.looksLike("https://a.azmk8s.io", "v1.33", one, born, now));
    assertEquals(
        "server https://10.0.0.7",
        ClusterLooks.looksLike("https://10.0.0.7", "v1.33", Tree.MISSING, Tree.MISSING, now));
  }
}
