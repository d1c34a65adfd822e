package dev.egresstls.lab.practice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.egresstls.lab.practice.controlplane.Conditions;
import dev.egresstls.lab.practice.store.ApiError;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.TreeEdit;
import dev.egresstls.lab.value.Yaml;
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
      site.await(() -> settled(site, 1) && !site.pod("curl").equals(first));
      String second = site.pod("curl");
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
  void a_quota_counts_what_is_used_and_leaves_room_for_no_more() throws Exception {
    try (PracticeSite site = PracticeSite.withClient("1.27.9", "v1.3.0", "experimental")) {
      String quota =
          "{metadata: {name: q, namespace: default}, spec: {hard: {pods: 2, services: 5, "
              + "services.nodeports: 0, count/deployments.apps: 1, requests.cpu: 4}}}";
      site.store().create("resourcequotas", Yaml.read(quota), "test");
      String counted =
          "{pods: '%s', services: '%s', services.nodeports: '%s', count/deployments.apps: '%s'}";
      Tree hard = Yaml.read(counted.formatted(2, 5, 0, 1));
      Tree used = Yaml.read(counted.formatted(1, 2, 0, 1));
      site.await(() -> status(site).equals(Tree.object("hard", hard, "used", used)));
      change(site, found -> TreeEdit.put(found, 3, "spec", "replicas"));
      site.await(() -> status(site).at("used.pods").text("").equals("2"));
      Tree extra =
          Yaml.read("{metadata: {name: x, namespace: default}, spec: {ports: [{port: 80}]}}");
      site.store().create("services", extra, "test");
      site.await(() -> status(site).at("used.services").text("").equals("3"));
      Tree open = TreeEdit.put(extra, "NodePort", "spec", "type");
      Tree third = TreeEdit.put(open, "y", "metadata", "name");
      ApiError refusal =
          assertThrows(ApiError.class, () -> site.store().create("services", third, "test"));
      assertEquals(
          "services \"y\" is forbidden: exceeded quota: q, requested: services.nodeports=1, "
              + "used: services.nodeports=0, limited: services.nodeports=0",
          refusal.getMessage());
      site.store().delete("services", "default", "x");
      site.await(() -> status(site).at("used.services").text("").equals("2"));
    }
  }

  private static Tree status(PracticeSite site) {
    return site.store().get("resourcequotas", "default", "q").orElseThrow().get("status");
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

  @Test
  void a_paused_deployment_rolls_nothing_out_until_it_is_resumed() throws Exception {
    try (PracticeSite site = PracticeSite.withClient("1.27.9", "v1.3.0", "experimental")) {
      change(
          site,
          found ->
              TreeEdit.put(
                  TreeEdit.put(found, true, "spec", "paused"),
                  "now",
                  "spec",
                  "template",
                  "metadata",
                  "annotations",
                  "restartedAt"));
      site.await(() -> observed(site));
      assertEquals(List.of("1"), revisions(site));
      change(site, found -> TreeEdit.drop(found, "spec", "paused"));
      site.await(() -> settled(site, 1));
      assertEquals(List.of("1", "2"), revisions(site));
    }
  }

  @Test
  void services_have_endpoints_and_endpoints_that_were_written_have_slices() throws Exception {
    try (PracticeSite site = PracticeSite.withClient("1.27.9", "v1.3.0", "experimental")) {
      site.await(() -> Set.of(written(site, "curl")).equals(endpoints(site)));
      Tree port = Tree.object("name", "https", "port", 443, "protocol", "TCP");
      Tree metadata = Tree.object("name", "far", "namespace", "default");
      Tree spec = Tree.object("clusterIP", "None", "ports", List.of(port));
      site.store().create("services", Tree.object("metadata", metadata, "spec", spec), "test");
      Tree subset =
          Tree.object(
              "addresses", List.of(Tree.object("ip", "203.0.113.10")), "ports", List.of(port));
      site.store()
          .create(
              "endpoints", Tree.object("metadata", metadata, "subsets", List.of(subset)), "test");
      site.await(() -> mirrored(site).equals(List.of("203.0.113.10")));
      site.store().delete("services", "default", "curl");
      site.store().delete("endpoints", "default", "far");
      site.await(() -> mirrored(site).isEmpty() && written(site, "curl").isEmpty());
    }
  }

  private static String written(PracticeSite site, String name) {
    return site.store()
        .get("endpoints", "default", name)
        .map(found -> found.at("subsets[0].addresses[0].ip").text(""))
        .orElse("");
  }

  private static List<String> mirrored(PracticeSite site) {
    return site.store().list("endpointslices.discovery.k8s.io").stream()
        .filter(slice -> slice.at("metadata.generateName").text("").equals("far-"))
        .map(slice -> slice.at("endpoints[0].addresses[0]").text(""))
        .toList();
  }

  private static boolean observed(PracticeSite site) {
    Tree curl = site.store().get(DEPLOYMENTS, "default", "curl").orElseThrow();
    return curl.at("status.observedGeneration").equals(curl.at("metadata.generation"));
  }

  private static void create(PracticeSite site, String name, String field, Object value) {
    Tree container = Tree.object("name", "main", "image", "nginx:1.27");
    Tree metadata =
        Tree.object("name", name, "namespace", "default", "labels", Tree.object("app", name));
    Tree spec = Tree.object("containers", List.of(container), field, value);
    site.store().create("pods", Tree.object("metadata", metadata, "spec", spec), "test");
  }

  @Test
  void a_taint_keeps_pods_away_that_do_not_tolerate_it() throws Exception {
    try (PracticeSite site = PracticeSite.empty("1.27.9")) {
      site.tool("kind", "create", "cluster");
      Tree node = site.store().list("nodes").get(0);
      Tree taint = Tree.object("key", "k", "value", "v", "effect", "NoSchedule");
      site.store()
          .modify(
              "nodes",
              "",
              node.at("metadata.name").text(""),
              "test",
              found -> TreeEdit.put(found, List.of(taint), "spec", "taints"));
      create(site, "elsewhere", "schedulerName", "mine");
      create(site, "shy", "restartPolicy", "Always");
      create(site, "bold", "tolerations", List.of(Tree.object("key", "k", "operator", "Exists")));
      site.await(() -> site.ready("bold"));
      assertEquals("Pending Unschedulable", phase(site.pods("shy").get(0)));
      site.store()
          .modify(
              "nodes",
              "",
              node.at("metadata.name").text(""),
              "test",
              found -> TreeEdit.drop(found, "spec", "taints"));
      site.await(() -> site.ready("shy"));
      assertEquals("Pending ", phase(site.pods("elsewhere").get(0)));
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
