package dev.egresstls.lab.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.app.launch.ChosenLaunch;
import dev.egresstls.lab.app.launch.PracticeOnly;
import dev.egresstls.lab.catalog.Catalog;
import dev.egresstls.lab.world.Cluster;
import dev.egresstls.lab.world.Query;
import dev.egresstls.lab.world.kube.KubeCluster;
import dev.egresstls.lab.world.kube.config.KubeContext;
import dev.egresstls.lab.world.kube.config.Kubeconfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The user's own shell from the prompt, on the lab's cluster. */
class OutsideSessionTest {
  @TempDir Path state;

  private final PracticeOnly worlds = new PracticeOnly();

  private SessionScript open() {
    return SessionScript.open(
        new ChosenLaunch(PracticeOnly.CHOICE, worlds, Catalog.builtIn()), 100, state);
  }

  /** Does an HTTP request of the practice cluster, as kubectl would with that KUBECONFIG. */
  private static String curl(String method, String path) {
    return "!curl -sk -o /dev/null -X "
        + method
        + " -H \"Authorization: Bearer "
        + field("token")
        + "\" "
        + field("server")
        + path;
  }

  private static String field(String name) {
    return "$(sed -n 's/.*" + name + ": \"*\\([^\"]*\\)\"*$/\\1/p' $KUBECONFIG)";
  }

  @Test
  void the_kubeconfig_is_private_holds_the_pinned_cluster_alone_and_is_gone_afterwards()
      throws Exception {
    Path copy = state.resolve("copy.yaml");
    Path env = state.resolve("env");
    try (SessionScript session = open()) {
      session.type("run 2").shows("2/8");
      session.type(
          "!cp -p \"$KUBECONFIG\" " + copy + "; echo \"$KUBECONFIG $EGRESSTLS_LAB\" > " + env);
      session.hides("exit code");
      Kubeconfig kubeconfig = Kubeconfig.read(List.of(copy));
      KubeContext context = kubeconfig.context(Optional.empty());
      assertEquals(1, kubeconfig.contexts().size());
      assertEquals("default", context.context().get("namespace").text(""));
      assertEquals("rw-------", posix(copy));
      assertTrue(context.server().startsWith("https://127.0.0.1:"), context.server());
      String[] words = Files.readString(env).strip().split(" ");
      assertFalse(Files.exists(Path.of(words[0])), words[0]);
      assertEquals("1", words[1]);
      try (Cluster same =
          KubeCluster.connect(
              context,
              state.resolve("pinned.yaml"),
              uri -> Optional.empty(),
              Duration.ofSeconds(10))) {
        assertEquals(1, same.resources().list(Query.all("v1", "Node")).size());
      }
    }
  }

  private static String posix(Path file) throws Exception {
    return java.nio.file.attribute.PosixFilePermissions.toString(
        Files.getPosixFilePermissions(file));
  }

  @Test
  void an_exit_code_that_is_not_0_is_told() {
    try (SessionScript session = open()) {
      session.type("!exit 3").shows("exit code 3");
      session.type("! true").hides("exit code").hides("no command");
      session.type("!").shows("! needs a command line", "!kubectl get pods");
    }
  }

  @Test
  void what_was_broken_and_mended_there_is_told_at_once() {
    String slice = "/apis/discovery.k8s.io/v1/namespaces/default/endpointslices/google-headless";
    try (SessionScript session = open()) {
      session.type("run 2").type("run 4").type("run 7").shows("7/8");
      session.type(curl("DELETE", slice)).shows("✗ 6 broke", "6/8");
      session.type("fix").shows("✓ 6", "7/8");
      session.type("!true").hides("6").hides("✓");
    }
  }

  @Test
  void a_step_that_was_done_there_by_hand_is_seen() throws Exception {
    Path service = state.resolve("service.json");
    Files.writeString(
        service,
        """
        {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "google-headless"},
         "spec": {"clusterIP": "None", "ports": [{"name": "https", "port": 443}]}}
        """);
    try (SessionScript session = open()) {
      session.type("run 2").type("run 4").shows("4/8");
      String post =
          curl("POST", "/api/v1/namespaces/default/services")
              + " -H 'Content-Type: application/json' -d @"
              + service;
      session.type(post).shows("✓ 5 Create a headless Service", "5/8");
      assertTrue(session.news().stream().noneMatch(row -> row.contains("✗")));
    }
  }
}
