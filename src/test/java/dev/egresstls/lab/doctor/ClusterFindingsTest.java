package dev.egresstls.lab.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.doctor.HealthFinding.Severity;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What brings about each finding about the cluster, the mesh and the namespace. */
class ClusterFindingsTest extends DoctorStage {
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
  void an_istiod_that_fails_open_or_is_from_a_retired_registry_is_warned_of_always()
      throws Exception {
    apply(istiod("1.27.9", "true"));
    assertWarns(live(AS_WRITTEN, 1), "istiod", "GHSA-qm8v-g4f9-qhjx");
    apply(istiod("1.27.9", "true").replace("docker.io/istio", "gcr.io/istio-release"));
    assertTrue(
        live(AS_WRITTEN, 1).warnings().stream()
            .anyMatch(one -> one.sentence().contains("gcr.io/istio-release")));
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

  private static String namespace(String labels) {
    return "{apiVersion: v1, kind: Namespace, metadata: {name: default, labels: {" + labels + "}}}";
  }

  @Test
  void cni_and_ambient_mode_are_found() throws Exception {
    apply(istiod("1.27.9", "true"));
    assertEquals("no ambient mode", only(live(AS_WRITTEN, 1), "ambient", Severity.FINE).sentence());
    daemonSets.add("ztunnel");
    daemonSets.add("istio-cni-node");
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
    daemonSets.add("istio-cni-node");
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
            .contains("step 4 creates"));
    assertWarns(
        live(AS_WRITTEN, Map.of("ns", "elsewhere"), 1, 2, 3, 4), "namespace", "does not exist");
  }
}
