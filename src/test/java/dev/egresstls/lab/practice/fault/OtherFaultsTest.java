package dev.egresstls.lab.practice.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.app.query.LiveTracer;
import dev.egresstls.lab.explain.Diagnosis;
import dev.egresstls.lab.explain.TrueCause;
import dev.egresstls.lab.practice.PracticeOptions;
import dev.egresstls.lab.value.Tree;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Faults that need a cluster of their own: another release, or one whose webhooks are stuck. */
class OtherFaultsTest {
  /** The causes that are brought about here. */
  static final List<String> CAUSES =
      List.of(
          "cluster-missing",
          "istiod-scaled-to-zero",
          "sidecar-not-ready",
          "destination-rule-wins",
          "address-family-missing",
          "client-dials-ipv6");

  private static final String NAMES = "/api/v1/namespaces/kube-system/configmaps/practice-names";

  private static Tree pod(BrokenLab lab) {
    return lab.api.get(Faults.CORE + "pods").get("items").items().get(0);
  }

  @Test
  void without_a_cluster_the_first_step_is_what_is_missing_and_its_fix_makes_one()
      throws Exception {
    try (BrokenLab lab = new BrokenLab("as-written", "1.27.9")) {
      TrueCause cause = lab.named(5, "cluster-missing");
      assertTrue(lab.named(1, "cluster-missing").told().fix().contains("creates the cluster"));
      assertTrue(lab.run.fix(1, cause), lab.last());
    }
  }

  @Test
  void a_control_plane_without_a_pod_is_why_a_new_pod_gets_no_sidecar() throws Exception {
    try (BrokenLab lab = new BrokenLab("as-written", "1.27.9")) {
      lab.restore();
      lab.api.patch(Faults.ISTIOD, "{spec: {replicas: 0}}");
      lab.api.patch(Faults.CURL, "{spec: {replicas: 0}}");
      Await.until(() -> lab.api.get(Faults.CURL).at("status.readyReplicas").isMissing());
      lab.api.patch(Faults.CURL, "{spec: {replicas: 1}}");
      TrueCause cause = lab.named(4, "istiod-scaled-to-zero");
      assertTrue(lab.run.fix(3, cause), lab.last());
      lab.restore();
    }
  }

  /** As on Istio 1.31.0, where the request still got its 200. */
  @Test
  void without_istiod_sidecars_keep_what_they_were_given_and_trace_claims_nothing()
      throws Exception {
    try (BrokenLab lab = new BrokenLab("current", "1.31.1")) {
      lab.restore();
      lab.api.delete(Faults.ISTIOD);
      String pods = "/api/v1/namespaces/istio-system/pods";
      Await.until(() -> lab.api.get(pods).get("items").items().isEmpty());
      lab.api.delete(Faults.SLICE);
      lab.named(3, "istiod-missing");
      assertEquals(200, lab.run.proof(true).sighting().curl().httpCode());
      assertFalse(LiveTracer.ofLab(lab.world, lab.run).orElseThrow().route().client().told());
      lab.api.patch(NAMES, "{data: {www.google.com: ''}}"); // DNS goes on without istiod
      assertEquals(6, lab.run.proof(true).sighting().exit());
      lab.api.patch(NAMES, "{data: null}");
      assertTrue(lab.run.step(3), lab.last());
      lab.until(() -> lab.run.proof(true).sighting().exit() == 52);
    }
  }

  @Test
  void a_sidecar_that_is_not_ready_is_named_and_a_restart_mends_it() throws Exception {
    try (BrokenLab lab = new BrokenLab("current", "1.31.1")) {
      lab.restore();
      Tree pod = pod(lab);
      String name = pod.at("metadata.name").text("");
      String list = pod.at("status.initContainerStatuses").toString();
      String unready = list.replace("\"ready\":true", "\"ready\":false");
      lab.api.patch(
          Faults.CORE + "pods/" + name + "/status",
          "{status: {initContainerStatuses: " + unready + "}}");
      TrueCause cause = lab.named(4, "sidecar-not-ready");
      assertTrue(cause.passing());
      assertTrue(lab.run.fix(4, cause), lab.last());
      lab.restore();
    }
  }

  @Test
  void a_destination_rule_wins_over_the_policy_from_istio_131_on_and_is_named() throws Exception {
    try (BrokenLab lab = new BrokenLab("current", "1.31.1")) {
      lab.restore();
      lab.api.create(
          "/apis/networking.istio.io/v1/namespaces/default/destinationrules",
          "{apiVersion: networking.istio.io/v1, kind: DestinationRule, metadata: {name: plain},"
              + " spec: {host: google-headless.default.svc.cluster.local,"
              + " trafficPolicy: {tls: {mode: DISABLE}}}}");
      TrueCause cause = lab.named(7, "destination-rule-wins");
      assertEquals(
          "The lab does not change DestinationRule default/plain: the lab did not "
              + "create it, and it is managed by kubectl-edit.",
          cause.told().left());
      assertFalse(lab.run.fix(7, cause), lab.last());
      lab.api.delete("/apis/networking.istio.io/v1/namespaces/default/destinationrules/plain");
      lab.await(7, Diagnosis::holds);
      lab.restore();
    }
  }

  /**
   * No cause: it is about connections into pods with a sidecar. The lab's addresses are of none,
   * and where a policy asks for TLS, mutual TLS between sidecars does not come in.
   */
  private static void mutualTlsMustNotMatter(BrokenLab lab) throws InterruptedException {
    for (String namespace : List.of("istio-system", "default")) {
      for (String mode : List.of("STRICT", "DISABLE")) {
        String all = "/apis/security.istio.io/v1/namespaces/" + namespace + "/peerauthentications";
        lab.api.create(
            all,
            "{apiVersion: security.istio.io/v1, kind: PeerAuthentication, metadata: {name: all},"
                + " spec: {mtls: {mode: "
                + mode
                + "}}}");
        lab.await(8, Diagnosis::holds);
        lab.api.delete(all + "/all");
      }
    }
  }

  @Test
  void a_pod_with_both_families_dials_ipv6_and_a_pod_without_ipv4_nothing() throws Exception {
    try (BrokenLab lab = new BrokenLab("current", PracticeOptions.withIstio("1.31.1").ipv6(true))) {
      lab.restore();
      mutualTlsMustNotMatter(lab);
      lab.api.patch(NAMES, "{data: {www.google.com: \"2001:db8::10,203.0.113.10\"}}");
      mustBeLeft(lab, lab.named(8, "client-dials-ipv6"));
      lab.api.patch(NAMES, "{data: {www.google.com: \"203.0.113.10,203.0.113.11\"}}");
      lab.await(8, Diagnosis::holds);
      String name = pod(lab).at("metadata.name").text("");
      lab.api.patch(
          Faults.CORE + "pods/" + name + "/status", "{status: {podIPs: [{ip: \"fd00::7\"}]}}");
      mustBeLeft(lab, lab.named(8, "address-family-missing"));
    }
  }

  /** It is the only cause, and nothing that the lab could do would help. */
  private static void mustBeLeft(BrokenLab lab, TrueCause cause) throws InterruptedException {
    assertEquals(List.of(cause.id()), BrokenLab.ids(lab.run.why(8)));
    assertEquals("The lab cannot fix this for you.", cause.told().left());
    assertEquals("", cause.told().fix());
    assertFalse(lab.run.fix(8, cause), lab.last());
  }
}
