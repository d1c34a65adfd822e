package dev.egresstls.lab.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.app.launch.ActualWorlds;
import dev.egresstls.lab.app.launch.ChosenLaunch;
import dev.egresstls.lab.app.launch.LaunchOptions;
import dev.egresstls.lab.catalog.Catalog;
import dev.egresstls.lab.world.kube.rest.Timing;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sessions that begin with a kubeconfig whose cluster is not there. */
class DeadClusterTest {
  /** What is silent is given up on after this in the place of the usual 10 s. */
  private static final Duration SHORT = Duration.ofMillis(600);

  @TempDir Path home;

  private Path kubeconfig(int port) throws IOException {
    return Files.writeString(
        home.resolve("config"),
        """
        current-context: nowhere
        contexts: [{name: nowhere, context: {cluster: nowhere}}]
        clusters: [{name: nowhere, cluster: {server: "https://127.0.0.1:%d"}}]
        """
            .formatted(port));
  }

  private SessionScript open(LaunchOptions choice, Path kubeconfig) {
    Map<String, String> env =
        Map.of("KUBECONFIG", kubeconfig.toString(), "XDG_STATE_HOME", home.toString());
    ActualWorlds worlds = new ActualWorlds(env, home, SHORT, Timing.SYSTEM);
    return SessionScript.open(new ChosenLaunch(choice, worlds, Catalog.builtIn()), 100, home);
  }

  private static ServerSocket listening() throws IOException {
    return new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
  }

  private static int closedPort() throws IOException {
    try (ServerSocket server = listening()) {
      return server.getLocalPort();
    }
  }

  @Test
  void a_cluster_that_was_named_and_refuses_ends_the_session_with_its_reason() throws Exception {
    Path file = kubeconfig(closedPort());
    try (SessionScript session = open(LaunchOptions.NOTHING.on(file), file)) {
      assertEquals(3, session.ends());
      String all = String.join("\n", session.all());
      assertTrue(all.contains("\"nowhere\" does not answer: connection refused"), all);
      assertTrue(all.contains("--practice, which needs no cluster"), all);
    }
  }

  @Test
  void a_cluster_that_was_named_and_is_silent_ends_the_session_while_it_waits_at_the_prompt()
      throws Exception {
    try (ServerSocket silent = listening()) {
      Path file = kubeconfig(silent.getLocalPort());
      try (SessionScript session = open(LaunchOptions.NOTHING.on(file), file)) {
        assertEquals(3, session.ends());
        String all = String.join("\n", session.all());
        assertTrue(all.contains("does not answer: timed out"), all);
      }
    }
  }

  @Test
  void a_current_context_that_refuses_is_told_in_the_banner_of_practice() throws Exception {
    try (SessionScript session = open(LaunchOptions.NOTHING, kubeconfig(closedPort()))) {
      session.shows("No reachable cluster: the cluster of context \"nowhere\"", "--context NAME");
      session.type("run 1").shows("✓ 1 Create a cluster");
    }
  }

  @Test
  void a_kubeconfig_that_cannot_be_read_is_told_with_its_reason_in_the_banner_of_practice()
      throws Exception {
    try (SessionScript session =
        open(LaunchOptions.NOTHING, Files.createDirectory(home.resolve("folder")))) {
      session.shows("No cluster: cannot read the kubeconfig ", ": it is a folder");
    }
  }

  @Test
  void a_current_context_that_is_silent_gives_way_to_practice() throws Exception {
    try (ServerSocket silent = listening();
        SessionScript session = open(LaunchOptions.NOTHING, kubeconfig(silent.getLocalPort()))) {
      session.shows("nowhere, checking it …").awaits("timed out");
      String all = String.join("\n", session.all());
      assertTrue(all.contains("practice cluster, simulated in this process"), all);
    }
  }
}
