package dev.egresstls.lab.practice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.egresstls.lab.practice.cluster.Conditions;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.TreeEdit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Deployments, ReplicaSets and pods of the practice cluster. */
class RolloutTest {
  private static final String DEPLOYMENTS = "deployments.apps";

  @Test
  void a_restart_brings_new_pods_and_an_undo_the_old_template() throws Exception {
    try (PracticeSite site = PracticeSite.withClient("1.27.9", "v1.3.0", "experimental")) {
      String first = site.pod("curl");
      change(
          site,
          found ->
              TreeEdit.put(
                  found, "now", "spec", "template", "metadata", "annotations", "restartedAt"));
      site.await(() -> settled(site, 1));
      String second = site.pod("curl");
      assertNotEquals(first, second);
      assertEquals(List.of("1", "2"), revisions(site));
      change(site, found -> TreeEdit.drop(found, "spec", "template", "metadata", "annotations"));
      site.await(() -> settled(site, 1) && !site.pod("curl").equals(second));
      assertEquals(List.of("2", "3"), revisions(site));
      assertEquals(prefix(first), prefix(site.pod("curl")));
    }
  }

  @Test
  void three_replicas_have_three_addresses_and_all_are_in_the_slice() throws Exception {
    try (PracticeSite site = PracticeSite.withClient("1.27.9", "v1.3.0", "experimental")) {
      change(site, found -> TreeEdit.put(found, 3, "spec", "replicas"));
      site.await(() -> settled(site, 3) && endpoints(site).size() == 3);
      Set<String> addresses = new HashSet<>();
      site.pods("curl").forEach(pod -> addresses.add(pod.at("status.podIP").text("")));
      assertEquals(addresses, endpoints(site));
      change(site, found -> TreeEdit.put(found, 1, "spec", "replicas"));
      site.await(() -> settled(site, 1) && endpoints(site).size() == 1);
    }
  }

  @Test
  void a_pod_waits_for_a_node_and_then_starts_phase_by_phase() throws Exception {
    try (PracticeSite site = PracticeSite.empty("1.27.9")) {
      Set<String> seen = ConcurrentHashMap.newKeySet();
      AutoCloseable watch =
          site.store()
              .subscribe(
                  change -> {
                    if (change.resource().key().equals("pods")) {
                      seen.add(phase(change.object()));
                    }
                  });
      Tree container = Tree.object("name", "main", "image", "nginx:1.27");
      Tree pod =
          Tree.object(
              "apiVersion",
              "v1",
              "kind",
              "Pod",
              "metadata",
              Tree.object(
                  "name", "web", "namespace", "default", "labels", Tree.object("app", "web")),
              "spec",
              Tree.object("containers", List.of(container)));
      site.store().create("pods", pod, "test");
      site.await(() -> phase(site.pods("web").get(0)).equals("Pending Unschedulable"));
      site.tool("kind", "create", "cluster");
      site.await(() -> site.ready("web") && seen.contains("Running "));
      watch.close();
      assertEquals(
          Set.of("Pending ", "Pending Unschedulable", "Pending ContainerCreating", "Running "),
          seen);
    }
  }

  private static String phase(Tree pod) {
    String waiting = pod.at("status.containerStatuses[0].state.waiting.reason").text("");
    String why =
        Conditions.find(pod.at("status.conditions").items(), "PodScheduled")
            .get("reason")
            .text(waiting);
    return pod.at("status.phase").text("") + " " + why;
  }

  private static void change(PracticeSite site, UnaryOperator<Tree> edit) {
    site.store().modify(DEPLOYMENTS, "default", "curl", "test", edit);
  }

  private static boolean settled(PracticeSite site, long replicas) {
    Tree curl = site.store().get(DEPLOYMENTS, "default", "curl").orElseThrow();
    Tree status = curl.get("status");
    return status.get("observedGeneration").equals(curl.at("metadata.generation"))
        && status.get("updatedReplicas").number(0) == replicas
        && status.get("replicas").number(0) == replicas
        && status.get("availableReplicas").number(0) == replicas
        && site.pods("curl").size() == replicas;
  }

  private static List<String> revisions(PracticeSite site) {
    return site.store().list("replicasets.apps").stream()
        .filter(set -> set.at("metadata.name").text("").startsWith("curl-"))
        .map(
            set -> set.at("metadata.annotations").get("deployment.kubernetes.io/revision").text(""))
        .sorted()
        .toList();
  }

  private static String prefix(String pod) {
    return pod.substring(0, pod.lastIndexOf('-'));
  }

  private static Set<String> endpoints(PracticeSite site) {
    Set<String> addresses = new HashSet<>();
    site.store().list("endpointslices.discovery.k8s.io").stream()
        .filter(slice -> slice.at("metadata.generateName").text("").equals("curl-"))
        .flatMap(slice -> slice.get("endpoints").items().stream())
        .filter(endpoint -> endpoint.at("conditions.ready").isTrue())
        .forEach(endpoint -> addresses.addAll(endpoint.get("addresses").texts()));
    return addresses;
  }
}
