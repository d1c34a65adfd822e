package dev.egresstls.lab.practice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.TreeEdit;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which pods get a sidecar, and of which sort. */
class SidecarInjectionTest {

  @Test
  void a_pod_of_a_labelled_namespace_gets_a_native_sidecar_unless_it_opts_out() throws Exception {
    try (PracticeSite site = PracticeSite.withClient("1.27.9", "v1.3.0", "experimental")) {
      assertEquals(
          List.of("istio-init", "istio-proxy"), names(site.pods("curl").get(0), "initContainers"));
      assertEquals(List.of("curl"), names(site.pods("curl").get(0), "containers"));
      pod(site, "refusing", "default", Tree.object("sidecar.istio.io/inject", "false"));
      assertEquals(List.of(), names(find(site, "refusing"), "initContainers"));
    }
  }

  @Test
  void a_pod_of_a_namespace_without_the_label_gets_one_only_if_it_asks() throws Exception {
    try (PracticeSite site = PracticeSite.withClient("1.27.9", "v1.3.0", "experimental")) {
      String namespace = "plain";
      site.apply("{apiVersion: v1, kind: Namespace, metadata: {name: " + namespace + "}}");
      pod(site, "silent", namespace, Tree.object());
      pod(site, "asking", namespace, Tree.object("sidecar.istio.io/inject", "true"));
      assertEquals(List.of(), names(find(site, "silent"), "initContainers"));
      assertEquals(
          List.of("istio-init", "istio-proxy"), names(find(site, "asking"), "initContainers"));
    }
  }

  @Test
  void istio_1_26_puts_the_proxy_beside_the_other_containers() throws Exception {
    try (PracticeSite site = PracticeSite.withClient("1.26.8", "v1.3.0", "experimental")) {
      Tree pod = site.pods("curl").get(0);
      assertEquals(List.of("istio-init"), names(pod, "initContainers"));
      assertEquals(List.of("curl", "istio-proxy"), names(pod, "containers"));
      assertEquals(
          "[\"istio-proxy\"]",
          dev.egresstls.lab.value.Json.read(
                  pod.at("metadata.annotations").get("sidecar.istio.io/status").text(""))
              .get("containers")
              .toString());
    }
  }

  @Test
  void without_istiod_pods_are_refused_and_come_when_it_is_back() throws Exception {
    try (PracticeSite site = PracticeSite.withClient("1.27.9", "v1.3.0", "experimental")) {
      scaleIstiod(site, 0);
      site.await(
          () ->
              site.store()
                  .get("deployments.apps", "istio-system", "istiod")
                  .filter(found -> found.at("status.availableReplicas").isMissing())
                  .isPresent());
      site.store().delete("pods", "default", site.pod("curl"));
      site.await(() -> refusals(site) == 1);
      assertTrue(site.pods("curl").isEmpty());
      scaleIstiod(site, 1);
      site.await(() -> site.ready("curl"));
      assertEquals(1, refusals(site));
    }
  }

  private static void scaleIstiod(PracticeSite site, int replicas) {
    site.store()
        .modify(
            "deployments.apps",
            "istio-system",
            "istiod",
            "test",
            found -> TreeEdit.put(found, replicas, "spec", "replicas"));
  }

  private static long refusals(PracticeSite site) {
    return site.store().list("events").stream()
        .filter(event -> event.get("reason").text("").equals("FailedCreate"))
        .filter(event -> event.get("message").text("").contains("failed calling webhook"))
        .count();
  }

  private static void pod(PracticeSite site, String name, String namespace, Tree labels)
      throws InterruptedException {
    Tree container = Tree.object("name", "main", "image", "docker.io/curlimages/curl:8.16.0");
    Tree metadata =
        Tree.object("name", name, "namespace", namespace, "labels", labels.with("app", name));
    Tree pod =
        Tree.object(
            "apiVersion",
            "v1",
            "kind",
            "Pod",
            "metadata",
            metadata,
            "spec",
            Tree.object("containers", List.of(container)));
    site.store().create("pods", pod, "test");
    site.await(() -> site.ready(name));
  }

  private static Tree find(PracticeSite site, String app) {
    return site.pods(app).get(0);
  }

  private static List<String> names(Tree pod, String field) {
    return pod.get("spec").get(field).items().stream()
        .map(container -> container.get("name").text(""))
        .toList();
  }
}
