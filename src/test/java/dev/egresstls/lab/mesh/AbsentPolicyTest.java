package dev.egresstls.lab.mesh;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.egresstls.lab.mesh.istio.IstioVersion;
import dev.egresstls.lab.mesh.observed.Because;
import dev.egresstls.lab.mesh.observed.Observation;
import dev.egresstls.lab.mesh.observed.PolicyCrd;
import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Tree;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where a policy names the Service and yet no TLS is started, the hop TLS says why. */
class AbsentPolicyTest extends ChangedTutorial {
  private Because tls(Observation seen) {
    Route route = PathModel.trace(dial("http://www.google.com:443"), seen);
    assertEquals(CLUSTER, route.cluster().orElseThrow());
    Hop hop = route.hop(Hop.Kind.TLS).orElseThrow();
    assertEquals("none: plain text", hop.value());
    return hop.because();
  }

  private void policy(String field, Tree value) {
    change(
        "BackendTLSPolicy",
        "google-tls",
        policy -> policy.without("status").with(field, merged(policy.get(field), value)));
  }

  private static Tree merged(Tree into, Tree more) {
    Tree all = into;
    for (String name : more.fields().keySet()) {
      all = all.with(name, more.get(name));
    }
    return all;
  }

  private Observation istio(String version) {
    return seen().withIstio(IstioVersion.parse(version).orElseThrow());
  }

  @Test
  void a_policy_in_another_namespace() {
    policy("metadata", Tree.object("namespace", "elsewhere"));
    Because because = tls(seen());
    assertEquals(
        "BackendTLSPolicy google-tls is in another namespace: a policy applies only "
            + "to targets in its own",
        because.text());
    assertEquals("elsewhere", because.value());
  }

  @Test
  void a_policy_that_carries_the_annotation_to_be_left_alone() {
    policy(
        "metadata",
        Json.read("{\"annotations\":{\"istio.io/ignore-policy-attachment\":\"true\"}}"));
    assertEquals(
        "BackendTLSPolicy google-tls has an annotation that makes Istio ignore it",
        tls(istio("1.30.3")).text());
  }

  /** Which of the two is in force is said by the hop that it decides. */
  @Test
  void the_annotation_is_told_apart_from_a_setting_of_istiod_that_makes_eds_clusters() {
    policy(
        "metadata",
        Json.read("{\"annotations\":{\"istio.io/ignore-policy-attachment\":\"true\"}}"));
    Observation seen = istio("1.30.3");
    Observation both = seen.with(seen.controlPlane().withEdsForHeadless(true));
    assertEquals("metadata.annotations[istio.io/ignore-policy-attachment]", tls(both).field());
    Route route = PathModel.trace(dial("http://www.google.com:443"), both);
    assertEquals("EDS", route.clusterType().orElseThrow());
    assertEquals(
        "ORIGINAL_DST",
        PathModel.trace(dial("http://www.google.com:443"), seen).clusterType().orElseThrow());
  }

  @Test
  void a_policy_for_an_object_of_another_kind_with_the_same_name() {
    policy(
        "spec",
        Json.read(
            "{\"targetRefs\":[{\"group\":\"networking.istio.io\",\"kind\":\"ServiceEntry\","
                + "\"name\":\"google-headless\"}]}"));
    assertEquals(
        "BackendTLSPolicy google-tls: it targets a ServiceEntry, not this Service",
        tls(seen()).text());
  }

  @Test
  void a_policy_for_a_port_that_the_service_does_not_have() {
    policy(
        "spec",
        Json.read(
            "{\"targetRefs\":[{\"group\":\"\",\"kind\":\"Service\",\"name\":\"google-headless\","
                + "\"sectionName\":\"other\"}]}"));
    assertEquals(
        "BackendTLSPolicy google-tls: targetRefs invalid: sectionName \"other\" does not exist in"
            + " Service default/google-headless",
        tls(seen()).text());
  }

  @Test
  void a_policy_that_is_older_than_its_target_where_istiod_looks_once() {
    policy("metadata", Tree.object("creationTimestamp", "2020-01-01T00:00:00Z"));
    Because because = tls(istio("1.29.0"));
    assertEquals(
        "BackendTLSPolicy google-tls was created before its target, and this Istio "
            + "does not check again",
        because.text());
    assertEquals("2020-01-01T00:00:00Z", because.value());
  }

  @Test
  void an_istio_that_reads_no_policies() {
    Because old = tls(istio("1.25.3"));
    assertEquals(
        "BackendTLSPolicy google-tls is ignored: Istio 1.25.3 does not know the kind", old.text());
    assertEquals("Istio 1.25.3", old.value());
    Because bundle = tls(seen().with(new PolicyCrd("v1.3.0", "experimental", List.of("v1alpha3"))));
    assertEquals(
        "BackendTLSPolicy google-tls is ignored: Istio 1.29.1 ignores bundles older "
            + "than v1.4.0",
        bundle.text());
    assertEquals("v1.3.0", bundle.value());
    Because served = tls(seen().with(new PolicyCrd("v1.5.1", "", List.of("v1alpha3"))));
    assertEquals(
        "BackendTLSPolicy google-tls is ignored: the version that Istio 1.29.1 watches is not"
            + " served",
        served.text());
    assertEquals("v1alpha3", served.value());
  }
}
