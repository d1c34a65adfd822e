package dev.egresstls.lab.practice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.egresstls.lab.practice.controlplane.Conditions;
import dev.egresstls.lab.practice.store.ApiError;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.Yaml;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pods that would not run on a real cluster do not run here, and say why in the same words. */
class HeldPodsTest {
  private static final String HELPLESS =
      ". preemption: 0/1 nodes are available: 1 Preemption is not helpful for scheduling.";
  private static final String NO_VICTIMS =
      ". preemption: 0/1 nodes are available: 1 No preemption victims found for incoming pod.";

  private static PracticeSite site;

  @BeforeAll
  static void start() throws Exception {
    site = PracticeSite.empty("1.27.9");
    site.tool("kind", "create", "cluster");
  }

  @AfterAll
  static void close() {
    site.close();
  }

  private static void create(String name, String spec) {
    String containers = spec.contains("containers:") ? "" : ", containers: [{name: c, image: i}]";
    Tree pod =
        Yaml.read(
            "{metadata: {name: %s, namespace: default, labels: {app: %s}}, spec: {%s}}"
                .formatted(name, name, spec + containers));
    site.store().create("pods", pod, "test");
  }

  private static Tree pod(String name) {
    return site.store().get("pods", "default", name).orElse(Tree.MISSING);
  }

  private static String scheduled(String name) {
    return Conditions.find(pod(name).at("status.conditions").items(), "PodScheduled")
        .get("message")
        .text("");
  }

  private static boolean said(String name, String reason, String message) {
    return site.store().list("events").stream()
        .filter(event -> event.at("involvedObject.name").text("").equals(name))
        .anyMatch(
            event ->
                event.get("reason").text("").equals(reason)
                    && event.get("message").text("").equals(message));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          selector   | nodeSelector: {disk: fast}                              | 1 node(s) didn't match Pod's node affinity/selector
          affinity   | affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchExpressions: [{key: a, operator: Exists}]}]}}} | 1 node(s) didn't match Pod's node affinity/selector
          together   | affinity: {podAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: kubernetes.io/hostname, labelSelector: {matchLabels: {app: nobody}}}]}} | 1 node(s) didn't match pod affinity rules
          claim      | volumes: [{name: v, persistentVolumeClaim: {claimName: p}}] | persistentvolumeclaim "p" not found
          cpu        | containers: [{name: c, image: i, resources: {requests: {cpu: 4500m}}}] | 1 Insufficient cpu
          memory     | containers: [{name: c, image: i, resources: {limits: {memory: 9Gi}}}]  | 1 Insufficient memory
          """)
  void a_pod_that_fits_no_node_is_pending(String name, String spec, String reason)
      throws Exception {
    create(name, spec);
    String end = reason.contains("Insufficient") ? NO_VICTIMS : HELPLESS;
    String message = "0/1 nodes are available: " + reason + end;
    site.await(() -> !scheduled(name).isEmpty() && said(name, "FailedScheduling", message));
    assertEquals(message, scheduled(name));
    assertEquals("Pending", pod(name).at("status.phase").text(""));
  }

  @Test
  void what_is_in_the_way_of_a_pod_may_go() throws Exception {
    create("gated", "schedulingGates: [{name: a}]");
    site.await(() -> scheduled("gated").startsWith("Scheduling is blocked"));
    site.store()
        .modify(
            "pods",
            "default",
            "gated",
            "test",
            now -> now.with("spec", now.get("spec").without("schedulingGates")));
    site.await(() -> Conditions.isTrue(pod("gated"), "Ready"));
  }

  @Test
  void files_and_variables_come_from_what_is_there() throws Exception {
    create(
        "reader",
        "volumes: [{name: v, configMap: {name: files}}], containers: [{name: c, image: i, env:"
            + " [{name: E, valueFrom: {secretKeyRef: {name: word, key: k}}}]}]");
    String mount = "MountVolume.SetUp failed for volume \"v\" : configmap \"files\" not found";
    site.await(() -> said("reader", "FailedMount", mount));
    assertEquals("ContainerCreating", waiting("reader"));
    make("configmaps", "files", "data: {a: b}");
    site.await(() -> said("reader", "Failed", "Error: secret \"word\" not found"));
    site.await(() -> waiting("reader").equals("CreateContainerConfigError"));
    make("secrets", "word", "data: {other: eA==}");
    String key = "Error: couldn't find key k in Secret default/word";
    site.await(() -> said("reader", "Failed", key));
    site.store()
        .modify(
            "secrets",
            "default",
            "word",
            "test",
            now -> now.with("data", Tree.object("k", "eA==")));
    site.await(() -> Conditions.isTrue(pod("reader"), "Ready"));
  }

  private static String waiting(String name) {
    return pod(name).at("status.containerStatuses[0].state.waiting.reason").text("");
  }

  private static void make(String plural, String name, String rest) {
    String yaml = "{metadata: {name: " + name + ", namespace: default}, " + rest + "}";
    site.store().create(plural, Yaml.read(yaml), "test");
  }

  @Test
  void an_image_that_cannot_be_is_not_pulled() throws Exception {
    create("upper", "containers: [{name: c, image: Upper/Case}]");
    create("nowhere", "containers: [{name: c, image: registry.invalid/a:1}]");
    site.await(() -> waiting("upper").equals("InvalidImageName"));
    site.await(() -> waiting("nowhere").equals("ImagePullBackOff"));
    site.await(() -> said("nowhere", "Failed", "Error: ErrImagePull"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          serviceAccountName: nobody | error looking up service account default/nobody: serviceaccount "nobody" not found
          priorityClassName: first   | no PriorityClass with name first was found
          runtimeClassName: other    | pod rejected: RuntimeClass "other" not found
          """)
  void a_pod_that_names_what_is_not_there_is_refused(String spec, String why) {
    ApiError refusal = assertThrows(ApiError.class, () -> create("refused", spec));
    assertEquals(403, refusal.code());
    assertEquals("pods \"refused\" is forbidden: " + why, refusal.getMessage());
  }

  /** A port that is meant by name is that of the pods, and what it speaks is passed on. */
  @Test
  void a_named_port_of_a_service_is_looked_up_in_its_pods() throws Exception {
    make(
        "services",
        "named",
        "spec: {selector: {app: named}, ports: [{name: a, port: 80, targetPort: web,"
            + " appProtocol: http}, {name: none, port: 81, targetPort: nowhere}]}");
    create("named", "containers: [{name: c, image: i, ports: [{name: web, containerPort: 8080}]}]");
    site.await(() -> ports().contains("8080"));
    assertEquals(
        "[{\"name\":\"a\",\"port\":8080,\"protocol\":\"TCP\",\"appProtocol\":\"http\"}]", ports());
  }

  private static String ports() {
    return site.store().list("endpointslices.discovery.k8s.io").stream()
        .filter(one -> one.at("metadata.generateName").text("").equals("named-"))
        .map(one -> one.get("ports").toString())
        .findFirst()
        .orElse("");
  }
}
