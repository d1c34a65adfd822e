package dev.egresstls.lab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.catalog.Catalog;
import dev.egresstls.lab.practice.PracticeCluster;
import dev.egresstls.lab.practice.PracticeOptions;
import dev.egresstls.lab.practice.controlplane.ReconcilePace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole runs over the wire: what they cost, and how they end where the cluster says no. */
class DeniedVerbsTest {
  @TempDir Path home;
  private LabOutcome outcome;
  private Wire wire;

  private int run(String track, Predicate<String> denied) throws Exception {
    PracticeOptions options =
        PracticeOptions.of(
                Catalog.builtIn().read("backend-tls-egress", Optional.of(track)).track().vars())
            .with(ReconcilePace.IMMEDIATE);
    try (PracticeCluster served = PracticeCluster.start(options);
        Wire opened = new Wire(served.url(), denied)) {
      wire = opened;
      Path kubeconfig = home.resolve("served.yaml");
      Files.writeString(kubeconfig, opened.through(served.kubeconfig()));
      outcome =
          LabOutcome.of(
              home,
              List.of("run", "--yes", "--track", track, "--kubeconfig", kubeconfig.toString()));
      return outcome.code();
    }
  }

  private String printed() {
    return outcome.printed().replaceAll("\\s+", " ");
  }

  @ParameterizedTest
  @CsvSource({"as-written", "current"})
  void a_whole_run_costs_at_most_230_requests_and_one_watch_a_kind(String track) throws Exception {
    assertEquals(0, run(track, line -> false), printed());
    List<String> asked = wire.requests().stream().filter(DeniedVerbsTest::isAboutSafety).toList();
    long mutations = wire.requests().stream().filter(DeniedVerbsTest::isMutation).count();
    assertTrue(asked.size() <= 3 * mutations + 50, () -> String.join("\n", asked));
    // The inventory, once for a cluster, costs one request a kind; istioctl two more of them,
    // before and after it, since only so is it known what it has brought (decision 0014).
    List<String> requests =
        wire.requests().stream()
            .filter(line -> !isAboutSafety(line) && !line.contains("?limit=500 "))
            .toList();
    assertTrue(requests.size() <= 230, () -> requests.size() + "\n" + String.join("\n", requests));
    List<String> watches =
        requests.stream()
            .filter(line -> line.contains("watch=true"))
            .map(line -> line.replaceFirst("\\?.*", ""))
            .toList();
    assertEquals(watches.size(), watches.stream().distinct().count(), watches.toString());
  }

  /**
   * Whether it is the right cluster, before and after each mutation, and what is allowed, before
   * the first.
   */
  private static boolean isAboutSafety(String line) {
    return line.matches("GET .*/namespaces/kube-system .*")
        || line.contains("selfsubjectaccessreviews");
  }

  private static boolean isMutation(String line) {
    return !line.startsWith("GET ") && !isAboutSafety(line);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /nodes\\?watch, 1, watch nodes",
    "GET, /customresourcedefinitions\\?.*watch, 2, watch customresourcedefinitions",
    "PATCH, /customresourcedefinitions/, 2, patch customresourcedefinitions",
    "GET, /deployments( |\\?), 3, list deployments",
    "PATCH, /namespaces/default\\?, 4, patch namespaces",
    "PATCH, /deployments/curl\\?, 4, patch deployments",
    "GET, /default/pods\\?watch, 4, watch pods in namespace default",
    "GET, /services( |\\?), 5, list services in all namespaces",
    "PATCH, /services/google-headless\\?, 5, patch services in namespace default",
    "PATCH, /endpointslices/, 6, patch endpointslices.discovery.k8s.io in namespace default",
    "GET, /backendtlspolicies\\?watch, 7, watch backendtlspolicies.gateway.networking.k8s.io",
    "PATCH, /backendtlspolicies/, 7, patch backendtlspolicies.gateway.networking.k8s.io",
    "GET, /pods/.*/exec, 7, create pods/exec in namespace default",
    "GET, /pods/.*/log, 8, get pods/log in namespace default",
  })
  void the_step_says_which_verb_is_denied_and_the_exit_code_is_4(
      String method, String path, int step, String verb) throws Exception {
    String denied = method + " .*" + path + ".*";
    int code = run("as-written", line -> line.matches(denied));
    assertTrue(printed().contains("FAIL " + step), printed());
    assertTrue(printed().contains("does not allow you to " + verb), printed());
    assertTrue(printed().contains("auth can-i " + verb.split(" ")[0]), printed());
    assertFalse(printed().contains("Exception"), printed());
    assertEquals(4, code, printed());
  }

  @Test
  void what_is_only_said_beside_the_way_may_be_denied() throws Exception {
    Predicate<String> beside =
        line -> line.matches("GET .*/(virtualservices|istio-system/deployments/istiod)[ ?].*");
    assertEquals(0, run("as-written", beside), printed());
  }
}
