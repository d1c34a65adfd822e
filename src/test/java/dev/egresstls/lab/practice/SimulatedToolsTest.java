package dev.egresstls.lab.practice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.Yaml;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** kind and istioctl, as a learner meets them. */
class SimulatedToolsTest {
  private static PracticeSite site;

  @BeforeAll
  static void start() throws Exception {
    site = PracticeSite.withClient("1.27.9", "v1.3.0", "experimental");
  }

  @AfterAll
  static void close() {
    site.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          kind create cluster --nodes 3              | ERROR: unknown flag: --nodes
          kind create cluster -z                     | ERROR: unknown shorthand flag: 'z' in -z
          kind create cluster --name                 | ERROR: flag needs an argument: --name
          kind create cluster --wait soon            | ERROR: invalid argument "soon" for "--wait" flag: time: invalid duration
          kind create cluster                        | ERROR: failed to create cluster: node(s) already exist for a cluster with the name "kind"
          kind build                                 | ERROR: unknown command "build" for "kind"
          istioctl install -y --profile minimal      | Error: unknown flag: --profile
          istioctl install -y --set profile=tiny     | Error: unknown profile "tiny", one of: ambient, default, demo, empty, minimal, preview, remote, stable
          istioctl install -y --set mesh.x=1         | Error: unknown field "spec.mesh" in IstioOperator
          istioctl install -y --set novalue          | Error: unknown command line flag value: "novalue" is not path=value
          istioctl install -y --revision canary      | Error: the practice cluster has one revision: install without --revision
          istioctl analyse                           | Error: unknown command "analyse" for "istioctl"
          """)
  void what_a_tool_does_not_know_it_refuses_in_its_own_words(String command, String refusal)
      throws Exception {
    assertEquals(List.of("exit 1", refusal), site.tool(command.split(" ")));
  }

  @Test
  void kind_writes_a_kubeconfig_under_its_own_name(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("config");
    site.tool("kind", "create", "cluster", "--name", "second", "--kubeconfig", file.toString());
    Tree written = Yaml.read(Files.readString(file));
    assertEquals("kind-second", written.get("current-context").text(""));
    String server = written.at("clusters[0].cluster.server").text("");
    assertTrue(server.startsWith(site.cluster.url()), server);
    assertEquals(List.of("exit 0", "kind\nsecond"), site.tool("kind", "get", "clusters"));
  }

  @Test
  void istioctl_knows_all_three_versions() throws Exception {
    assertEquals(
        List.of(
            "exit 0",
            "client version: 1.27.9",
            "control plane version: 1.27.9",
            "data plane version: 1.27.9 (1 proxies)"),
        site.tool("istioctl", "version"));
    List<String> lines = site.tool("istioctl", "version", "-o", "json");
    Tree report = Json.read(String.join("\n", lines.subList(1, lines.size())));
    assertEquals("1.27.9", report.at("meshVersion[0].Info.version").text(""));
  }

  @Test
  void istioctl_asks_before_it_installs() throws Exception {
    List<String> lines = site.tool("istioctl", "install", "--set", "profile=minimal");
    assertEquals("exit 1", lines.get(0));
    assertEquals("Cancelled.", lines.get(2));
  }

  @Test
  void the_default_profile_has_a_gateway_and_minimal_has_none() throws Exception {
    try (PracticeSite other = PracticeSite.empty("1.31.1")) {
      other.tool("kind", "create", "cluster");
      other.istioctl();
      assertFalse(gateway(other));
      assertEquals("exit 0", other.tool("istioctl", "install", "-y").get(0));
      assertTrue(gateway(other));
      // Two more for each change: that it is still the same cluster.
      assertTrue(other.cluster.requests() < 170, () -> "requests: " + other.cluster.requests());
    }
  }

  private static boolean gateway(PracticeSite where) {
    return where
        .store()
        .get("deployments.apps", "istio-system", "istio-ingressgateway")
        .isPresent();
  }

  @Test
  void downloads_and_names_that_practice_does_not_know_are_told() {
    assertThrows(
        LabFailure.class, () -> site.world.downloads().text("https://example.com/x.yaml", "", ""));
    assertThrows(LabFailure.class, () -> site.world.names().ipv4("nope.invalid"));
    assertThrows(
        LabFailure.class,
        () -> site.world.commands().run(List.of("helm"), java.util.Map.of(), l -> {}));
  }

  @ParameterizedTest
  @CsvSource({
    "v1.3.0, experimental, v1alpha3+",
    "v1.3.0, standard, ''",
    "v1.4.1, standard, v1+ v1alpha3-",
    "v1.4.1, experimental, v1+ v1alpha3+",
    "v1.5.1, standard, v1+ v1alpha3-",
  })
  void each_bundle_serves_the_policy_as_the_real_one_does(
      String version, String channel, String served) throws Exception {
    String url =
        "https://github.com/kubernetes-sigs/gateway-api/releases/download/"
            + version
            + "/"
            + channel
            + "-install.yaml";
    List<Tree> objects = Yaml.readAll(site.world.downloads().text(url, "", ""));
    String found =
        objects.stream()
            .filter(one -> one.at("spec.names.kind").text("").equals("BackendTLSPolicy"))
            .flatMap(one -> one.at("spec.versions").items().stream())
            .map(one -> one.get("name").text("") + (one.get("served").isTrue() ? "+" : "-"))
            .reduce((one, other) -> one + " " + other)
            .orElse("");
    assertEquals(served, found);
    assertEquals(
        version.equals("v1.5.1"),
        objects.stream()
            .anyMatch(one -> one.get("kind").text("").equals("ValidatingAdmissionPolicy")));
  }
}
