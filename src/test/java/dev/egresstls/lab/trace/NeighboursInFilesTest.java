package dev.egresstls.lab.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.trace.offline.FilesTracer;
import dev.egresstls.lab.trace.offline.Setting;
import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.Yaml;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Neighbours of what was captured and reported, in files: each with one thing changed. */
class NeighboursInFilesTest {
  private static final String GOOGLE = "203.0.113.10:443: cert=www.google.com; plain=hangup; h2=no";
  private static final String OTHER = "203.0.113.12:443: cert=other.example; plain=400";
  private static final String ENTRY =
      """
      {apiVersion: networking.istio.io/v1, kind: ServiceEntry, metadata: {name: g, namespace: default},
       spec: {hosts: [www.google.com], resolution: %s, ports: [{number: 443, name: http, protocol: HTTP}]%s}}
      """;
  private static final String RULE =
      """
      {apiVersion: networking.istio.io/v1, kind: DestinationRule, metadata: {name: r, namespace: default},
       spec: {host: www.google.com, trafficPolicy: {tls: {mode: SIMPLE%s}}}}
      """;
  private static final String POD =
      """
      {apiVersion: v1, kind: Pod, metadata: {name: curl, namespace: default, annotations: {%s}},
       spec: {containers: [{name: curl}, {name: istio-proxy}], %s},
       status: {podIP: 10.244.0.5, podIPs: [{ip: 10.244.0.5}]}}
      """;
  private static final String HEADLESS =
      """
      {apiVersion: v1, kind: Service, metadata: {name: db, namespace: default},
       spec: {clusterIP: None, ports: [{name: tcp, port: 443}]}}
      """;
  private static final String SLICE =
      """
      {apiVersion: discovery.k8s.io/v1, kind: EndpointSlice, addressType: IPv4,
       metadata: {name: db-%s, namespace: default, labels: {kubernetes.io/service-name: db}},
       endpoints: [%s], ports: [%s]}
      """;

  private static Tree trace(String url, String... yaml) {
    String[] words = url.split(" ");
    List<Tree> objects = new ArrayList<>();
    List.of(yaml).forEach(one -> objects.add(Yaml.read(one)));
    if (objects.stream().noneMatch(one -> one.get("kind").text("").equals("Pod"))) {
      objects.add(Yaml.read(POD.formatted("", "")));
    }
    List<Resolved> resolved = words.length > 1 ? List.of(Resolved.of(words[1])) : List.of();
    Setting setting =
        new Setting(
            Optional.of(Setting.istio("1.31.0")),
            Optional.empty(),
            Map.of(),
            resolved,
            List.of(OriginText.of(GOOGLE), OriginText.of(OTHER)));
    TraceQuestion question =
        TraceQuestion.of(List.of(words[0]), Optional.empty(), Optional.empty(), Optional.empty());
    return RouteDocument.of(
        new FilesTracer(objects, setting, question, () -> words[0], () -> "curl").trace(words[0]));
  }

  private static final String DIAL = "http://www.google.com:443/ www.google.com:443:203.0.113.10";

  @ParameterizedTest
  @CsvSource({
    "'[{address: 203.0.113.10}, {address: 203.0.113.12}]', ', sni: x', true",
    "'[{address: 203.0.113.10}, {address: 203.0.113.12}]', '', false",
    "'[{address: 203.0.113.10}, {address: 198.51.100.3}]', '', false",
  })
  void several_ends_are_claimed_only_if_all_answer_alike(
      String endpoints, String tls, boolean known) {
    String entry = ENTRY.formatted("STATIC", ", endpoints: " + endpoints);
    Tree said = trace(DIAL, entry, RULE.formatted(tls));
    assertEquals(known, said.at("client.known").isTrue(), Json.write(said));
    assertTrue(said.get("notModelled").items().isEmpty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        ", clientCertificate: /etc/c.pem, privateKey: /etc/k.pem|false|sets tls.clientCertificate",
        ", caCrl: /etc/crl.pem|false|sets tls.caCrl",
        ", caCertificates: /etc/ca.pem|false|",
        ", caCertificates: /etc/ssl/certs/ca-certificates.crt|true|",
        ", caCertificates: system|true|",
        "}}, subsets: [{name: a, trafficPolicy: {tunnel: {targetHost: x}}}], x: {y: {a: b|false|sets tunnel",
      })
  void files_of_the_proxy_are_not_read(String tls, boolean known, String unread) {
    Tree said = trace(DIAL, ENTRY.formatted("DNS", ""), RULE.formatted(tls));
    assertEquals(known, said.at("client.known").isTrue(), Json.write(said));
    assertTrue(Json.write(said.get("notModelled")).contains(unread == null ? "" : unread));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "db-0.db|10.244.0.7",
        "db-0.db.default.svc.cluster.local|10.244.0.7",
        "10-244-0-8.db.default|10.244.0.8",
        "db-1.db.default.svc.cluster.local|",
        "localhost|127.0.0.1",
      })
  void names_of_pods_behind_a_headless_service_resolve(String name, String address) {
    String slice =
        SLICE.formatted(
            "a",
            "{addresses: [10.244.0.7], hostname: db-0}, {addresses: [10.244.0.8]}",
            "{name: tcp, port: 443}");
    Tree said = trace("tcp://" + name + ":443", HEADLESS, slice);
    assertEquals(Optional.ofNullable(address), said.at("dial.address").text());
  }

  @Test
  void answers_of_dns_that_lead_different_ways_are_named() {
    String one = SLICE.formatted("a", "{addresses: [10.244.0.7]}", "{name: tcp, port: 443}");
    String other = SLICE.formatted("b", "{addresses: [10.244.0.8]}", "{name: tcp, port: 443}");
    String older = HEADLESS.replace("db", "a");
    String newer = HEADLESS.replace("db,", "db, creationTimestamp: '2020-01-01T00:00:00Z',");
    String first = one.replace("db", "a");
    assertTrue(trace("tcp://db:443", HEADLESS, one, other).get("notModelled").items().isEmpty());
    Tree said = trace("tcp://db:443", newer, one, other, older, first);
    assertTrue(
        Json.write(said.get("notModelled")).contains("lead different ways"), Json.write(said));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|dnsPolicy: Default|the pod has DNS settings of its own (dnsPolicy)",
        "''|'dnsConfig: {searches: [shop.svc.cluster.local]}'|the pod has DNS settings of its own (searches)",
        "''|'dnsConfig: {options: [{name: ndots, value: \"1\"}]}'|",
        "'inject.istio.io/templates: grpc-agent'|a: b|the pod has the annotation inject.istio.io/templates",
        "'inject.istio.io/templates: sidecar'|a: b|",
      })
  void settings_of_the_pod_are_named(String annotations, String spec, String unread) {
    Tree said = trace("tcp://db:443", HEADLESS, POD.formatted(annotations, spec));
    String named = Json.write(said.get("notModelled"));
    assertEquals(unread == null ? "[]" : "[\"" + unread + "\"]", named);
  }

  @ParameterizedTest
  @CsvSource({"10.244.0.5", "127.0.0.1"})
  void what_a_pod_sends_to_itself_is_not_redirected(String address) {
    Tree said = trace("http://" + address + "/");
    assertEquals("none", said.get("filter").text(""));
    assertTrue(said.at("client.httpCode").isMissing() || !said.at("client.known").isTrue());
  }

  @Test
  void a_service_without_an_address_gets_one_that_is_free() {
    String there = HEADLESS.replace("db", "kubernetes").replace("None", "10.96.0.1");
    String mine = HEADLESS.replace("clusterIP: None, ", "");
    assertEquals("10.96.0.2_443", trace("tcp://db:443", there, mine).get("listener").text(""));
  }

  @Test
  void a_kind_of_another_group_is_not_taken_for_ours() {
    String knative =
        "{apiVersion: serving.knative.dev/v1, kind: Service, metadata: {name: db, namespace: default},"
            + " spec: {}}";
    assertEquals(
        "10.96.0.1",
        trace("http://db", "{kind: Service, metadata: {name: db}}").at("dial.address").text(""));
    assertTrue(trace("http://db", knative).at("dial.address").text().isEmpty());
  }

  @Test
  void listeners_of_an_entry_with_none_are_for_the_endpoints_of_another_with_its_host() {
    String none = ENTRY.formatted("NONE", "").replace("protocol: HTTP", "protocol: TCP");
    String named = ENTRY.formatted("DNS", "").replace("name: g", "name: h");
    String told =
        named
            .replace("DNS", "STATIC")
            .replace("}]}}", "}], endpoints: [{address: 203.0.113.12}]}}");
    String dial = "tcp://x.example:443 x.example:443:203.0.113.12";
    assertEquals("0.0.0.0_443", trace(dial, none).get("listener").text(""));
    assertEquals("0.0.0.0_443", trace(dial, none, named).get("listener").text(""));
    assertEquals("PassthroughCluster", trace(dial, none, named).get("cluster").text(""));
    assertEquals("203.0.113.12_443", trace(dial, none, told).get("listener").text(""));
  }

  @Test
  void endpoints_and_addresses_of_which_chance_decides_are_named() {
    String one = ENTRY.formatted("STATIC", ", endpoints: [{address: 203.0.113.10}]");
    String other = one.replace("{name: g,", "{name: h,").replace("203.0.113.10", "203.0.113.12");
    String newer =
        other.replace("{name: h,", "{name: h, creationTimestamp: '2020-01-01T00:00:00Z',");
    Tree said = trace(DIAL, one, newer);
    assertTrue(Json.write(said.get("notModelled")).contains("several ServiceEntries"));
    String same = newer.replace("203.0.113.12", "203.0.113.10");
    assertTrue(trace(DIAL, one, same).get("notModelled").items().isEmpty());
    String two = one.replace("endpoints:", "addresses: [240.1.1.1, 240.1.1.2], endpoints:");
    Tree host = trace("http://240.1.1.1:443/", two);
    assertTrue(Json.write(host.get("notModelled")).contains("several addresses"));
    assertTrue(trace(DIAL, two).get("notModelled").items().isEmpty());
  }

  @Test
  void the_host_is_read_as_it_is_sent() {
    String six = HEADLESS.replace("clusterIP: None", "clusterIP: 'fd01::9'").replace("tcp", "http");
    String pod = POD.formatted("", "").replace("10.244.0.5", "'fd00::5'");
    Tree said = trace("http://[fd01::9]:443/", six, pod);
    assertEquals("outbound|443||db.default.svc.cluster.local", said.get("cluster").text(""));
  }
}
