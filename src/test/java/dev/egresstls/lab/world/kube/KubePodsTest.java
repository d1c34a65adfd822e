package dev.egresstls.lab.world.kube;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.practice.api.ApiServer;
import dev.egresstls.lab.practice.store.Housekeeping;
import dev.egresstls.lab.practice.store.ObjectStore;
import dev.egresstls.lab.value.Yaml;
import dev.egresstls.lab.world.Pods;
import dev.egresstls.lab.world.Pods.PodTarget;
import dev.egresstls.lab.world.kube.config.ClientConfigs;
import dev.egresstls.lab.world.kube.config.KubeContext;
import dev.egresstls.lab.world.kube.config.Kubeconfig;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60) // what hangs would hang for ever
class KubePodsTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  static final String POD =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: curl, namespace: default}
      spec: {containers: [{name: curl, image: curl}]}
      status:
        phase: Running
        containerStatuses: [{name: curl, ready: true, state: {running: {}}}]
      """;

  @TempDir Path folder;
  private final ShortKubelet kubelet = new ShortKubelet();
  private ObjectStore store;
  private ApiServer server;
  private KubeCluster cluster;
  private Pods pods;

  @BeforeEach
  void start() throws Exception {
    store = Housekeeping.newStore();
    if (store.get("namespaces", "", "default").isEmpty()) {
      store.create("namespaces", Yaml.read("{metadata: {name: default}}"), "test");
    }
    store.create("pods", Yaml.read(POD), "test");
    store.modifyStatus(
        "pods", "default", "curl", "test", pod -> pod.with("status", Yaml.read(POD).get("status")));
    server = ApiServer.start(store, kubelet, "secret");
    Path file = Files.writeString(folder.resolve("served.yaml"), server.kubeconfig("dev"));
    KubeContext context = Kubeconfig.read(List.of(file)).context(Optional.empty());
    cluster = ScriptedServer.connect(context, folder);
    pods = cluster.pods();
  }

  @AfterEach
  void stop() {
    kubelet.end();
    cluster.close();
    server.close();
    store.close();
  }

  private Pods.ExecResult exec(String... argv) throws InterruptedException {
    return pods.exec(new PodTarget("default", "curl", "curl"), List.of(argv), LONG);
  }

  @Test
  void both_streams_and_the_exit_code_come_back_with_one_request() throws Exception {
    long before = server.requests();
    Pods.ExecResult result = exec("both", "a b", "ü&c=d");
    assertEquals(new Pods.ExecResult(7, "out a b ü&c=d\n", "err\n"), result);
    assertEquals(1, server.requests() - before);
    assertEquals(new Pods.ExecResult(0, "", ""), exec("true"));
  }

  @Test
  void a_large_output_comes_whole() throws Exception {
    assertEquals(ShortKubelet.LARGE, exec("large").stdout().length());
  }

  private Pods.ExecResult stream(Consumer<InputStream> reader, String... argv)
      throws InterruptedException {
    return pods.stream(new PodTarget("default", "curl", "curl"), List.of(argv), LONG, reader);
  }

  @Test
  void a_large_output_can_be_read_as_it_comes() throws Exception {
    long[] read = {0};
    Pods.ExecResult result =
        stream(bytes -> read[0] = assertDoesNotThrow(() -> bytes.skip(Long.MAX_VALUE)), "large");
    assertEquals(ShortKubelet.LARGE, read[0]);
    assertEquals(new Pods.ExecResult(0, "", ""), result);
    assertEquals(new Pods.ExecResult(0, "", ""), stream(bytes -> {}, "large"));
  }

  @Test
  void what_a_reader_throws_is_thrown_unless_the_command_itself_failed() throws Exception {
    Consumer<InputStream> hostile =
        bytes -> {
          throw new IllegalArgumentException("not mine");
        };
    assertThrows(IllegalArgumentException.class, () -> stream(hostile, "large"));
    assertEquals(new Pods.ExecResult(7, "", "err\n"), stream(hostile, "both", "x"));
  }

  @Test
  void reading_from_what_hangs_is_given_up_on_or_interrupted() throws Exception {
    Consumer<InputStream> reader = bytes -> assertThrows(IOException.class, bytes::read);
    Problem problem =
        assertThrows(
                LabFailure.class,
                () ->
                    pods.stream(
                        new PodTarget("default", "curl", "curl"),
                        List.of("hang"),
                        Duration.ofMillis(100),
                        reader))
            .problem();
    assertEquals(Problem.Kind.PATIENCE, problem.kind());
    kubelet.hanging.acquire();
    interrupted(() -> stream(reader, "hang"));
  }

  private void interrupted(Executable hangs) throws InterruptedException {
    Thread learner = new Thread(() -> assertThrows(InterruptedException.class, hangs));
    learner.start();
    kubelet.hanging.acquire();
    learner.interrupt();
    learner.join();
  }

  @Test
  void a_pod_that_is_gone_and_a_container_that_never_was_are_told_apart() {
    assertTrue(reason("gone", "curl").contains("pods \"gone\" not found"));
    assertTrue(reason("curl", "nginx").contains("nginx"));
  }

  private String reason(String pod, String container) {
    Problem problem =
        assertThrows(
                LabFailure.class,
                () -> pods.exec(new PodTarget("default", pod, container), List.of("true"), LONG))
            .problem();
    assertEquals(Problem.Kind.PRECONDITION, problem.kind());
    assertTrue(problem.what().startsWith("cannot run true in container " + container));
    return problem.because().orElseThrow();
  }

  @Test
  void a_command_that_does_not_end_is_given_up_on() {
    Problem problem =
        assertThrows(
                LabFailure.class,
                () ->
                    pods.exec(
                        new PodTarget("default", "curl", "curl"),
                        List.of("hang"),
                        Duration.ofMillis(100)))
            .problem();
    assertEquals(Problem.Kind.PATIENCE, problem.kind());
    assertTrue(problem.what().startsWith("hang in container curl of pod default/curl"));
  }

  @Test
  void an_interrupt_leaves_at_once() throws Exception {
    interrupted(() -> exec("hang"));
  }

  @Test
  void a_connection_that_breaks_in_the_middle_is_told() throws Exception {
    try (ServerSocket listening = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread server = new Thread(() -> Handshake.thenHangUp(listening));
      server.start();
      KubeContext context = ScriptedServer.context("http://127.0.0.1:" + listening.getLocalPort());
      Pods broken =
          new KubePods(
              new dev.egresstls.lab.world.kube.rest.ApiClient(
                  ClientConfigs.client(context, uri -> Optional.empty(), LONG), context));
      Problem problem =
          assertThrows(
                  LabFailure.class,
                  () ->
                      broken.exec(new PodTarget("default", "curl", "curl"), List.of("hang"), LONG))
              .problem();
      assertEquals(Problem.Kind.PRECONDITION, problem.kind());
      assertTrue(problem.what().contains("does not answer"), problem.what());
      server.join();
    }
  }

  /** The handshake of RFC 6455, section 4.2.2, and then the end. */
  @Test
  void the_log_is_cut_at_a_second_and_made_harmless() {
    Instant now = Instant.now();
    kubelet.logs(now.minusSeconds(60), "old");
    kubelet.logs(now, "new \u001b[31mred");
    assertEquals(List.of("new red"), pods.log("default", "curl", "curl", now));
    assertEquals(2, pods.log("default", "curl", "curl", now.minusSeconds(61)).size());
  }

  @Test
  void the_log_of_a_pod_that_is_gone_is_a_problem() {
    Problem problem =
        assertThrows(LabFailure.class, () -> pods.log("default", "gone", "curl", Instant.now()))
            .problem();
    assertEquals(Optional.of("pods \"gone\" not found"), problem.because());
    assertEquals("kubectl --context dev get pods -n default", problem.tries().get(0));
  }
}
