package dev.egresstls.lab.world.kube;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.Query;
import dev.egresstls.lab.world.Ref;
import dev.egresstls.lab.world.Resources;
import dev.egresstls.lab.world.kube.rest.Timing;
import dev.egresstls.lab.world.served.ServedKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KubeResourcesTest {
  private static final String SERVICES = "/api/v1/namespaces/default/services";
  private static final String KUBE_SYSTEM = "/api/v1/namespaces/kube-system";
  private static final String VERIFIED = "GET " + KUBE_SYSTEM;
  private static final Ref SERVICE = new Ref("v1", "Service", Optional.of("default"), "web");

  @TempDir Path folder;
  private ScriptedServer server;
  private KubeCluster cluster;
  private Resources resources;

  @BeforeEach
  void start() throws Exception {
    server = new ScriptedServer();
    cluster = server.connect(folder);
    resources = cluster.resources();
    server.requests.clear();
    server.bodies.clear();
  }

  @AfterEach
  void stop() {
    cluster.close();
    server.close();
  }

  /** The bodies that were sent, each with its content type; what only reads has none. */
  private String sent(int index) {
    return server.bodies.stream().filter(body -> !body.startsWith("null")).toList().get(index);
  }

  private static Tree object(String apiVersion, String kind, String namespace, String name) {
    Tree metadata = Tree.object("name", name);
    return Tree.object(
        "apiVersion", apiVersion,
        "kind", kind,
        "metadata", namespace.isEmpty() ? metadata : metadata.with("namespace", namespace));
  }

  @Test
  void an_object_is_read_with_one_request_and_its_absence_is_no_failure() {
    server.reply(SERVICES + "/web", 200, "{\"kind\":\"Service\"}");
    assertEquals("Service", resources.get(SERVICE).orElseThrow().get("kind").text(""));
    Ref other = new Ref("v1", "Service", Optional.of("default"), "none");
    assertEquals(Optional.empty(), resources.get(other));
    assertEquals(List.of("GET " + SERVICES + "/web", "GET " + SERVICES + "/none"), server.requests);
  }

  @Test
  void served_kinds_carry_every_name_that_people_use() {
    server.reply("/api", 200, "{\"kind\":\"APIGroupDiscoveryList\"}");
    server.reply(
        "/apis",
        200,
        """
        {"kind": "APIGroupDiscoveryList", "items": [{"metadata": {"name": "a.b"}, "versions": [
          {"version": "v1", "resources": [{"resource": "cats", "singularResource": "cat",
            "responseKind": {"kind": "Cat"}, "scope": "Namespaced", "shortNames": ["c"],
            "verbs": ["get", "list"]}, {"resource": "reviews", "verbs": ["create"]}]},
          {"version": "v1beta1", "resources": [{"resource": "cats", "verbs": ["list"]}]}]}]}
        """);
    assertEquals(
        List.of(new ServedKind("a.b/v1", "Cat", "cats", "cat", List.of("c"), true)),
        resources.served());
  }

  @Test
  void a_table_that_is_denied_names_the_verb_and_one_of_nothing_is_no_failure() {
    Query web = new Query("v1", "Service", Optional.of("default"), Optional.of("web"));
    assertEquals(Optional.empty(), resources.table(web));
    server.refuse(SERVICES, 403, "Forbidden", "services is forbidden");
    Query all = Query.in("default", "v1", "Service");
    Problem problem = assertThrows(LabFailure.class, () -> resources.table(all)).problem();
    assertEquals(Problem.Kind.DENIED, problem.kind());
    assertTrue(problem.what().contains("list services in namespace default"), problem.what());
  }

  @Test
  void listed_objects_carry_their_kind() {
    server.list(SERVICES, 7, ScriptedServer.named("web", 5));
    List<Tree> services = resources.list(Query.in("default", "v1", "Service"));
    assertEquals(SERVICE, Ref.of(services.get(0)));
    assertEquals(List.of(), resources.list(Query.all("v1", "Secret")));
  }

  @Test
  void an_object_is_applied_with_one_forced_patch() {
    server.reply(SERVICES + "/web", 200, "{\"kind\":\"Service\"}");
    resources.apply(object("v1", "Service", "default", "web"));
    assertEquals(
        List.of(
            VERIFIED, "PATCH " + SERVICES + "/web?force=true&fieldManager=egresstls-lab", VERIFIED),
        server.requests);
    String sent = sent(0);
    assertTrue(sent.startsWith("application/apply-patch+yaml"), sent);
    assertEquals(
        object("v1", "Service", "default", "web"), Json.read(sent.substring(sent.indexOf('{'))));
  }

  @Test
  void the_contexts_namespace_is_for_objects_that_live_in_namespaces_only() {
    server.reply("/api/v1/namespaces/shop/services/web", 200, "{}");
    server.reply("/api/v1/namespaces/default", 200, "{}");
    resources.apply(object("v1", "Service", "", "web"));
    resources.apply(object("v1", "Namespace", "default", "default"));
    assertTrue(sent(0).contains("\"namespace\":\"shop\""), sent(0));
    assertTrue(!sent(1).contains("\"namespace\""), sent(1));
  }

  @Test
  void a_kind_that_is_not_known_by_heart_is_asked_for_once() {
    server.reply(
        "/apis/telemetry.istio.io/v1",
        200,
        """
        {"resources":[{"name":"telemetries","kind":"Telemetry","namespaced":true},
                      {"name":"telemetries/status","kind":"Telemetry","namespaced":true}]}
        """);
    String path = "/apis/telemetry.istio.io/v1/namespaces/default/telemetries/mesh";
    server.reply(path, 200, "{}");
    resources.apply(object("telemetry.istio.io/v1", "Telemetry", "default", "mesh"));
    resources.apply(object("telemetry.istio.io/v1", "Telemetry", "default", "mesh"));
    assertEquals(1, server.count("GET /apis/telemetry.istio.io/v1"));
    assertEquals(2, server.count("PATCH " + path));
  }

  @Test
  void an_unknown_kind_cannot_be_applied_and_has_no_objects() {
    Query query = Query.all("example.org/v1", "Thing");
    assertEquals(List.of(), resources.list(query));
    assertEquals(
        Optional.empty(), resources.get(new Ref("example.org/v1", "Thing", Optional.empty(), "a")));
    Problem problem = refusal(object("example.org/v1", "Thing", "", "a"));
    assertEquals("the cluster does not serve Thing example.org/v1", problem.what());
  }

  private Problem refusal(Tree object) {
    return assertThrows(LabFailure.class, () -> resources.apply(object)).problem();
  }

  @Test
  void fields_are_changed_by_one_merge_patch() {
    server.reply(SERVICES + "/web", 200, "{\"kind\":\"Service\",\"metadata\":{\"name\":\"web\"}}");
    Tree patch = Tree.object("spec", Tree.object("clusterIP", "None"));
    assertEquals("web", resources.merge(SERVICE, patch).at("metadata.name").text(""));
    assertEquals(
        List.of(VERIFIED, "PATCH " + SERVICES + "/web?fieldManager=egresstls-lab", VERIFIED),
        server.requests);
    assertTrue(sent(0).startsWith("application/merge-patch+json"), sent(0));
  }

  @Test
  void an_object_is_deleted_if_it_is_still_the_same_one() {
    server.reply(SERVICES + "/web", 200, "{\"kind\":\"Status\"}");
    assertTrue(resources.delete(SERVICE, Optional.of("4711")));
    assertTrue(sent(0).contains("\"preconditions\":{\"uid\":\"4711\"}"));
    Ref other = new Ref("v1", "Service", Optional.of("default"), "none");
    assertEquals(false, resources.delete(other, Optional.empty()));
    server.refuse(SERVICES + "/web", 409, "Conflict", "the UID in the precondition does not match");
    Problem problem =
        assertThrows(LabFailure.class, () -> resources.delete(SERVICE, Optional.of("1"))).problem();
    assertTrue(problem.because().orElseThrow().contains("UID"), problem.toString());
  }

  @Test
  void a_forbidden_change_names_verb_resource_and_namespace() {
    server.refuse(
        SERVICES + "/web", 403, "Forbidden", "services \"web\" is forbidden: User \"eve\" cannot");
    Problem problem = refusal(object("v1", "Service", "default", "web"));
    assertEquals(Problem.Kind.DENIED, problem.kind());
    assertEquals(
        "the cluster of context \"dev\" does not allow you to patch services in "
            + "namespace default",
        problem.what());
    assertTrue(problem.because().orElseThrow().contains("User \"eve\" cannot"));
    assertEquals(
        "kubectl --context dev auth can-i patch services -n default", problem.tries().get(0));
  }

  @Test
  void a_namespace_on_its_way_out_is_no_question_of_rights() {
    server.reply(
        SERVICES + "/web",
        403,
        """
        {"kind":"Status","message":"unable to create new content in namespace default",
         "details":{"causes":[{"reason":"NamespaceTerminating"}]}}
        """);
    assertEquals(
        Problem.Kind.PRECONDITION, refusal(object("v1", "Service", "default", "web")).kind());
  }

  @Test
  void another_refusal_comes_with_the_servers_sentence_made_harmless() {
    server.refuse(SERVICES + "/web", 409, "Conflict", "conflict with \u001b[31m\"helm\": .spec");
    Problem problem = refusal(object("v1", "Service", "default", "web"));
    assertEquals(Problem.Kind.PRECONDITION, problem.kind());
    assertEquals("conflict with \"helm\": .spec (409)", problem.because().orElseThrow());
  }

  @Test
  void a_kind_whose_definition_is_missing_is_told_apart_from_a_missing_namespace() {
    Tree policy = object("gateway.networking.k8s.io/v1", "BackendTLSPolicy", "default", "tls");
    assertTrue(refusal(policy).what().endsWith("it does not serve that kind"));
    server.refuse(SERVICES + "/web", 404, "NotFound", "namespaces \"default\" not found");
    Problem problem = refusal(object("v1", "Service", "default", "web"));
    assertTrue(problem.because().orElseThrow().startsWith("namespaces \"default\" not found"));
  }

  @Test
  void an_object_without_a_name_is_a_mistake_of_its_author() {
    assertEquals(Problem.Kind.USAGE, refusal(object("v1", "Service", "", "")).kind());
  }

  @Test
  void a_server_that_went_away_is_told() {
    server.close();
    Problem problem = assertThrows(LabFailure.class, () -> resources.get(SERVICE)).problem();
    assertTrue(problem.what().contains("connection refused"), problem.what());
  }

  @Test
  void an_interrupt_ends_the_waiting() {
    Thread.currentThread().interrupt();
    Problem problem = assertThrows(LabFailure.class, () -> resources.get(SERVICE)).problem();
    assertEquals(Problem.Kind.INTERRUPTED, problem.kind());
    assertTrue(Thread.interrupted());
  }

  @Test
  void nothing_is_changed_once_another_cluster_answers() {
    server.reply(SERVICES + "/web", 200, "{\"kind\":\"Service\"}");
    Tree web = object("v1", "Service", "default", "web");
    for (Runnable switched :
        List.<Runnable>of(
            () -> server.reply(KUBE_SYSTEM, 200, "{\"metadata\":{\"uid\":\"another\"}}"),
            () -> server.refuse(KUBE_SYSTEM, 403, "Forbidden", "no"),
            () -> server.reply(KUBE_SYSTEM, 404, "{}"),
            () -> server.reply(KUBE_SYSTEM, 200, "{}"))) {
      switched.run();
      for (Runnable change :
          List.<Runnable>of(
              () -> resources.apply(web),
              () -> resources.create(web),
              () -> resources.merge(SERVICE, Tree.object("a", 1)),
              () -> resources.delete(SERVICE, Optional.empty()),
              () -> resources.verify())) {
        assertEquals(
            Problem.Kind.PRECONDITION,
            assertThrows(LabFailure.class, change::run).problem().kind());
      }
    }
    assertTrue(server.requests.stream().allMatch(VERIFIED::equals), server.requests.toString());
  }

  @Test
  void nothing_is_changed_while_it_is_not_known_which_cluster_answers() throws Exception {
    try (KubeCluster impatient =
        KubeCluster.connect(
            server.context(),
            folder.resolve("impatient.yaml"),
            uri -> Optional.empty(),
            Duration.ofMinutes(1),
            Timing.SYSTEM.atMost(Duration.ofMillis(200)))) {
      server.reply(KUBE_SYSTEM, 503, "{}");
      Tree web = object("v1", "Service", "default", "web");
      assertThrows(LabFailure.class, () -> impatient.resources().create(web));
      assertTrue(server.requests.stream().noneMatch(line -> line.startsWith("POST")));
    }
  }
}
