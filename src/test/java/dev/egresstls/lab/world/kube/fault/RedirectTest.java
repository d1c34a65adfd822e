package dev.egresstls.lab.world.kube.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.Pods.PodTarget;
import dev.egresstls.lab.world.Query;
import dev.egresstls.lab.world.Ref;
import dev.egresstls.lab.world.kube.KubeCluster;
import dev.egresstls.lab.world.kube.ScriptedServer;
import dev.egresstls.lab.world.kube.config.KubeContext;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An API server that sends its clients to another host, which counts who comes. */
class RedirectTest {
  private static final Ref SERVICE = new Ref("v1", "Service", Optional.of("shop"), "web");

  @TempDir Path folder;
  private ScriptedServer server;
  private ScriptedServer stranger;
  private FaultProxy proxy;

  @BeforeEach
  void start() throws Exception {
    server = new ScriptedServer();
    stranger = new ScriptedServer();
    proxy = new FaultProxy("http://127.0.0.1:" + server.port());
  }

  @AfterEach
  void stop() throws Exception {
    proxy.close();
    server.close();
    stranger.close();
  }

  private KubeContext context() {
    KubeContext plain = ScriptedServer.context(proxy.url());
    return new KubeContext(
        plain.name(), plain.server(), plain.context(), plain.cluster(), plain.user());
  }

  private String elsewhere() {
    return "http://127.0.0.1:" + stranger.port();
  }

  private void assertRefused(Executable work) {
    Problem problem = assertThrows(LabFailure.class, work).problem();
    assertEquals(Problem.Kind.PRECONDITION, problem.kind());
    assertTrue(problem.what().contains(proxy.url()), problem.what());
    assertTrue(problem.what().contains(" redirects to " + elsewhere()), problem.what());
  }

  @ParameterizedTest
  @ValueSource(ints = {300, 301, 302, 303, 307, 308})
  void no_request_of_any_kind_follows_a_redirect_or_carries_the_token_there(int code)
      throws Exception {
    try (KubeCluster cluster = ScriptedServer.connect(context(), folder)) {
      proxy.fault(request -> true, Faults.redirect(code, elsewhere()));
      Tree service = Tree.object("apiVersion", "v1", "kind", "Service");
      Tree named = service.with("metadata", Tree.object("name", "web"));
      List<Executable> all =
          List.of(
              () -> cluster.resources().get(SERVICE),
              () -> cluster.resources().list(Query.all("v1", "Service")),
              () -> cluster.resources().table(Query.all("v1", "Service")),
              () -> cluster.resources().served(),
              () -> cluster.resources().openApi("v1"),
              () -> cluster.resources().list(Query.all("example.org/v1", "Thing")),
              () -> cluster.resources().apply(named),
              () -> cluster.resources().dryRun(named),
              () -> cluster.resources().create(named),
              () -> cluster.resources().merge(SERVICE, service),
              () -> cluster.resources().delete(SERVICE, Optional.empty()),
              () -> cluster.pods().tail("shop", "web", "web", 5),
              () -> cluster.pods().follow("shop", "web", "web", 5, lines -> {}),
              () -> cluster.pods().connect("shop", "web", 80, Duration.ofSeconds(20)),
              () ->
                  cluster
                      .pods()
                      .exec(
                          new PodTarget("shop", "web", "web"),
                          List.of("true"),
                          Duration.ofSeconds(20)));
      all.forEach(this::assertRefused);
      var watched = cluster.resources().watch(Query.all("v1", "Service"));
      cluster.resources().awaitFirst(Duration.ofSeconds(20));
      assertTrue(watched.problem().orElseThrow().what().contains(" redirects to "));
    }
    assertEquals(List.of(), stranger.requests);
    assertTrue(server.requests.stream().noneMatch(one -> !one.startsWith("GET ")));
  }

  @Test
  void a_watch_is_not_followed_elsewhere_while_lists_are_answered() throws Exception {
    server.list("/api/v1/services", 7, ScriptedServer.named("a", 5));
    proxy.fault(FaultProxy.Request::watches, Faults.redirect(302, elsewhere()));
    try (KubeCluster cluster = ScriptedServer.connect(context(), folder)) {
      var watched = cluster.resources().watch(Query.all("v1", "Service"));
      cluster.resources().awaitFirst(Duration.ofSeconds(20));
      watched.renewed(Duration.ZERO).get();
      assertEquals(1, watched.items().size());
    }
    assertEquals(List.of(), stranger.requests);
  }

  @Test
  void the_first_question_of_all_is_not_followed_either_and_the_path_is_not_shown() {
    proxy.fault(request -> true, Faults.redirect(302, elsewhere() + "/secret-path"));
    assertRefused(
        () ->
            KubeCluster.connect(
                context(),
                folder.resolve("pinned"),
                (URI uri) -> Optional.empty(),
                Duration.ofMinutes(1)));
    assertEquals(List.of(), stranger.requests);
  }
}
