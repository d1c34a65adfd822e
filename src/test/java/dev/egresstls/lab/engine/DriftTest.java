package dev.egresstls.lab.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.engine.drift.Drift;
import dev.egresstls.lab.engine.drift.Drift.State;
import dev.egresstls.lab.engine.drift.DriftLook;
import dev.egresstls.lab.engine.drift.Refresh;
import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.render.DriftLines;
import dev.egresstls.lab.render.text.Layout;
import dev.egresstls.lab.render.text.Theme;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.Yaml;
import dev.egresstls.lab.world.FakeWorld;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The captured cluster's slice beside DNS. */
class DriftTest extends TutorialRun {
  private static final String DNS_SLICE =
      """
      apiVersion: discovery.k8s.io/v1
      kind: EndpointSlice
      metadata:
        name: kube-dns-x
        namespace: kube-system
        labels: {kubernetes.io/service-name: kube-dns}
      addressType: IPv4
      endpoints:
      - {addresses: [10.244.0.2], conditions: {ready: false}, targetRef: {kind: Pod, name: sick}}
      - {addresses: [10.244.0.3], conditions: {ready: true}, targetRef: {kind: Pod, name: well}}
      ports: [{name: dns, port: 53, protocol: UDP}, {name: dns-tcp, port: 53, protocol: TCP}]
      """;

  private Drift look(FakeWorld world) throws Exception {
    LabRun run = run(world);
    return new DriftLook(run, world).look();
  }

  private static List<State> states(Drift drift) {
    return drift.rows().stream().map(Drift.Row::state).toList();
  }

  @Test
  void without_the_clusters_dns_this_machine_counts_and_why_is_known() throws Exception {
    Drift drift = look(tutorial());
    assertEquals(List.of(State.SAME, State.SAME), states(drift));
    String why = drift.pod().problem().orElseThrow().what();
    assertEquals("the cluster's DNS has no pod to ask", why);
    assertFalse(drift.drifted());
    List<String> rows = new Layout(Theme.PLAIN, 80).rows(DriftLines.of(Theme.PLAIN, drift));
    assertTrue(rows.get(2).matches(".*203.0.113.10 +yes +\\? +yes"), rows.get(2));
    assertTrue(
        rows.contains("  The slice has the addresses that this machine resolves."),
        rows.toString());
  }

  @Test
  void a_port_that_may_not_be_forwarded_is_said_and_this_machine_counts() throws Exception {
    FakeWorld world = tutorial();
    world.resources().put(Yaml.read(DNS_SLICE));
    Drift drift = look(world);
    assertEquals("no port of this pod is open", drift.pod().problem().orElseThrow().what());
    assertTrue(drift.reference().isPresent());
  }

  @Test
  void each_difference_has_its_effect_as_the_path_model_predicts_it() throws Exception {
    FakeWorld world = tutorial().host("www.google.com", "203.0.113.11", "203.0.113.12");
    Drift drift = look(world);
    assertEquals(List.of(State.STALE, State.SAME, State.MISSING), states(drift));
    assertTrue(drift.rows().get(0).effect().contains("harmless"));
    String missing = drift.rows().get(2).effect();
    assertTrue(
        missing.contains("in plain text, through PassthroughCluster. You will see"), missing);
    assertTrue(missing.contains("curl exit 52"), missing);
  }

  @Test
  void under_registry_only_the_sidecar_stops_what_is_not_in_the_slice() throws Exception {
    FakeWorld world = tutorial().host("www.google.com", "203.0.113.12");
    world
        .resources()
        .put(
            Yaml.read(
                """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: istio, namespace: istio-system}
                data: {mesh: "outboundTrafficPolicy: {mode: REGISTRY_ONLY}"}
                """));
    String missing = look(world).rows().get(2).effect();
    assertTrue(missing.contains("the sidecar blocks a request to it (BlackHoleCluster)"), missing);
  }

  @Test
  void another_services_slice_with_the_same_address_is_named() throws Exception {
    FakeWorld world = tutorial().host("www.google.com", "203.0.113.10");
    Tree slice = world.resources().get(SLICE).orElseThrow();
    Tree other = slice.with("metadata", slice.get("metadata").with("name", "other"));
    world.resources().put(other);
    List<String> notes = look(world).notes();
    assertTrue(
        notes.contains(
            "EndpointSlice default/other has 203.0.113.10, too, so both claim its listener."),
        notes.toString());
    assertTrue(notes.stream().anyMatch(note -> note.contains("speaks https")));
  }

  @Test
  void refresh_writes_what_dns_says_and_the_steps_values_follow() throws Exception {
    FakeWorld world = tutorial().host("www.google.com", "203.0.113.12", "203.0.113.11");
    LabRun run = run(world);
    Refresh refresh = Refresh.of(run, world);
    assertTrue(refresh.needed());
    assertTrue(refresh.says().contains("because the cluster's DNS does not answer"));
    assertEquals(6, refresh.firstStep());
    refresh.write();
    assertEquals(List.of("203.0.113.11", "203.0.113.12"), run.vars().items("ips"));
    assertEquals(
        List.of("203.0.113.11", "203.0.113.12"),
        world.resources().get(SLICE).orElseThrow().at("endpoints[0].addresses").texts());
    assertTrue(run.check(6));
    assertFalse(Refresh.of(run, world).needed());
  }

  @Test
  void where_no_dns_answers_nothing_is_claimed_and_nothing_written() throws Exception {
    FakeWorld world = tutorial().withoutHosts();
    LabRun run = run(world);
    Drift drift = new DriftLook(run, world).look();
    assertEquals(List.of(State.UNKNOWN, State.UNKNOWN), states(drift));
    assertFalse(drift.drifted());
    LabFailure failure = assertThrows(LabFailure.class, () -> Refresh.of(run, world));
    assertTrue(failure.problem().what().contains("DNS knows no addresses"));
  }
}
