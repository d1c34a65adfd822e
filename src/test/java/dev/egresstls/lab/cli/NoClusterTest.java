package dev.egresstls.lab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.practice.PracticeCluster;
import dev.egresstls.lab.practice.PracticeOptions;
import dev.egresstls.lab.practice.controlplane.ReconcilePace;
import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.world.kube.rest.Timing;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Commands without a person, where there is no cluster to work on: a simulation must not pass for
 * one, so practice is entered by {@code --practice} alone.
 */
class NoClusterTest {
  private static final Timing SHORT = Timing.SYSTEM.atMost(Duration.ofMillis(300));

  @TempDir Path home;
  private LabOutcome outcome;

  private Path kubeconfig(String server) throws IOException {
    return Files.writeString(
        home.resolve("config"),
        """
        current-context: nowhere
        contexts: [{name: nowhere, context: {cluster: nowhere}}]
        clusters: [{name: nowhere, cluster: {server: "%s"}}]
        """
            .formatted(server));
  }

  private String ends(Map<String, String> env, String command) {
    List<String> args = List.of(command.split(" "));
    outcome = LabOutcome.of(home, args, env, SHORT);
    assertEquals(3, outcome.code(), outcome::printed);
    assertFalse(outcome.out().contains("hold"), outcome::printed);
    assertFalse(outcome.printed().contains("Exception"), outcome::printed);
    String said = outcome.printed().replaceAll("\\s+", " ");
    assertTrue(said.contains("--practice"), said);
    return said;
  }

  private static String closed() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      return "https://127.0.0.1:" + server.getLocalPort();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run --yes",
        "run --yes -o json",
        "check",
        "check 1",
        "why",
        "fix --yes",
        "proof",
        "dns",
        "refresh --yes",
        "try",
        "try no-policy --yes",
        "trace http://www.google.com",
        "--color=never"
      })
  void no_command_goes_on_in_practice_unasked(String command) throws Exception {
    Map<String, String> dead = Map.of("KUBECONFIG", kubeconfig(closed()).toString());
    String said = ends(dead, command);
    assertTrue(said.contains("\"nowhere\" does not answer: connection refused"), said);
    assertTrue(ends(Map.of("KUBECONFIG", ""), command).contains("no kubeconfig has a current"));
  }

  @Test
  void a_kubeconfig_that_is_malformed_missing_or_a_folder_is_told_with_its_reason()
      throws Exception {
    Path malformed = Files.writeString(home.resolve("malformed"), "contexts: [");
    assertTrue(
        ends(Map.of("KUBECONFIG", malformed.toString()), "run --yes").contains("is not YAML"));
    String folder = Files.createDirectory(home.resolve("folder")).toString();
    assertTrue(ends(Map.of("KUBECONFIG", folder), "check").contains("it is a folder"));
    String missing = home.resolve("missing").toString();
    ends(Map.of("KUBECONFIG", missing), "run --yes");
    Path other = Files.writeString(home.resolve("other"), "current-context: gone\ncontexts: []\n");
    ends(Map.of("KUBECONFIG", other.toString()), "run --yes");
  }

  @Test
  void a_server_that_is_silent_is_given_up_on() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Path file = kubeconfig("https://127.0.0.1:" + silent.getLocalPort());
      String said = ends(Map.of("KUBECONFIG", file.toString()), "run --yes");
      assertTrue(said.contains("timed out"), said);
    }
  }

  @Test
  void a_state_folder_that_cannot_be_written_is_no_reason_to_simulate() throws Exception {
    PracticeOptions options = PracticeOptions.withIstio("1.27.9").with(ReconcilePace.IMMEDIATE);
    try (PracticeCluster served = PracticeCluster.start(options)) {
      Path file = Files.writeString(home.resolve("served"), served.kubeconfig());
      Path blocked = Files.writeString(home.resolve("blocked"), "a file where a folder should be");
      outcome =
          LabOutcome.of(
              home,
              List.of("run", "--yes"),
              Map.of("KUBECONFIG", file.toString(), "XDG_STATE_HOME", blocked.toString()),
              Timing.SYSTEM);
      assertEquals(3, outcome.code(), outcome::printed);
      assertTrue(outcome.err().contains("cannot create"), outcome::printed);
    }
  }

  @Test
  void the_json_document_tells_the_cause_too() throws Exception {
    ends(Map.of("KUBECONFIG", kubeconfig(closed()).toString()), "run --yes -o json");
    assertEquals(3, Json.read(outcome.out()).get("exitCode").number(0), outcome.out());
  }

  @Test
  void practice_is_entered_when_it_is_asked_for() {
    outcome = LabOutcome.of(home, List.of("check", "--practice"), Map.of(), Timing.SYSTEM);
    assertEquals(1, outcome.code(), outcome::printed);
  }
}
