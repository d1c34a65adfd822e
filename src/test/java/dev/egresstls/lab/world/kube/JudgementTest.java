package dev.egresstls.lab.world.kube;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.Yaml;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether a cluster may be thrown away, row by row of the table of evidence. */
class JudgementTest {
  private static final Instant NOW = Instant.parse("2026-11-24T00:00:00Z");
  private static final String HERE = "https://127.0.0.1:6443";
  private static final Tree MARKER = Tree.object("data", Tree.object("note", "simulated"));

  /** Nodes such as {@code a=kind://docker/kind/a}, separated by blanks; {@code a} has no ID. */
  private static Tree nodes(String named, String labels, String osImage) {
    return Tree.object(
        "items", Arrays.stream(named.split(" ")).map(one -> node(one, labels, osImage)).toList());
  }

  private static Tree node(String named, String labels, String osImage) {
    String[] parts = named.split("=", 2);
    return Tree.object(
        "metadata",
        Tree.object("name", parts[0], "labels", Yaml.read("{" + labels + "}")),
        "spec",
        parts.length > 1 ? Tree.object("providerID", parts[1]) : Tree.object(),
        "status",
        Tree.object("nodeInfo", Tree.object("osImage", osImage, "kernelVersion", "6.8.0")));
  }

  private static Tree born(String when) {
    return Tree.object("metadata", Tree.object("uid", "1", "creationTimestamp", when));
  }

  private static Judgement judge(String context, String server, Tree nodes) {
    return judge(context, server, "v1.33.1", born("2026-11-20T00:00:00Z"), nodes, Tree.MISSING);
  }

  private static Judgement judge(
      String context, String server, String version, Tree kubeSystem, Tree nodes, Tree marker) {
    return Judgement.of(context, server, new FirstLook(version, kubeSystem, nodes, marker), NOW);
  }

  @ParameterizedTest
  @CsvSource({
    "kind-kind, kind-control-plane=kind://docker/kind/kind-control-plane, '', '', kind",
    "renamed, a-b-control-plane2=kind://podman/a-b/a-b-control-plane2, '', '', kind",
    "k3d-lab, k3d-lab-server-0=k3s://k3d-lab-server-0,"
        + " 'node.kubernetes.io/instance-type: k3s', '', k3d",
    "minikube, minikube minikube-m02, 'minikube.k8s.io/name: minikube', '', minikube",
    "docker-desktop, docker-desktop, '', Docker Desktop, Docker Desktop",
    "docker-desktop, desktop-control-plane=kind://docker/desktop/desktop-control-plane, '', '',"
        + " Docker Desktop",
    "rancher-desktop, lima-rancher-desktop=k3s://lima-rancher-desktop, '', '', Rancher Desktop",
  })
  void what_a_local_tool_made_may_be_thrown_away(
      String context, String named, String labels, String osImage, String tool) {
    Judgement judged = judge(context, HERE, nodes(named, labels, osImage));
    assertEquals(Optional.of(tool), judged.throwaway(), judged.looksLike());
  }

  @ParameterizedTest
  @CsvSource({
    "kind-of-production, node-1 node-2, '', 'not created by a local tool'",
    "kind-foo, bar-control-plane=kind://docker/bar/bar-control-plane, '', 'those of \"bar\"'",
    "kind-foo, k3d-foo-server-0=k3s://k3d-foo-server-0, '', 'those of \"foo\"'",
    "kind-foo, foo-control-plane=kind://docker/foo/other, '', 'not created by a local tool'",
    "kind-foo, foo-control-plane=kind://docker/foo/foo-control-plane foo-worker, '', 'not created by a local tool'",
    "kind-foo, foo-control-plane=aws:///eu/i-1, '', aws",
    "kind-foo, foo-control-plane=unheard-of://1, '', unheard-of",
    "kind-foo, foo-control-plane=kind://docker/foo/foo-control-plane,"
        + " 'node.kubernetes.io/instance-type: m5.large', m5.large",
    "kind-foo, foo-control-plane=kind://docker/foo/foo-control-plane,"
        + " 'topology.kubernetes.io/region: eu-1', eu-1",
    "minikube-prod-eu, prod-1 prod-2, '', 'not created by a local tool'",
    "minikube-prod-eu, minikube, 'minikube.k8s.io/name: minikube', 'those of \"minikube\"'",
    "minikube, minikube=gce://p/z/minikube, 'minikube.k8s.io/name: minikube', gce",
    "default, pi=k3s://pi, 'node.kubernetes.io/instance-type: k3s', 'not created by a local tool'",
    "docker-desktop, docker-desktop, '', 'not created by a local tool'",
  })
  void evidence_that_does_not_agree_makes_the_lab_ask(
      String context, String named, String labels, String seen) {
    Judgement judged = judge(context, HERE, nodes(named, labels, "Ubuntu"));
    assertEquals(Optional.empty(), judged.throwaway());
    assertTrue(judged.looksLike().contains(seen), judged.looksLike());
  }

  private static final Tree KIND =
      nodes("kind-control-plane=kind://docker/kind/kind-control-plane", "", "");

  @Test
  void what_cannot_be_read_is_far_off_or_old_makes_the_lab_ask() {
    assertAsks("its nodes cannot be read, 4 days old", judge("kind-kind", HERE, Tree.MISSING));
    assertAsks(
        "1 node, 4 days old, kind, at api.example.org, which is not local",
        judge("kind-kind", "https://api.example.org", KIND));
    assertAsks(
        "1 node, 407 days old, kind",
        judge("kind-kind", HERE, "v1.33.1", born("2025-10-13T00:00:00Z"), KIND, Tree.MISSING));
    assertAsks(
        "1 node, of unknown age, kind",
        judge("kind-kind", HERE, "v1.33.1", Tree.MISSING, KIND, Tree.MISSING));
    assertAsks(
        "1 node, 4 days old, GKE",
        judge(
            "kind-kind", HERE, "v1.33.5-gke.1", born("2026-11-20T00:00:00Z"), KIND, Tree.MISSING));
    assertAsks(
        "41 nodes, 4 days old, kind",
        judge("kind-kind", HERE, KIND.with("metadata", Tree.object("remainingItemCount", 40))));
    assertAsks(
        "0 nodes, 4 days old",
        judge("kind-kind", HERE, Tree.of(java.util.Map.of("items", java.util.List.of()))));
  }

  private static void assertAsks(String looks, Judgement judged) {
    assertEquals(new Judgement(false, Optional.empty(), looks), judged);
  }

  @Test
  void practice_is_known_by_its_version_its_marker_and_simulated_nodes_together() {
    Tree none = Tree.of(java.util.Map.of("items", java.util.List.of()));
    Tree fresh = born("2026-11-24T00:00:00Z");
    String version = "v1.33.1+practice";
    assertTrue(judge("practice", HERE, version, fresh, none, MARKER).practice());
    for (Judgement spoofed :
        new Judgement[] {
          judge("practice", HERE, "v1.33.1", fresh, none, MARKER),
          judge("practice", HERE, version, fresh, none, Tree.MISSING),
          judge("practice", HERE, version, fresh, KIND, MARKER),
          judge("practice", HERE, version, fresh, Tree.MISSING, MARKER)
        }) {
      assertEquals(Optional.empty(), spoofed.throwaway(), spoofed.looksLike());
      assertEquals(false, spoofed.practice());
    }
  }
}
