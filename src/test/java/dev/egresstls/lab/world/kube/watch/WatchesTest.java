package dev.egresstls.lab.world.kube.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.Query;
import dev.egresstls.lab.world.Resources;
import dev.egresstls.lab.world.Watched;
import dev.egresstls.lab.world.Watched.State;
import dev.egresstls.lab.world.kube.Await;
import dev.egresstls.lab.world.kube.KubeCluster;
import dev.egresstls.lab.world.kube.ScriptedServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchesTest {
  private static final String SERVICES = "/api/v1/namespaces/default/services";
  private static final Query QUERY = Query.in("default", "v1", "Service");
  private static final String POLICIES = "/apis/gateway.networking.k8s.io/v1/backendtlspolicies";
  private static final Query POLICY = Query.all("gateway.networking.k8s.io/v1", "BackendTLSPolicy");
  private static final String DEFINITIONS =
      "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
  private static final Query DEFINITION =
      Query.all("apiextensions.k8s.io/v1", "CustomResourceDefinition");
  private static final Duration LONG = Duration.ofSeconds(20);

  @TempDir Path folder;
  private ScriptedServer server;
  private KubeCluster cluster;
  private Resources resources;

  @BeforeEach
  void start() throws Exception {
    server = new ScriptedServer();
    cluster = server.connect(folder);
    resources = cluster.resources();
  }

  @AfterEach
  void stop() {
    cluster.close();
    server.close();
  }

  private void until(BooleanSupplier condition) throws Exception {
    Await.until(resources, condition);
  }

  private static List<String> names(Watched watched) {
    return watched.items().stream().map(item -> item.at("metadata.name").text("")).toList();
  }

  /** Without what was asked for when the cluster was pinned. */
  private List<String> asked() {
    return server.requests.stream().filter(request -> request.contains(SERVICES)).toList();
  }

  @Test
  void one_list_and_one_watch_serve_a_query_however_often_it_is_asked_for() throws Exception {
    server.list(SERVICES, 7, ScriptedServer.named("b", 5), ScriptedServer.named("a", 6));
    Watched services = resources.watch(QUERY);
    assertSame(services, resources.watch(QUERY));
    resources.awaitFirst(LONG);
    assertEquals(State.SYNCED, services.state());
    assertEquals(List.of("a", "b"), names(services));
    assertEquals("Service", services.items().get(0).get("kind").text(""));
    server.event(SERVICES, "ADDED", ScriptedServer.named("c", 8));
    server.event(SERVICES, "DELETED", ScriptedServer.named("a", 9));
    server.event(SERVICES, "BOOKMARK", ScriptedServer.named("x", 10));
    server.event(SERVICES, "MODIFIED", ScriptedServer.named("b", 11).with("changed", true));
    until(() -> services.items().stream().anyMatch(item -> item.get("changed").isTrue()));
    assertEquals(List.of("b", "c"), names(services));
    assertEquals(2, server.count(SERVICES));
    assertTrue(asked().get(1).contains("resourceVersion=7"), asked().get(1));
  }

  @Test
  void one_name_is_watched_by_a_field_selector() throws Exception {
    server.list(SERVICES, 7);
    resources.watch(new Query("v1", "Service", QUERY.namespace(), java.util.Optional.of("web")));
    server.awaitWatch(SERVICES);
    String list = "GET " + SERVICES + "?fieldSelector=metadata.name%3Dweb";
    assertEquals(list, asked().get(0));
    assertTrue(asked().get(1).startsWith(list + "&watch=true"), asked().get(1));
    assertEquals(2, asked().size());
  }

  @Test
  void a_watch_that_ended_goes_on_from_where_it_was_without_a_list() throws Exception {
    server.list(SERVICES, 7);
    Watched services = resources.watch(QUERY);
    server.event(SERVICES, "ADDED", ScriptedServer.named("a", 8));
    until(() -> names(services).equals(List.of("a")));
    server.endWatch(SERVICES);
    server.event(SERVICES, "ADDED", ScriptedServer.named("b", 9));
    until(() -> names(services).equals(List.of("a", "b")));
    assertEquals(1, server.count("resourceVersion=8"));
    assertEquals(3, server.count(SERVICES));
  }

  @Test
  void a_watch_whose_version_is_too_old_begins_with_a_list_again() throws Exception {
    server.list(SERVICES, 7, ScriptedServer.named("gone", 5));
    Watched services = resources.watch(QUERY);
    until(() -> names(services).equals(List.of("gone")));
    server.list(SERVICES, 20, ScriptedServer.named("new", 19));
    server.event(SERVICES, "ERROR", Tree.object("kind", "Status", "code", 410));
    server.endWatch(SERVICES);
    until(() -> names(services).equals(List.of("new")));
  }

  @Test
  void a_kind_that_is_not_served_is_asked_for_again_once_it_is_defined() throws Exception {
    server.list(DEFINITIONS, 3);
    resources.watch(DEFINITION);
    Watched policies = resources.watch(POLICY);
    resources.awaitFirst(LONG);
    assertEquals(State.NO_SUCH_KIND, policies.state());
    resources.watch(POLICY);
    server.list(POLICIES, 9, ScriptedServer.named("tls", 8));
    server.event(DEFINITIONS, "ADDED", definition("False"));
    server.event(DEFINITIONS, "MODIFIED", definition("True"));
    until(() -> policies.state() == State.SYNCED);
    assertEquals(List.of("tls"), names(policies));
    assertEquals(2, server.requests.stream().filter(("GET " + POLICIES)::equals).count());
  }

  private static Tree definition(String established) {
    Tree condition = Tree.object("type", "Established", "status", established);
    Tree names = Tree.object("kind", "BackendTLSPolicy");
    Tree version = Tree.object("name", "v1", "served", true);
    return ScriptedServer.named("backendtlspolicies.gateway.networking.k8s.io", 4)
        .with(
            "spec",
            Tree.object(
                "group", "gateway.networking.k8s.io", "names", names, "versions", List.of(version)))
        .with("status", Tree.object("conditions", List.of(condition)));
  }

  @Test
  void where_definitions_are_not_watched_the_next_question_asks_again() throws Exception {
    Watched policies = resources.watch(POLICY);
    resources.awaitFirst(LONG);
    assertEquals(State.NO_SUCH_KIND, policies.state());
    server.list(POLICIES, 9);
    resources.watch(POLICY);
    until(() -> policies.state() == State.SYNCED);
  }

  @Test
  void a_kind_that_is_not_known_by_heart_is_discovered() throws Exception {
    Query things = Query.all("example.org/v1", "Thing");
    Watched none = resources.watch(things);
    resources.awaitFirst(LONG);
    assertEquals(State.NO_SUCH_KIND, none.state());
    server.reply(
        "/apis/example.org/v1", 200, "{\"resources\":[{\"name\":\"things\",\"kind\":\"Thing\"}]}");
    server.list("/apis/example.org/v1/things", 3, ScriptedServer.named("a", 2));
    resources.watch(things);
    until(() -> names(none).equals(List.of("a")));
  }

  @Test
  void forbidden_is_told_with_verb_resource_and_namespace() throws Exception {
    server.refuse(SERVICES, 403, "Forbidden", "services is forbidden");
    Watched services = resources.watch(QUERY);
    resources.awaitFirst(LONG);
    assertEquals(State.FAILED, services.state());
    Problem problem = services.problem().orElseThrow();
    assertEquals(Problem.Kind.DENIED, problem.kind());
    assertTrue(
        problem.what().endsWith("does not allow you to list services in namespace default"),
        problem.what());
  }

  @Test
  void a_server_that_dies_fails_every_watch_and_one_that_comes_back_heals_them() throws Exception {
    server.list(SERVICES, 7, ScriptedServer.named("a", 5));
    server.list("/api/v1/nodes", 7);
    Watched services = resources.watch(QUERY);
    Watched nodes = resources.watch(Query.all("v1", "Node"));
    until(() -> services.state() == State.SYNCED && nodes.state() == State.SYNCED);
    int port = server.port();
    server.close();
    until(() -> services.state() == State.FAILED && nodes.state() == State.FAILED);
    assertTrue(services.problem().orElseThrow().what().contains("connection refused"));
    assertEquals(List.of("a"), names(services));
    server = new ScriptedServer(port);
    server.list(SERVICES, 3, ScriptedServer.named("b", 2));
    server.list("/api/v1/nodes", 3);
    until(() -> services.state() == State.SYNCED && nodes.state() == State.SYNCED);
    assertEquals(List.of("b"), names(services));
  }

  @Test
  void a_closed_cluster_asks_nothing_more() throws Exception {
    server.list(SERVICES, 7);
    Watched services = resources.watch(QUERY);
    until(() -> services.state() == State.SYNCED);
    cluster.close();
    int before = server.requests.size();
    assertEquals(State.STARTING, resources.watch(Query.all("v1", "Pod")).state());
    assertEquals(before, server.requests.size());
  }
}
