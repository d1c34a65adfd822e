package dev.egresstls.lab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.practice.PracticeCluster;
import dev.egresstls.lab.practice.PracticeOptions;
import dev.egresstls.lab.practice.controlplane.ReconcilePace;
import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Yaml;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** All contexts of a kubeconfig, and what each is. */
class ClustersTest {
  private static final String KIND_NODE =
      "{\"items\":[{\"metadata\":{\"name\":\"a-control-plane\"},"
          + "\"spec\":{\"providerID\":\"kind://docker/a/a-control-plane\"}}]}";

  @TempDir Path home;
  private PracticeCluster served;
  private SwitchingProxy kind;

  @BeforeEach
  void start() throws Exception {
    served =
        PracticeCluster.start(PracticeOptions.withIstio("1.27.9").with(ReconcilePace.IMMEDIATE));
    kind =
        new SwitchingProxy(served.url())
            .answer("GET /version .*", 200, "{\"gitVersion\":\"v1.34.0\"}")
            .answer("GET /api/v1/nodes.*", 200, KIND_NODE);
  }

  @AfterEach
  void close() throws Exception {
    kind.close();
    served.close();
  }

  private Path kubeconfig() throws Exception {
    Path ran = home.resolve("plugin-ran");
    Path plugin =
        Files.writeString(home.resolve("login"), "#!/bin/sh\ntouch " + ran + "\nexit 1\n");
    assertTrue(plugin.toFile().setExecutable(true));
    return Files.writeString(
        home.resolve("config"),
        """
        apiVersion: v1
        kind: Config
        current-context: served
        contexts:
        - {name: served, context: {cluster: served, user: token}}
        - {name: kind-a, context: {cluster: kind, user: token}}
        - {name: kind-b, context: {cluster: kind, user: token}}
        - {name: dead, context: {cluster: dead}}
        - {name: broken, context: {cluster: missing}}
        - {name: cloud, context: {cluster: served, user: plugin}}
        clusters:
        - {name: served, cluster: {server: "%s"}}
        - {name: kind, cluster: {server: "%s"}}
        - {name: dead, cluster: {server: "http://127.0.0.1:1"}}
        users:
        - {name: token, user: {token: "%s"}}
        - name: plugin
          user:
            exec:
              apiVersion: client.authentication.k8s.io/v1
              command: %s
              interactiveMode: Never
        """
            .formatted(served.url(), kind.url(), token(), plugin));
  }

  private String token() {
    return Yaml.read(served.kubeconfig()).at("users[0].user.token").text("");
  }

  private List<String> states(LabOutcome outcome) {
    return Json.read(outcome.out()).get("contexts").items().stream()
        .map(one -> one.get("context").text("") + " " + one.get("state").text(""))
        .toList();
  }

  @Test
  void each_context_is_listed_with_what_it_is_and_nothing_is_changed_or_logged_in_to()
      throws Exception {
    String kubeconfig = kubeconfig().toString();
    LabOutcome json =
        LabOutcome.of(home, List.of("clusters", "-o", "json", "--kubeconfig", kubeconfig));
    assertEquals(0, json.code(), json.printed());
    assertEquals(
        List.of(
            "served practice",
            "kind-a throwaway",
            "kind-b asks",
            "dead unreachable",
            "broken unreachable",
            "cloud not-asked"),
        states(json));
    assertFalse(json.out().contains(token()), json.out());
    String table = LabOutcome.of(home, List.of("clusters", "--kubeconfig", kubeconfig)).out();
    table = table.replaceAll("\\s+", " ");
    assertTrue(table.contains("served (current)"), table);
    assertTrue(table.contains("throwaway cluster · 1 node, 0 days old, kind"), table);
    assertTrue(table.contains("but the context's name says otherwise"), table);
    assertTrue(table.contains("connection refused"), table);
    assertTrue(table.contains("which does not exist"), table);
    assertTrue(table.contains("it would run login to log in"), table);
    assertFalse(Files.exists(home.resolve("plugin-ran")));
    assertEquals(List.of(), kind.mutations());
    try (Stream<Path> state = Files.walk(home)) {
      assertFalse(state.anyMatch(file -> file.getFileName().toString().startsWith("pinned")));
    }
  }

  @Test
  void the_chosen_context_may_log_in() throws Exception {
    String kubeconfig = kubeconfig().toString();
    LabOutcome.of(home, List.of("clusters", "--context", "cloud", "--kubeconfig", kubeconfig));
    assertTrue(Files.exists(home.resolve("plugin-ran")));
  }

  @Test
  void a_context_that_is_not_there_is_refused_with_a_suggestion() throws Exception {
    String kubeconfig = kubeconfig().toString();
    LabOutcome outcome =
        LabOutcome.of(home, List.of("clusters", "--context", "servd", "--kubeconfig", kubeconfig));
    assertEquals(2, outcome.code(), outcome.printed());
    assertTrue(outcome.err().contains("servd"), outcome.err());
    assertTrue(outcome.err().contains("did you mean served?"), outcome.err());
  }

  @ParameterizedTest
  @CsvSource({
    "--istio 9.9.9, 1.26 to 1.31",
    "--istio latest, is not an Istio version",
    "--port 70000, 1 to 65535",
    "--port -1, 1 to 65535"
  })
  void a_practice_cluster_that_cannot_be_is_not_served(String option, String words) {
    List<String> args = new ArrayList<>(List.of("practice", "serve"));
    args.addAll(List.of(option.split(" ")));
    LabOutcome outcome = LabOutcome.of(home, args);
    assertEquals(2, outcome.code(), outcome.printed());
    assertTrue(outcome.err().contains(words), outcome.err());
  }

  @Test
  void without_a_kubeconfig_there_is_nothing_to_list() {
    LabOutcome outcome = LabOutcome.of(home, List.of("clusters"));
    assertEquals(0, outcome.code());
    assertTrue(outcome.out().contains("There is no kubeconfig"), outcome.printed());
  }
}
