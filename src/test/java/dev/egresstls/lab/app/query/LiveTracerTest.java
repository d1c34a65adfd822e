package dev.egresstls.lab.app.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.catalog.Catalog;
import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.mesh.Captures;
import dev.egresstls.lab.trace.Resolved;
import dev.egresstls.lab.trace.TraceQuestion;
import dev.egresstls.lab.trace.Traced;
import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.FakeWorld;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code trace} at a cluster in memory that holds what a real one held. */
class LiveTracerTest {
  private static final String ISTIOD =
      """
      {"apiVersion": "apps/v1", "kind": "Deployment",
       "metadata": {"name": "istiod", "namespace": "istio-system"},
       "spec": {"template": {"spec": {"containers":
         [{"name": "discovery", "image": "istio/pilot:1.29.1"}]}}}}
      """;

  private final FakeWorld world = new FakeWorld();

  @BeforeEach
  void put_the_objects_of_a_real_run() {
    Captures.one("1.29.1/tutorial").objects().forEach(world.resources()::put);
    world.resources().put(Json.read(ISTIOD));
    world.host("www.google.com", "203.0.113.10").host("other.example", "198.51.100.7");
  }

  private Traced trace(String from, String url, Resolved... told) throws InterruptedException {
    Lab lab = Catalog.builtIn().read("backend-tls-egress", Optional.of("current"));
    TraceQuestion question =
        TraceQuestion.of(
            List.of(url),
            Optional.of(from).filter(text -> !text.isEmpty()),
            Optional.empty(),
            Optional.empty());
    try (LabRun run = LabRun.open(lab, world, Vars.of(lab, Map.of()), event -> {})) {
      LiveTracer tracer = new LiveTracer(world, run, question, List.of(told));
      assertEquals("http://www.google.com:443", tracer.labUrl());
      return tracer.trace(url);
    }
  }

  private static Problem denied(String does) {
    return Problem.of(
        Problem.Kind.DENIED, "the cluster of context \"x\" does not allow you to list " + does);
  }

  @Test
  void names_are_looked_up_where_the_lab_runs_and_that_is_said() throws Exception {
    Traced traced = trace("", "http://other.example:8080");
    assertEquals(List.of("198.51.100.7"), traced.route().dns());
    assertEquals(List.of("the pod resolves other.example as the lab does"), traced.assumptions());
    Traced told = trace("", "http://a.b:443", Resolved.of("a.b:443:203.0.113.11"));
    assertEquals(Optional.of("203.0.113.11_443"), told.route().listener());
    assertEquals(List.of(), told.assumptions());
  }

  @Test
  void a_name_that_cannot_be_looked_up_is_told_with_the_reason() throws Exception {
    Traced traced = trace("", "http://nobody.example");
    assertEquals(List.of(6), traced.route().client().exits());
    assertTrue(
        traced.assumptions().get(0).startsWith("the pod resolves the same names as the lab"));
  }

  @Test
  void without_the_right_to_read_what_it_hangs_on_it_says_so_instead_of_guessing() {
    world.resources().fail("EndpointSlice", denied("endpointslices in all namespaces"));
    LabFailure failure =
        assertThrows(LabFailure.class, () -> trace("", "http://www.google.com:443"));
    assertEquals(4, failure.problem().kind().exitCode());
  }

  @Test
  void what_else_may_not_be_read_is_named_beside_the_answer() throws Exception {
    world.resources().fail("Sidecar", denied("sidecars in all namespaces"));
    Traced traced = trace("", "http://www.google.com:443");
    assertTrue(traced.notModelled().get(0).contains("list sidecars"), traced.toString());
    assertFalse(traced.route().client().known(), "a Sidecar may change the way");
    assertTrue(traced.route().client().assumption().isEmpty(), traced.toString());
  }

  @Test
  void pods_of_a_namespace_that_nobody_watches_are_looked_at_if_the_way_leads_there()
      throws Exception {
    for (Tree object : Captures.one("1.29.1/headless-mesh-pods").objects()) {
      String name = object.at("metadata.name").text("");
      String there =
          object.toString().replace("\"namespace\":\"default\"", "\"namespace\":\"far\"");
      world.resources().put(name.startsWith("peer") ? Json.read(there) : object);
    }
    Traced traced = trace("", "http://peers.far:8080");
    assertTrue(traced.route().tls().isPresent(), traced.route().toString());
  }

  @Test
  void of_the_labs_own_host_the_lab_says_what_it_does_and_of_no_other() throws Exception {
    assertTrue(trace("", "http://www.google.com:443").route().client().known());
    assertFalse(trace("", "http://other.example").route().client().known());
  }

  @Test
  void a_deployment_without_a_pod_is_told_from_one_that_is_not_there() {
    Tree metadata = Tree.object("name", "idle", "namespace", "default");
    world
        .resources()
        .put(Tree.object("apiVersion", "apps/v1", "kind", "Deployment", "metadata", metadata));
    assertEquals("Deployment default/idle has no pod", refused("idle"));
    assertEquals("there is no Deployment default/idel", refused("idel"));
  }

  private String refused(String from) {
    Problem problem =
        assertThrows(LabFailure.class, () -> trace(from, "http://www.google.com")).problem();
    assertEquals(3, problem.kind().exitCode());
    return problem.what();
  }
}
