package dev.egresstls.lab.world.kube;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.practice.api.ApiServer;
import dev.egresstls.lab.practice.store.Housekeeping;
import dev.egresstls.lab.practice.store.ObjectStore;
import dev.egresstls.lab.value.Yaml;
import dev.egresstls.lab.world.PodConnection;
import dev.egresstls.lab.world.Pods;
import dev.egresstls.lab.world.kube.config.ClientConfigs;
import dev.egresstls.lab.world.kube.config.KubeContext;
import dev.egresstls.lab.world.kube.config.Kubeconfig;
import java.io.ByteArrayOutputStream;
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
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Connections to ports of pods. */
@Timeout(60) // what hangs would hang for ever
class KubePortsTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final String POD =
      """
      metadata: {name: web, namespace: default}
      spec: {nodeName: node, containers: [{name: main, image: m}]}
      status: {phase: Running}
      """;

  @TempDir Path folder;
  private final ObjectStore store = Housekeeping.newStore();
  private final ApiServer server = ApiServer.start(store, new ShortKubelet(), "secret");
  private KubeCluster cluster;
  private Pods pods;

  @BeforeEach
  void start() throws Exception {
    store.create("pods", Yaml.read(POD), "test");
    phase("Running");
    Path file = Files.writeString(folder.resolve("served.yaml"), server.kubeconfig("dev"));
    KubeContext context = Kubeconfig.read(List.of(file)).context(Optional.empty());
    cluster =
        KubeCluster.connect(context, folder.resolve("pinned.yaml"), uri -> Optional.empty(), LONG);
    pods = cluster.pods();
  }

  private void phase(String phase) {
    store.modifyStatus(
        "pods",
        "default",
        "web",
        "test",
        pod -> pod.with("status", Yaml.read("{phase: " + phase + "}")));
  }

  @AfterEach
  void stop() {
    cluster.close();
    server.close();
    store.close();
  }

  private PodConnection connect(String pod, int port) throws InterruptedException {
    return pods.connect("default", pod, port, LONG);
  }

  private Problem refused(String pod) {
    return assertThrows(LabFailure.class, () -> connect(pod, ShortKubelet.ECHO)).problem();
  }

  @Test
  void bytes_go_there_and_come_back_unchanged() throws Exception {
    try (PodConnection echo = connect("web", ShortKubelet.ECHO)) {
      String text = "ü".repeat(100_000);
      echo.send(text.getBytes(UTF_8));
      ByteArrayOutputStream back = new ByteArrayOutputStream();
      while (back.size() < 2 * text.length()) {
        back.writeBytes(echo.receive());
      }
      assertEquals(text, back.toString(UTF_8));
      echo.send("again".getBytes(UTF_8));
      assertEquals("again", new String(echo.receive(), UTF_8));
    }
  }

  @Test
  void a_port_on_which_nobody_listens_is_told_with_the_nodes_own_words() throws Exception {
    try (PodConnection closed = connect("web", 81)) {
      Problem problem = assertThrows(LabFailure.class, closed::receive).problem();
      assertEquals("cannot reach port 81 of pod default/web", problem.what());
      assertTrue(
          problem.because().orElseThrow().contains("connection refused"), problem.toString());
      assertEquals(0, closed.receive().length, "and that was the end");
    }
  }

  @Test
  void a_pod_that_is_gone_and_one_that_does_not_run_are_told_apart() {
    assertEquals(Optional.of("pods \"gone\" not found"), refused("gone").because());
    phase("Succeeded");
    Problem over = refused("web");
    assertEquals(Problem.Kind.PRECONDITION, over.kind());
    assertTrue(over.because().orElseThrow().contains("pod not found"), over.toString());
  }

  @Test
  void a_port_that_says_nothing_is_given_up_on() throws Exception {
    try (PodConnection silent =
        pods.connect("default", "web", ShortKubelet.SILENT, Duration.ofMillis(500))) {
      Problem problem = assertThrows(LabFailure.class, silent::receive).problem();
      assertEquals(Problem.Kind.PATIENCE, problem.kind());
    }
  }

  @Test
  void an_interrupt_ends_the_waiting_at_once() throws Exception {
    try (PodConnection silent = connect("web", ShortKubelet.SILENT)) {
      Thread.currentThread().interrupt();
      assertThrows(InterruptedException.class, silent::receive);
    }
  }

  @Test
  void who_may_not_forward_ports_is_told_so() throws Exception {
    String path = "/api/v1/namespaces/default/pods/web/portforward";
    try (ScriptedServer scripted = new ScriptedServer()) {
      scripted.refuse(path, 403, "Forbidden", "pods \"web\" is forbidden: no portforward for you");
      try (KubeCluster other = scripted.connect(folder)) {
        Problem problem =
            assertThrows(LabFailure.class, () -> other.pods().connect("default", "web", 53, LONG))
                .problem();
        assertEquals(Problem.Kind.DENIED, problem.kind());
        assertTrue(problem.toString().contains("create pods/portforward in namespace default"));
      }
    }
  }

  @Test
  void a_connection_that_breaks_is_told_and_not_waited_for() throws Exception {
    try (ServerSocket listening = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread server = new Thread(() -> Handshake.thenHangUp(listening));
      server.start();
      KubeContext context = ScriptedServer.context("http://127.0.0.1:" + listening.getLocalPort());
      Pods broken =
          new KubePods(
              new dev.egresstls.lab.world.kube.rest.ApiClient(
                  ClientConfigs.client(context, uri -> Optional.empty(), LONG), context));
      try (PodConnection connection = broken.connect("default", "web", 53, LONG)) {
        Problem problem = assertThrows(LabFailure.class, connection::receive).problem();
        assertTrue(problem.what().contains("does not answer"), problem.what());
      }
      server.join();
    }
  }
}
