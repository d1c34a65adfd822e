package dev.egresstls.lab.practice.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.explain.Diagnosis;
import dev.egresstls.lab.explain.TrueCause;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Faults that need a cluster of their own: another release, or one whose webhooks are stuck. */
class OtherFaultsTest {
  /** The causes that are brought about here. */
  static final List<String> CAUSES =
      List.of(
          "cluster-missing", "istiod-scaled-to-zero", "sidecar-not-ready", "destination-rule-wins");

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

  @Test
  void a_sidecar_that_is_not_ready_is_named_and_a_restart_mends_it() throws Exception {
    try (BrokenLab lab = new BrokenLab("current", "1.31.1")) {
      lab.restore();
      var pods = lab.api.get(Faults.CORE + "pods").get("items").items();
      String name = pods.get(0).at("metadata.name").text("");
      String list = pods.get(0).at("status.initContainerStatuses").toString();
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
}
