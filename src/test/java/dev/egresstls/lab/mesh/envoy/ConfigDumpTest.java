package dev.egresstls.lab.mesh.envoy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.mesh.Captures;
import dev.egresstls.lab.mesh.policy.Tls;
import dev.egresstls.lab.mesh.sidecar.Filter;
import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Tree;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConfigDumpTest {
  private static final String CLUSTER = "outbound|443||google-headless.default.svc.cluster.local";

  private final Tree captured = Captures.one("1.29.1/wrong-san").envoy();

  @Test
  void a_captured_dump_is_read() {
    ConfigDump dump = ConfigDump.read(captured);
    ConfigDump.Cluster cluster = dump.cluster(CLUSTER).orElseThrow();
    assertEquals("ORIGINAL_DST", cluster.type());
    assertEquals(
        Optional.of(new Tls("www.google.com", "file-root:system", List.of("nope.example"))),
        cluster.tls());
    assertEquals(Filter.HTTP, dump.listener("0.0.0.0_80").orElseThrow().filter());
    assertEquals(Optional.empty(), dump.cluster("PassthroughCluster").orElseThrow().tls());
    assertTrue(dump.secret("file-root:system").orElseThrow().active());
  }

  @Test
  void a_listener_that_is_only_draining_is_left_out() {
    ConfigDump dump = ConfigDump.read(Captures.one("1.29.1/no-slice").envoy());
    assertEquals(Optional.empty(), dump.listener("203.0.113.10_443"));
    assertEquals("virtualOutbound", dump.listenerFor("203.0.113.10", 443).orElseThrow().name());
  }

  @Test
  void a_whole_dump_says_the_same_as_its_parts() {
    Tree whole =
        Tree.object(
            "configs",
            List.of(
                Tree.object("@type", "type.googleapis.com/envoy.admin.v3.BootstrapConfigDump"),
                Tree.object("dynamic_active_clusters", captured.get("clusters")),
                Tree.object(
                    "static_listeners",
                    List.of(Json.read("{\"listener\":{\"name\":\"stats\",\"address\":{}}}")),
                    "dynamic_listeners",
                    captured.get("listeners")),
                Tree.object(
                    "dynamic_active_secrets",
                    captured.get("secrets"),
                    "dynamic_warming_secrets",
                    List.of(Tree.object("name", "late")))));
    ConfigDump dump = ConfigDump.read(whole);
    ConfigDump parts = ConfigDump.read(captured);
    assertEquals(parts.clusters(), dump.clusters());
    assertEquals(Filter.NONE, dump.listener("stats").orElseThrow().filter());
    assertEquals(parts.listener("virtualOutbound"), dump.listener("virtualOutbound"));
    assertFalse(dump.secret("late").orElseThrow().active());
  }

  @Test
  void filtered_dumps_can_be_put_together() {
    ConfigDump clusters = ConfigDump.read(Tree.object("configs", captured.get("clusters")));
    ConfigDump listeners = ConfigDump.read(Tree.object("configs", captured.get("listeners")));
    ConfigDump secrets =
        ConfigDump.read(
            Json.read(
                "{\"configs\":[{\"name\":\"a\",\"version_info\":\"uninitialized\",\"secret\":{}},"
                    + "{\"name\":\"b\",\"version_info\":\"1\",\"secret\":{\"name\":\"b\"}},"
                    + "{\"@type\":\"x.SecretsConfigDump.DynamicSecret\",\"name\":\"c\"}]}"));
    ConfigDump all = clusters.and(listeners).and(secrets);
    assertEquals(ConfigDump.read(captured).clusters(), all.clusters());
    assertEquals(ConfigDump.read(captured).listeners(), all.listeners());
    assertFalse(all.secret("a").orElseThrow().active());
    assertTrue(all.secret("b").orElseThrow().active());
    assertTrue(all.secret("c").orElseThrow().active());
  }

  @Test
  void a_plain_validation_context_and_typed_names_are_understood() {
    Tree cluster =
        Json.read(
            "{\"clusters\":[{\"cluster\":{\"name\":\"c\",\"cluster_type\":{\"name\":\"dns\"},"
                + "\"transport_socket\":{\"typed_config\":{\"sni\":\"s\",\"common_tls_context\":{"
                + "\"combined_validation_context\":{\"default_validation_context\":{"
                + "\"match_typed_subject_alt_names\":[{\"matcher\":{\"exact\":\"n\"}}]}},"
                + "\"validation_context_sds_secret_config\":{\"name\":\"ca\"}}}}}}]}");
    ConfigDump.Cluster read = ConfigDump.read(cluster).cluster("c").orElseThrow();
    assertEquals("dns", read.type());
    assertEquals(Optional.of(new Tls("s", "ca", List.of("n"))), read.tls());
  }

  @Test
  void what_is_no_dump_gives_nothing() {
    for (String text : List.of("[]", "null", "{\"configs\":{}}", "{\"configs\":[1,[],null]}")) {
      ConfigDump dump = ConfigDump.read(Json.read(text));
      assertTrue(dump.clusters().isEmpty() && dump.listeners().isEmpty(), text);
    }
  }
}
