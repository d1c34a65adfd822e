package dev.egresstls.lab.practice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.cli.LabOutcome;
import dev.egresstls.lab.practice.controlplane.ReconcilePace;
import dev.egresstls.lab.practice.store.ObjectStore;
import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.TreeEdit;
import dev.egresstls.lab.value.Yaml;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cluster that others use: what they have is as it was, whatever the lab does. */
class SharedClusterTest {
  private static final String POLICIES = "backendtlspolicies.gateway.networking.k8s.io";
  private static final String SLICES = "endpointslices.discovery.k8s.io";
  private static final String LEASES = "leases.coordination.k8s.io";
  private static final String RULES = "destinationrules.networking.istio.io";
  private static final int TEAMS = 40;

  @TempDir Path home;
  private final PracticeCluster served =
      PracticeCluster.start(PracticeOptions.withIstio("1.27.9").with(ReconcilePace.IMMEDIATE));
  private Path kubeconfig;
  private String printed = "";

  @BeforeEach
  void write() throws Exception {
    kubeconfig = Files.writeString(home.resolve("served.yaml"), served.kubeconfig());
  }

  @AfterEach
  void close() {
    served.close();
  }

  private int lab(String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--kubeconfig", kubeconfig.toString()));
    LabOutcome outcome = LabOutcome.of(home, all);
    printed = outcome.printed();
    return outcome.code();
  }

  private ObjectStore store() {
    return served.store();
  }

  private void create(String key, String manager, String yaml) {
    store().create(key, Yaml.read(yaml), manager);
  }

  @Test
  void fix_leaves_a_service_of_another_namespace_and_says_whose_it_is() {
    assertEquals(0, lab("run", "--yes", "-n", "bob", "--to", "istio"), printed);
    create("namespaces", "kubectl-create", namespace("alice"));
    create("services", "kubectl-create", service("alice", "google-headless"));
    create(SLICES, "kubectl-create", slice("alice", "google-headless", "203.0.113.10"));
    assertEquals(1, lab("run", "--yes", "-n", "bob"), printed);
    Tree theirs = store().get("services", "alice", "google-headless").orElseThrow();
    assertEquals(6, lab("fix", "--yes", "-n", "bob"), printed);
    assertTrue(
        printed.contains(
            "The lab does not change Service alice/google-headless: it is in namespace alice"),
        printed);
    assertTrue(
        printed.contains(
            "kubectl -n alice annotate service google-headless networking.istio.io/exportTo=."),
        printed);
    assertEquals(theirs, store().get("services", "alice", "google-headless").orElseThrow());
  }

  @Test
  void a_namespace_that_lost_its_label_gets_the_label_and_new_pods_and_nothing_else() {
    assertEquals(0, lab("run", "--yes"), printed);
    Tree before = store().get("services", "default", "curl").orElseThrow();
    store()
        .modify(
            "namespaces",
            "",
            "default",
            "kubectl-label",
            found -> TreeEdit.drop(found, "metadata", "labels", "istio-injection"));
    assertEquals(0, lab("fix", "--yes", "client"), printed);
    assertTrue(!printed.contains("curl.yaml"), printed);
    assertEquals(before, store().get("services", "default", "curl").orElseThrow());
  }

  @Test
  void the_second_lab_in_a_namespace_may_look_and_changes_nothing() {
    assertEquals(0, lab("run", "--yes"), printed);
    assertEquals(List.of(), store().list(LEASES).stream().filter(this::isLabs).toList());
    create(
        LEASES,
        "egresstls-lab",
        "{apiVersion: coordination.k8s.io/v1, kind: Lease,"
            + " metadata: {name: egresstls-lab, namespace: default},"
            + " spec: {holderIdentity: ana@laptop/4711, leaseDurationSeconds: 60,"
            + " acquireTime: \"2026-05-04T12:00:00.000000Z\","
            + " renewTime: \"2999-05-04T12:00:00.000000Z\"}}");
    assertEquals(3, lab("try", "no-policy", "--yes"), printed);
    store()
        .modify(
            SLICES,
            "default",
            "google-headless",
            "kubectl-edit",
            found -> found.with("endpoints", List.of()));
    long version = store().version();
    assertEquals(1, lab("check"), printed);
    assertEquals(1, lab("why"), printed);
    for (String[] change :
        new String[][] {{"run", "--yes"}, {"fix", "--yes"}, {"refresh", "--yes"}}) {
      assertEquals(3, lab(change), String.join(" ", change) + "\n" + printed);
      assertTrue(
          printed.contains(
              "ana@laptop/4711 has held the lab in namespace default since "
                  + "2026-05-04T12:00:00Z"),
          printed);
    }
    assertEquals(version, store().version());
    assertEquals(0, lab("run", "--yes", "-n", "mine"), printed);
  }

  private boolean isLabs(Tree lease) {
    return lease.at("metadata.name").text("").equals("egresstls-lab");
  }

  @Test
  void drift_names_what_differs_and_who_did_it_and_nothing_after_a_what_if() throws Exception {
    assertEquals(3, lab("drift"), printed);
    assertEquals(0, lab("run", "--yes"), printed);
    assertEquals(1, lab("drift", "-o", "json"), printed);
    Tree all = Json.read(printed);
    assertTrue(printed.contains("Service default/google-headless"), printed);
    assertTrue(printed.contains("egresstls-lab at "), printed);
    assertTrue(all.get("newKinds").texts().contains("BackendTLSPolicy.gateway.networking.k8s.io"));
    assertEquals(0, all.get("gone").number(-1));
    forget();
    for (String whatIf : List.of("no-policy", "no-alpha-flag", "policy-other-namespace")) {
      assertEquals(0, lab("try", whatIf, "--yes"), printed);
      assertEquals(0, lab("drift"), printed);
      assertTrue(printed.contains("0 objects added, 0 changed, 0 gone"), printed);
    }
    store()
        .modify(
            "services",
            "default",
            "google-headless",
            "flux",
            found -> TreeEdit.put(found, "x", "metadata", "labels", "team"));
    create("namespaces", "ana", namespace("new"));
    assertEquals(1, lab("drift"), printed);
    assertTrue(printed.contains(" objects added, 1 changed, 0 gone"), printed);
    assertTrue(
        printed.contains("Service default/google-headless changed · last written by flux at "),
        printed);
    assertTrue(printed.contains("Namespace new was added"), printed);
  }

  private void forget() throws Exception {
    try (Stream<Path> files = Files.walk(home.resolve("state"))) {
      for (Path file :
          files.filter(one -> one.getFileName().toString().startsWith("inventory-")).toList()) {
        Files.delete(file);
      }
    }
  }

  private static String namespace(String name) {
    return "{apiVersion: v1, kind: Namespace, metadata: {name: " + name + "}}";
  }

  private static String in(String namespace, String name) {
    return "metadata: {namespace: " + namespace + ", name: " + name + ", labels: {app: curl}}";
  }

  private static String service(String namespace, String name) {
    return "{apiVersion: v1, kind: Service, "
        + in(namespace, name)
        + ", spec: {clusterIP: None, ports: [{name: https, port: 443}]}}";
  }

  private static String slice(String namespace, String name, String address) {
    return "{apiVersion: discovery.k8s.io/v1, kind: EndpointSlice, metadata: {namespace: "
        + namespace
        + ", name: "
        + name
        + ", labels: {app: curl, kubernetes.io/service-name: "
        + name
        + "}}, addressType: IPv4, endpoints: [{addresses: [\""
        + address
        + "\"]}], ports: [{name: https, port: 443, protocol: TCP}]}";
  }

  private static String policy(String namespace, String name) {
    return "{apiVersion: gateway.networking.k8s.io/v1alpha3, kind: BackendTLSPolicy, "
        + in(namespace, name)
        + ", spec: {targetRefs: [{group: \"\", kind: Service, name: google-headless}],"
        + " validation: {hostname: a.example, wellKnownCACertificates: System}}}";
  }

  /** Twelve objects with the names and labels of the lab's own. */
  private void team(String ns, String manager) {
    create("namespaces", manager, namespace(ns));
    create("services", manager, service(ns, "google-headless"));
    create("services", manager, service(ns, "another-headless"));
    create(SLICES, manager, slice(ns, "google-headless", "198.51.100.7"));
    create(
        "deployments.apps",
        manager,
        "{apiVersion: apps/v1, kind: Deployment, "
            + in(ns, "curl")
            + ", spec: {replicas: 0, selector: {matchLabels: {app: curl}}, template: {metadata:"
            + " {labels: {app: curl}}, spec: {containers: [{name: curl, image: curl}]}}}}");
    for (String name : List.of("foreign-ca", "istio")) {
      create(
          "configmaps",
          manager,
          "{apiVersion: v1, kind: ConfigMap, " + in(ns, name) + ", data: {ca.crt: x}}");
    }
    create("secrets", manager, "{apiVersion: v1, kind: Secret, " + in(ns, "curl") + "}");
    create(
        "serviceaccounts",
        manager,
        "{apiVersion: v1, kind: ServiceAccount, " + in(ns, "curl") + "}");
    create(POLICIES, manager, policy(ns, "google-tls"));
    create(POLICIES, manager, policy(ns, "second-tls"));
    create(
        RULES,
        manager,
        "{apiVersion: networking.istio.io/v1, kind: DestinationRule, "
            + in(ns, "google-plain")
            + ", spec: {host: google-headless."
            + ns
            + ".svc.cluster.local, trafficPolicy: {tls: {mode: DISABLE}}}}");
  }

  /** Everything that somebody else made, as bytes, but for what Kubernetes itself touches. */
  private Map<String, String> neighbours() {
    Map<String, String> all = new LinkedHashMap<>();
    store().kinds().stream()
        .filter(kind -> !kind.key().startsWith("events"))
        .forEach(
            kind ->
                store()
                    .list(kind.key())
                    .forEach(
                        object -> {
                          String managers =
                              object.at("metadata.managedFields").items().stream()
                                  .map(entry -> entry.get("manager").text(""))
                                  .toList()
                                  .toString();
                          if (managers.matches(".*\\b(?:team-\\d+|platform)\\b.*")) {
                            all.put(kind.key() + " " + name(object), bytes(object));
                          }
                        }));
    return all;
  }

  private static String name(Tree object) {
    return object.at("metadata.namespace").text("") + "/" + object.at("metadata.name").text("");
  }

  private static String bytes(Tree object) {
    Tree metadata = object.get("metadata");
    List<Tree> writers =
        metadata.get("managedFields").items().stream()
            .filter(entry -> !entry.get("manager").text("").equals("kube-controller-manager"))
            .filter(entry -> !entry.get("subresource").text("").equals("status"))
            .toList();
    Tree annotations = metadata.get("annotations").without("deployment.kubernetes.io/revision");
    Tree kept =
        metadata
            .without("resourceVersion")
            .with("annotations", annotations.fields())
            .with("managedFields", writers);
    return Json.write(object.without("status").with("metadata", kept));
  }

  @Test
  void of_482_neighbours_none_is_touched_by_a_run_what_ifs_a_fix_and_their_undo() {
    assertEquals(0, lab("run", "--yes", "--to", "istio"), printed);
    for (int i = 0; i < TEAMS; i++) {
      team("team-" + i, i % 2 == 0 ? "team-" + i : "kubectl-create-team-" + i);
    }
    create("services", "platform", service("default", "platform"));
    create(SLICES, "platform", slice("default", "platform", "198.51.100.8"));
    Map<String, String> before = neighbours();
    assertEquals(482, before.size());
    assertEquals(0, lab("run", "--yes"), printed);
    for (String whatIf :
        List.of(
            "registry-only",
            "no-sidecar",
            "same-ips",
            "policy-before-service",
            "policy-other-namespace",
            "foreign-ca")) {
      assertEquals(0, lab("try", whatIf, "--yes"), whatIf + "\n" + printed);
    }
    store().delete("services", "default", "google-headless");
    assertEquals(0, lab("fix", "--yes", "service"), printed);
    assertEquals(0, lab("try", "back"), printed);
    Map<String, String> after = neighbours();
    assertEquals(before.keySet(), after.keySet());
    before.forEach((name, bytes) -> assertEquals(bytes, after.get(name), name));
  }

  @Test
  void a_what_if_leaves_a_namespace_that_is_somebody_elses() {
    assertEquals(0, lab("run", "--yes"), printed);
    create("namespaces", "team-e", namespace("elsewhere"));
    long version = store().version();
    assertEquals(6, lab("try", "policy-other-namespace", "--yes"), printed);
    assertTrue(printed.contains("The lab does not change Namespace elsewhere"), printed);
    Tree namespace = store().get("namespaces", "", "elsewhere").orElseThrow();
    assertEquals(List.of("team-e"), managers(namespace));
    assertTrue(store().get(POLICIES, "default", "google-tls").isPresent());
    assertTrue(store().version() >= version);
  }

  private static List<String> managers(Tree object) {
    return object.at("metadata.managedFields").items().stream()
        .map(entry -> entry.get("manager").text(""))
        .filter(name -> !name.equals("kube-controller-manager"))
        .toList();
  }
}
