package dev.egresstls.lab.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.catalog.Catalog;
import dev.egresstls.lab.doctor.HealthFinding.Severity;
import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.practice.PracticeOptions;
import dev.egresstls.lab.practice.PracticeWorld;
import dev.egresstls.lab.practice.cluster.Pace;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.Yaml;
import dev.egresstls.lab.world.Commands;
import dev.egresstls.lab.world.Downloads;
import dev.egresstls.lab.world.Machine;
import dev.egresstls.lab.world.World;
import dev.egresstls.lab.world.around.WorldAround;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What brings about each finding: objects of a practice cluster, and a machine that is made up. */
class DoctorTest {
  private static final Lab AS_WRITTEN =
      Catalog.builtIn().read("backend-tls-egress", Optional.of("as-written"));
  private static final Lab CURRENT =
      Catalog.builtIn().read("backend-tls-egress", Optional.of("current"));

  private PracticeWorld practice;
  private final MadeUp world = new MadeUp();

  @BeforeEach
  void start() throws Exception {
    practice = PracticeWorld.start(PracticeOptions.withIstio("1.27.9").with(Pace.IMMEDIATE));
  }

  @AfterEach
  void close() {
    practice.close();
  }

  /** A machine with all that is needed, until a test takes something away. */
  private final class MadeUp implements Commands, Machine {
    private final Map<String, String> tools = new HashMap<>();
    private final Map<String, Long> limits = new HashMap<>();
    private final Set<String> closed = new HashSet<>();
    private Optional<URI> proxy = Optional.empty();

    MadeUp() {
      tools.put("kubectl", "\"gitVersion\": \"v1.33.4\"");
      tools.put("istioctl", "client version: 1.27.9");
      tools.put("kind", "kind v0.29.0 go1.24.3 linux/amd64");
      tools.put("docker", "memory=16000000000");
      limits.put("fs.inotify.max_user_watches", 1048576L);
      limits.put("fs.inotify.max_user_instances", 8192L);
    }

    @Override
    public boolean has(String tool) {
      return tools.containsKey(tool);
    }

    @Override
    public int run(List<String> argv, Map<String, String> env, Consumer<String> lines) {
      String said = tools.get(argv.get(0));
      lines.accept(said);
      return said.isEmpty() ? 1 : 0;
    }

    @Override
    public OptionalLong limit(String name) {
      return limits.containsKey(name) ? OptionalLong.of(limits.get(name)) : OptionalLong.empty();
    }

    @Override
    public Optional<String> unreachable(URI server, Duration patience) {
      return closed.contains(server.getHost()) ? Optional.of("no route") : Optional.empty();
    }

    @Override
    public Optional<URI> proxy(URI url) {
      return proxy;
    }
  }

  /** The practice cluster, taken for a real one on this made-up machine. */
  private World real(World.Mode mode) {
    return new WorldAround(practice) {
      @Override
      public Mode mode() {
        return mode;
      }

      @Override
      public Commands commands() {
        return world;
      }

      @Override
      public Machine machine() {
        return world;
      }

      @Override
      public Downloads downloads() {
        return new Downloads() {
          @Override
          public String text(String url, String sha256, String option, Listener listener) {
            throw new AssertionError("the doctor downloads nothing");
          }

          @Override
          public boolean atHand(String url, String sha256, String option) {
            return false;
          }
        };
      }
    };
  }

  private HealthReport live(Lab lab, Integer... holding) throws Exception {
    return live(lab, Map.of(), holding);
  }

  private HealthReport live(Lab lab, Map<String, String> vars, Integer... holding)
      throws Exception {
    Patient patient = Patient.of(lab, Vars.of(lab, vars), real(World.Mode.LIVE), Set.of(holding));
    return Doctor.examine(patient);
  }

  private HealthReport kind() throws Exception {
    Patient patient =
        new Patient(
            AS_WRITTEN,
            Vars.of(AS_WRITTEN, Map.of()),
            real(World.Mode.KIND),
            Optional.empty(),
            Optional.empty(),
            Set.of());
    return Doctor.examine(patient);
  }

  private void apply(String yaml) {
    for (Tree object : Yaml.readAll(yaml)) {
      practice.cluster().orElseThrow().resources().apply(object);
    }
  }

  private static HealthFinding only(HealthReport report, String id, Severity severity) {
    List<HealthFinding> found =
        report.findings().stream()
            .filter(one -> one.id().equals(id) && one.severity() == severity)
            .toList();
    assertEquals(1, found.size(), () -> id + ": " + report.findings());
    assertEquals(severity == Severity.FINE, found.get(0).remedy().isEmpty());
    return found.get(0);
  }

  private static void assertWarns(HealthReport report, String id, String words) {
    HealthFinding found = only(report, id, Severity.WARNING);
    assertTrue(found.sentence().contains(words), found.sentence());
    assertTrue(report.exitCode(true) > 0);
  }

  private static void assertFails(HealthReport report, String id, int step, String words) {
    HealthFinding found = only(report, id, Severity.FATAL);
    assertEquals(Optional.of(step), found.step());
    assertTrue(found.sentence().startsWith("step " + step + " ("), found.sentence());
    assertTrue(found.sentence().contains(words), found.sentence());
    assertEquals(3, report.exitCode(false));
    assertEquals(Problem.Kind.PRECONDITION, report.stopping(step).orElseThrow().kind());
  }

  @Test
  void nothing_is_wrong_with_a_good_machine_and_an_empty_cluster() throws Exception {
    HealthReport report = live(AS_WRITTEN, 1);
    assertTrue(
        report.findings().stream().allMatch(one -> one.severity() == Severity.FINE),
        () -> report.findings().toString());
    assertEquals(0, report.exitCode(true));
    HealthReport simulated =
        Doctor.examine(Patient.of(AS_WRITTEN, Vars.of(AS_WRITTEN, Map.of()), practice, Set.of()));
    assertEquals(0, simulated.exitCode(true), () -> simulated.findings().toString());
    assertEquals(0, kind().exitCode(true), "with kind");
  }

  @Test
  void every_probe_has_a_title_and_an_id_of_its_own() {
    Set<String> ids = new HashSet<>();
    for (HealthProbe probe : HealthProbes.ALL) {
      assertTrue(ids.add(probe.id()));
      assertFalse(probe.title().isEmpty());
    }
  }

  @Test
  void tools_that_are_missing_old_or_mute_are_found() throws Exception {
    world.tools.remove("istioctl");
    world.tools.remove("kubectl");
    HealthReport missing = live(AS_WRITTEN, 1);
    assertFails(missing, "istioctl", 3, "istioctl is not on the PATH");
    assertWarns(missing, "kubectl", "not on the PATH");
    only(live(AS_WRITTEN, 1, 2, 3), "istioctl", Severity.FINE);

    world.tools.put("istioctl", "client version: 1.30.3");
    world.tools.put("kubectl", "\"gitVersion\": \"v1.27.1\"");
    HealthReport old = live(AS_WRITTEN, 1);
    assertFails(old, "istioctl", 3, "istioctl 1.30.3");
    assertWarns(old, "kubectl", "1.27.1 is more than one minor version away");

    world.tools.put("istioctl", "?");
    world.tools.put("kubectl", "?");
    HealthReport mute = live(AS_WRITTEN, 1);
    assertWarns(mute, "istioctl", "does not say its version");
    assertWarns(mute, "kubectl", "does not say its version");
  }

  @Test
  void what_kind_needs_is_found_missing() throws Exception {
    world.tools.remove("kind");
    assertFails(kind(), "kind", 1, "kind is not on the PATH");
    world.tools.put("kind", "?");
    assertWarns(kind(), "kind", "does not say its version");
    world.tools.put("docker", "memory=2000000000");
    assertWarns(kind(), "container-engine", "1.9 GiB");
    world.tools.put("docker", "memory=?");
    assertWarns(kind(), "container-engine", "does not say how much");
    world.tools.put("docker", "");
    assertFails(kind(), "container-engine", 1, "docker does not answer");
    world.tools.remove("docker");
    assertFails(kind(), "container-engine", 1, "none is on the PATH");
    world.limits.put("fs.inotify.max_user_instances", 128L);
    assertWarns(kind(), "inotify", "fs.inotify.max_user_instances is 128");
    world.limits.clear();
    only(kind(), "inotify", Severity.FINE);
  }

  @Test
  void what_the_network_lacks_is_found() throws Exception {
    Map<String, String> nowhere = Map.of("host", "nowhere.invalid");
    assertFails(live(AS_WRITTEN, nowhere, 1), "dns", 6, "nowhere.invalid");
    assertWarns(live(AS_WRITTEN, nowhere, 1, 2, 3, 4, 5, 6), "dns", "nowhere.invalid");
    world.closed.addAll(Set.of("github.com", "registry-1.docker.io", "www.google.com"));
    HealthReport closed = live(AS_WRITTEN, 1);
    assertFails(closed, "downloads", 2, "github.com cannot be reached from here: no route");
    assertWarns(closed, "registries", "registry-1.docker.io");
    assertWarns(closed, "egress", "www.google.com:443: no route");
    world.proxy = Optional.of(URI.create("http://proxy.corp:3128"));
    assertWarns(live(AS_WRITTEN, 1), "proxy", "proxy.corp:3128 is asked for the API server");
    HealthReport without = kind();
    assertWarns(without, "proxy", "this machine uses the proxy proxy.corp:3128");
  }

  private static final String CRD =
      """
      apiVersion: apiextensions.k8s.io/v1
      kind: CustomResourceDefinition
      metadata:
        name: backendtlspolicies.gateway.networking.k8s.io
        annotations:
          api-approved.kubernetes.io: https://github.com/kubernetes-sigs/gateway-api/pull/1
          gateway.networking.k8s.io/bundle-version: %s
          gateway.networking.k8s.io/channel: %s
      spec:
        group: gateway.networking.k8s.io
        names: {kind: BackendTLSPolicy, plural: backendtlspolicies, singular: backendtlspolicy}
        scope: Namespaced
        versions:
        - name: %s
          served: true
          storage: true
          schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}
      """;

  @Test
  void a_gateway_api_that_is_replaced_or_that_forbids_it_is_found() throws Exception {
    apply(CRD.formatted("v1.1.0", "standard", "v1alpha3"));
    assertWarns(live(AS_WRITTEN, 1), "gateway-api", "v1.1.0 standard");
    apply(
        """
        apiVersion: admissionregistration.k8s.io/v1
        kind: ValidatingAdmissionPolicyBinding
        metadata: {name: safe-upgrades.gateway.networking.k8s.io}
        spec: {policyName: safe-upgrades.gateway.networking.k8s.io, validationActions: [Deny]}
        """);
    assertFails(live(AS_WRITTEN, 1), "upgrade-policy", 2, "denies Gateway API v1.3.0 experimental");
    only(live(AS_WRITTEN, 1, 2), "upgrade-policy", Severity.FINE);
    only(live(CURRENT, 1), "upgrade-policy", Severity.FINE);
  }

  private static String istiod(String version, String flag) {
    return """
        apiVersion: v1
        kind: Namespace
        metadata: {name: istio-system}
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: istiod, namespace: istio-system}
        spec:
          selector: {matchLabels: {app: istiod}}
          template:
            metadata: {labels: {app: istiod}}
            spec:
              containers:
              - name: discovery
                image: docker.io/istio/pilot:%s
                env: [{name: PILOT_ENABLE_ALPHA_GATEWAY_API, value: "%s"}]
        """
        .formatted(version, flag);
  }

  @Test
  void an_istiod_that_the_track_is_not_for_is_found() throws Exception {
    apply(istiod("1.24.2", "true"));
    assertFails(live(AS_WRITTEN, 1), "istiod", 3, "1.24.2");
    apply(istiod("1.27.9", "true"));
    assertTrue(
        only(live(AS_WRITTEN, 1), "istiod", Severity.FINE)
            .sentence()
            .contains("PILOT_ENABLE_ALPHA_GATEWAY_API=true"));
    apply(CRD.formatted("v1.3.0", "experimental", "v1alpha3"));
    apply(istiod("1.27.9", "false"));
    assertFails(live(AS_WRITTEN, 1), "istiod", 3, "1.27");
  }

  @Test
  void a_mesh_that_lets_nothing_out_or_logs_elsewhere_is_found() throws Exception {
    apply(istiod("1.27.9", "true"));
    apply(
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: istio, namespace: istio-system}
        data: {mesh: "accessLogFile: /dev/stdout\\noutboundTrafficPolicy: {mode: REGISTRY_ONLY}"}
        """);
    assertWarns(live(AS_WRITTEN, 1), "mesh-config", "REGISTRY_ONLY");
    apply(
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: istio, namespace: istio-system}
        data: {mesh: "{}"}
        """);
    assertWarns(live(AS_WRITTEN, 1), "mesh-config", "step 3 installs Istio again");
    only(live(AS_WRITTEN, 1, 2, 3), "mesh-config", Severity.FINE);
  }

  private static String webhook(String name, String labels) {
    return """
        apiVersion: admissionregistration.k8s.io/v1
        kind: MutatingWebhookConfiguration
        metadata: {name: %s, labels: {%s}}
        webhooks:
        - name: inject.example.org
          admissionReviewVersions: [v1]
          sideEffects: None
          failurePolicy: Ignore
          objectSelector: {matchLabels: {never: there}}
          clientConfig: {url: "https://127.0.0.1:1/inject"}
          rules:
          - {apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods]}
        """
        .formatted(name, labels);
  }

  @Test
  void other_injectors_and_revisions_are_found() throws Exception {
    apply(webhook("linkerd-proxy-injector", "a: b"));
    assertWarns(live(AS_WRITTEN, 1), "injectors", "linkerd-proxy-injector");
    practice
        .cluster()
        .orElseThrow()
        .resources()
        .delete(
            new dev.egresstls.lab.world.Ref(
                "admissionregistration.k8s.io/v1",
                "MutatingWebhookConfiguration",
                Optional.empty(),
                "linkerd-proxy-injector"),
            Optional.empty());
    apply(webhook("istio-a", "app: sidecar-injector, istio.io/rev: 1-27"));
    apply(webhook("istio-b", "app: sidecar-injector, istio.io/rev: 1-28"));
    assertWarns(live(AS_WRITTEN, 1), "injectors", "1-27, 1-28");
  }

  private static String daemonSet(String name) {
    return """
        apiVersion: apps/v1
        kind: DaemonSet
        metadata: {name: %s, namespace: istio-system}
        spec:
          selector: {matchLabels: {app: x}}
          template:
            metadata: {labels: {app: x}}
            spec: {containers: [{name: x, image: x}]}
        """
        .formatted(name);
  }

  private static String namespace(String labels) {
    return "{apiVersion: v1, kind: Namespace, metadata: {name: default, labels: {" + labels + "}}}";
  }

  @Test
  void cni_and_ambient_mode_are_found() throws Exception {
    apply(istiod("1.27.9", "true"));
    assertEquals("no ambient mode", only(live(AS_WRITTEN, 1), "ambient", Severity.FINE).sentence());
    apply(daemonSet("ztunnel"));
    apply(daemonSet("istio-cni-node"));
    HealthReport there = live(AS_WRITTEN, 1);
    assertTrue(only(there, "ambient", Severity.FINE).sentence().contains("ztunnel"));
    assertTrue(only(there, "cni", Severity.FINE).sentence().contains("istio-cni redirects"));
    apply(namespace("istio.io/dataplane-mode: ambient"));
    assertWarns(live(AS_WRITTEN, 1), "ambient", "in ambient mode");
  }

  @Test
  void pod_security_that_forbids_the_sidecars_init_container_is_found() throws Exception {
    apply(istiod("1.27.9", "true"));
    apply(namespace("pod-security.kubernetes.io/enforce: baseline"));
    assertFails(live(AS_WRITTEN, 1), "pod-security", 4, "NET_ADMIN");
    only(live(AS_WRITTEN, 1, 2, 3, 4), "pod-security", Severity.FINE);
    apply(daemonSet("istio-cni-node"));
    only(live(AS_WRITTEN, 1), "pod-security", Severity.FINE);
    apply(namespace("pod-security.kubernetes.io/enforce: restricted"));
    assertWarns(live(AS_WRITTEN, 1), "pod-security", "enforces restricted");
  }

  @Test
  void what_is_in_the_namespace_already_is_found() throws Exception {
    apply(namespace("istio-injection: disabled"));
    apply(
        """
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: deny, namespace: default}
        spec: {podSelector: {}, policyTypes: [Egress]}
        """);
    HealthReport report = live(AS_WRITTEN, 1);
    assertWarns(report, "namespace", "istio-injection=disabled");
    assertWarns(report, "network-policies", "deny");
    assertTrue(
        only(live(AS_WRITTEN, Map.of("ns", "elsewhere"), 1), "namespace", Severity.FINE)
            .sentence()
            .contains("is made by step 4"));
    assertWarns(
        live(AS_WRITTEN, Map.of("ns", "elsewhere"), 1, 2, 3, 4), "namespace", "no Namespace");
  }

  @Test
  void what_takes_too_long_is_a_warning_and_holds_nothing_up() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    World slow =
        new WorldAround(practice) {
          @Override
          public Names names() {
            return new Names() {
              @Override
              public Answer lookUp(String host) throws InterruptedException {
                never.await();
                throw new AssertionError("nobody lets it go on");
              }

              @Override
              public Answer lookUp(String host, PodConnection dns) throws InterruptedException {
                return lookUp(host);
              }
            };
          }
        };
    HealthReport report =
        Doctor.examine(Patient.of(AS_WRITTEN, Vars.of(AS_WRITTEN, Map.of()), slow, Set.of()));
    assertWarns(report, "dns", "not found out within 4 s");
  }
}
