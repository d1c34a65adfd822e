package dev.egresstls.lab.trace.offline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.trace.Resolved;
import dev.egresstls.lab.trace.TraceQuestion;
import dev.egresstls.lab.trace.Traced;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is assumed of a cluster that is made of files, and said. */
class FilesTracerTest {
  private static final String GOOD = "http://www.google.com:443";
  private static final String MESH =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: google-headless}
      spec: {clusterIP: None, ports: [{name: https, port: 443}]}
      ---
      apiVersion: discovery.k8s.io/v1
      kind: EndpointSlice
      metadata: {name: google, labels: {kubernetes.io/service-name: google-headless}}
      addressType: IPv4
      endpoints: [{addresses: ["203.0.113.10"]}]
      ports: [{name: https, port: 443}]
      ---
      apiVersion: gateway.networking.k8s.io/%s
      kind: BackendTLSPolicy
      metadata: {name: google-tls}
      spec:
        targetRefs: [{group: "", kind: Service, name: google-headless}]
        validation: {hostname: www.google.com, wellKnownCACertificates: System}
      """;

  private static Traced trace(String istio, String url, String... texts) {
    return trace(istio, url, Map.of(), texts);
  }

  private static Traced trace(
      String istio, String url, Map<String, String> flags, String... texts) {
    List<Tree> objects = new ArrayList<>();
    for (String text : texts) {
      objects.addAll(ObjectText.read("test", text));
    }
    Setting setting =
        new Setting(
            Optional.of(istio).filter(text -> !text.isEmpty()).map(Setting::istio),
            Optional.empty(),
            flags,
            List.of());
    TraceQuestion question =
        TraceQuestion.of(List.of(url), Optional.empty(), Optional.empty(), Optional.empty());
    return new FilesTracer(objects, setting, question, () -> GOOD, () -> "curl").trace(url);
  }

  private static void assumed(Traced traced, String text) {
    assertTrue(
        traced.assumptions().stream().anyMatch(one -> one.contains(text)),
        () -> text + " is not in " + traced.assumptions());
  }

  @ParameterizedTest
  @CsvSource({
    "1.27, v1alpha3, v1.3.0 experimental, true",
    "1.27, v1, v1.5.1 experimental, true",
    "1.29, v1, v1.5.1 standard, true",
    "1.29, v1alpha3, v1.3.0 experimental, false"
  })
  void the_bundle_that_could_have_taken_the_policies_is_assumed(
      String istio, String version, String bundle, boolean tls) {
    Traced traced = trace(istio, GOOD, MESH.formatted(version));
    assertEquals(tls, traced.route().tls().isPresent());
    assumed(traced, "the Gateway API is " + bundle);
  }

  @Test
  void the_alpha_flag_is_taken_to_be_on_until_one_says_it_is_off() {
    String mesh = MESH.formatted("v1alpha3");
    assumed(trace("1.27.9", GOOD, mesh), "PILOT_ENABLE_ALPHA_GATEWAY_API enabled");
    Map<String, String> off = IstiodFlags.of(List.of("PILOT_ENABLE_ALPHA_GATEWAY_API=false"));
    assertTrue(trace("1.27.9", GOOD, off, mesh).route().tls().isEmpty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{istio-injection: enabled} | {} | true | its namespace is labelled for injection",
        "{istio.io/rev: stable} | {} | true | its namespace is labelled for injection",
        "{istio-injection: disabled, istio.io/rev: stable} | {} | false | is not labelled",
        "{a: b} | {} | false | namespace default is not labelled for injection",
        "{istio-injection: enabled} | {labels: {sidecar.istio.io/inject: 'false'}} | false | no sidecar",
        "{a: b} | {labels: {sidecar.istio.io/inject: 'true'}} | true | sidecar.istio.io/inject",
      })
  void injection_follows_from_the_namespace_and_the_template(
      String labels, String metadata, boolean sidecar, String assumption) {
    String files =
        """
        kind: Namespace
        metadata: {name: default, labels: %s}
        ---
        kind: Deployment
        metadata: {name: curl}
        spec: {template: {metadata: %s, spec: {containers: [{name: curl}]}}}
        """;
    Traced traced = trace("1.29.1", GOOD, MESH.formatted("v1"), files.formatted(labels, metadata));
    assertEquals(sidecar, traced.route().listener().isPresent());
    assumed(traced, assumption);
    assumed(traced, "the client is a pod built from the template of Deployment curl");
  }

  @Test
  void without_any_client_one_with_a_sidecar_is_assumed_and_said() {
    Traced traced = trace("1.29.1", GOOD, MESH.formatted("v1"));
    assumed(traced, "the files have no client");
    assumed(traced, "has istio-injection=enabled");
    assertEquals(Optional.of("203.0.113.10_443"), traced.route().listener());
  }

  @Test
  void a_name_that_no_object_knows_gets_an_address_that_nobody_has() {
    Traced traced =
        trace("1.29.1", "http://elsewhere.example:8443", "{kind: Service, metadata: {name: a}}");
    assertEquals(List.of("192.0.2.1"), traced.route().dns());
    assumed(traced, "192.0.2.1 is used for it");
    assumed(traced, "10.96.0.1 is used for the clusterIP that Service a will get");
    assertEquals(
        List.of(6),
        trace("1.29.1", "http://nobody", MESH.formatted("v1")).route().client().exits());
  }

  @Test
  void of_several_slices_the_one_counts_whose_policy_names_the_host() {
    String other =
        MESH.formatted("v1").replace("google", "other").replace("203.0.113.10", "203.0.113.99");
    assertEquals(
        List.of("203.0.113.99"),
        trace("1.29.1", "http://www.other.com:443", MESH.formatted("v1"), other).route().dns());
  }

  @Test
  void a_later_file_takes_the_place_of_an_earlier_one() {
    String later = MESH.formatted("v1").replace("www.google.com", "later.example");
    assertEquals(
        "later.example",
        trace("1.29.1", GOOD, MESH.formatted("v1"), later).route().tls().orElseThrow().sni());
  }

  @Test
  void istiod_and_the_mesh_config_of_the_files_count_where_nothing_else_is_said() {
    String plane =
        """
        kind: Deployment
        metadata: {name: istiod, namespace: istio-system}
        spec: {template: {spec: {containers: [{name: discovery, image: "x/pilot:1.30.3"}]}}}
        ---
        kind: ConfigMap
        metadata: {name: istio, namespace: istio-system}
        data: {mesh: "outboundTrafficPolicy: {mode: REGISTRY_ONLY}"}
        """;
    Traced traced = trace("", "http://www.google.com:8080", MESH.formatted("v1"), plane);
    assertEquals(Optional.of("BlackHoleCluster"), traced.route().cluster());
    assertEquals(false, traced.route().accessLog().logged());
  }

  @Test
  void a_pod_of_the_files_is_the_client_even_without_owners() {
    String pod = "{kind: Pod, metadata: {name: %s}, spec: {containers: [{name: curl}]}}";
    for (String name : List.of("curl", "curl-66d454fb44-8bztm")) {
      Traced traced = trace("1.29.1", GOOD, MESH.formatted("v1"), pod.formatted(name));
      assertEquals(name, traced.route().dial().pod());
      assertEquals(Optional.empty(), traced.route().listener());
    }
    Traced other = trace("1.29.1", GOOD, MESH.formatted("v1"), pod.formatted("curl-plain-1-abcde"));
    assumed(other, "the files have no client");
  }

  @Test
  void what_the_model_does_not_read_is_named() {
    String filter = "{kind: EnvoyFilter, metadata: {name: f, namespace: istio-system}}";
    List<String> unread = trace("1.29.1", GOOD, MESH.formatted("v1"), filter).notModelled();
    assertEquals(1, unread.size());
    assertTrue(unread.get(0).startsWith("EnvoyFilter istio-system/f"), unread.get(0));
  }

  @Test
  void a_version_without_a_patch_is_its_newest_one() {
    assertEquals("1.29.7", Setting.istio("1.29").toString());
    assertEquals("1.31.0-rc.0", Setting.istio("v1.31.0-rc.0").toString());
  }

  @Test
  void an_address_may_be_told_for_any_host_and_in_brackets() {
    Resolved any = Resolved.of("*:443:[2001:db8::1],203.0.113.9");
    assertEquals(new Resolved("*", 443, "2001:db8::1"), any);
    assertTrue(any.isFor(TraceQuestion.dial(GOOD, "", "")));
  }
}
