package dev.egresstls.lab.practice.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.ExecWatch;
import io.fabric8.kubernetes.client.dsl.LogWatch;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class Fabric8Test {
  private final ApiServerFixture practice = new ApiServerFixture();
  private KubernetesClient client;

  @BeforeEach
  void connect() {
    client = practice.client();
  }

  @AfterEach
  void close() {
    client.close();
    practice.close();
  }

  private static ConfigMap map(String name, Map<String, String> data) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace("default")
        .endMetadata()
        .withData(data)
        .build();
  }

  private ConfigMap apply(ConfigMap map, String manager, boolean force) {
    PatchContext how =
        new PatchContext.Builder()
            .withPatchType(PatchType.SERVER_SIDE_APPLY)
            .withFieldManager(manager)
            .withForce(force)
            .build();
    return client.resource(map).patch(how);
  }

  @Test
  void an_object_is_created_read_edited_and_deleted() {
    client.resource(map("a", Map.of("k", "1"))).create();
    client
        .configMaps()
        .inNamespace("default")
        .withName("a")
        .edit(live -> new ConfigMapBuilder(live).addToData("l", "2").build());
    ConfigMap read = client.configMaps().inNamespace("default").withName("a").get();
    assertEquals(Map.of("k", "1", "l", "2"), read.getData());
    client.resource(read).delete();
    assertNull(client.configMaps().inNamespace("default").withName("a").get());
  }

  @Test
  void a_stale_update_is_refused() {
    ConfigMap stale = client.resource(map("a", Map.of("k", "1"))).create();
    client.resource(new ConfigMapBuilder(stale).addToData("k", "2").build()).update();
    KubernetesClientException refused =
        assertThrows(
            KubernetesClientException.class,
            () ->
                client
                    .resource(stale)
                    .lockResourceVersion(stale.getMetadata().getResourceVersion())
                    .update());
    assertEquals(409, refused.getCode());
  }

  @Test
  void applying_again_changes_nothing_and_a_field_left_out_goes() {
    ConfigMap first = apply(map("a", Map.of("k", "1", "l", "2")), "lab", false);
    ConfigMap again = apply(map("a", Map.of("k", "1", "l", "2")), "lab", false);
    assertEquals(
        first.getMetadata().getResourceVersion(), again.getMetadata().getResourceVersion());
    assertEquals(Map.of("k", "1"), apply(map("a", Map.of("k", "1")), "lab", false).getData());
  }

  @Test
  void a_conflict_names_the_manager_and_the_field_and_force_takes_it_over() {
    apply(map("a", Map.of("k", "1")), "other", false);
    KubernetesClientException refused =
        assertThrows(
            KubernetesClientException.class, () -> apply(map("a", Map.of("k", "2")), "lab", false));
    assertEquals(
        "Apply failed with 1 conflict: conflict with \"other\": .data.k",
        refused.getStatus().getMessage());
    assertEquals(Map.of("k", "2"), apply(map("a", Map.of("k", "2")), "lab", true).getData());
  }

  @Test
  void a_watch_tells_what_is_chosen_comes_changes_and_goes() throws Exception {
    BlockingQueue<String> seen = new LinkedBlockingQueue<>();
    Watch watch = client.configMaps().inNamespace("default").withLabel("in").watch(told(seen));
    ConfigMap plain = map("a", Map.of());
    ConfigMap in =
        new ConfigMapBuilder(plain).editMetadata().addToLabels("in", "").endMetadata().build();
    client.resource(plain).create();
    client.resource(in).update();
    client.resource(new ConfigMapBuilder(in).addToData("k", "1").build()).update();
    client.resource(plain).update();
    assertEquals("ADDED a", seen.poll(10, TimeUnit.SECONDS));
    assertEquals("MODIFIED a", seen.poll(10, TimeUnit.SECONDS));
    assertEquals("DELETED a", seen.poll(10, TimeUnit.SECONDS));
    watch.close();
  }

  private static Watcher<ConfigMap> told(BlockingQueue<String> seen) {
    return new Watcher<>() {
      @Override
      public void eventReceived(Action action, ConfigMap map) {
        seen.add(action + " " + map.getMetadata().getName());
      }

      @Override
      public void onClose(WatcherException cause) {}
    };
  }

  @Test
  void a_command_gets_its_stdin_and_gives_its_output() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] words = "hello".getBytes(StandardCharsets.UTF_8);
    try (ExecWatch exec =
        client
            .pods()
            .inNamespace("default")
            .withName("web")
            .inContainer("main")
            .redirectingInput()
            .writingOutput(out)
            .exec("upto", "5")) {
      exec.getInput().write(words);
      exec.getInput().flush();
      assertEquals(0, exec.exitCode().get(10, TimeUnit.SECONDS));
    }
    assertEquals("hello", out.toString(StandardCharsets.UTF_8));
  }

  @Test
  void a_failed_command_gives_its_exit_code_and_its_complaint() throws Exception {
    ByteArrayOutputStream complaint = new ByteArrayOutputStream();
    try (ExecWatch exec =
        client
            .pods()
            .inNamespace("default")
            .withName("web")
            .inContainer("main")
            .writingError(complaint)
            .exec("fail", "52")) {
      assertEquals(52, exec.exitCode().get(10, TimeUnit.SECONDS));
    }
    assertEquals("it failed\n", complaint.toString(StandardCharsets.UTF_8));
  }

  @Test
  void a_followed_log_gives_what_was_and_what_comes() throws Exception {
    practice.kubelet.logs("before");
    try (LogWatch log =
        client.pods().inNamespace("default").withName("web").inContainer("main").watchLog()) {
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(log.getOutput(), StandardCharsets.UTF_8));
      assertEquals("before", lines.readLine());
      practice.kubelet.logs("after");
      assertEquals("after", lines.readLine());
    }
  }

  @Test
  void requests_are_counted() {
    long before = practice.server.requests();
    client.namespaces().list();
    assertTrue(practice.server.requests() > before);
  }
}
