package dev.egresstls.lab.mesh.envoy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.mesh.Captures;
import dev.egresstls.lab.mesh.Captures.Capture;
import dev.egresstls.lab.mesh.policy.Tls;
import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Tree;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What of a config dump and of an access log matters for the way of a packet, and that all of it is
 * read from every capture. Of clusters: name, type, load balancing, TLS (SNI, CA, checked names,
 * versions), port override, Istio's metadata, socket matches. Of listeners: name, address, port,
 * whether they are draining, chains with their match, filters, cluster or route. Of secrets: name,
 * and whether they have come. Of a log line: all of it.
 */
class ReadersAgainstCapturesTest {
  private static List<Capture> captures() {
    return Captures.all();
  }

  @Test
  void clusters_are_read_with_all_that_matters() {
    Captures.each(
        captures(),
        capture -> {
          ConfigDump dump = capture.dump();
          assertEquals(List.of(), dump.missing());
          assertEquals(capture.envoy().get("clusters").items().size(), dump.clusters().size());
          for (Tree entry : capture.envoy().get("clusters").items()) {
            Tree raw = entry.get("cluster");
            ConfigDump.Cluster read = dump.cluster(raw.get("name").text("")).orElseThrow();
            assertEquals(raw.get("type").text(), Optional.of(read.type()));
            assertEquals(raw.get("lb_policy").text("ROUND_ROBIN"), read.lbPolicy());
            assertEquals(raw.at("metadata.filter_metadata.istio.config").text(), read.config());
            assertEquals(Optional.empty(), read.portOverride());
            assertEquals(List.of(), read.security().socketMatches());
            compareTls(raw.at("transport_socket.typed_config"), read);
          }
        });
  }

  private static void compareTls(Tree context, ConfigDump.Cluster read) {
    assertEquals(context.get("sni").text(), read.tls().map(Tls::sni));
    String common = "common_tls_context.combined_validation_context.";
    assertEquals(
        context.at(common + "validation_context_sds_secret_config.name").text(),
        read.tls().map(Tls::ca));
    Tree sans = context.at(common + "default_validation_context.match_subject_alt_names");
    assertEquals(
        sans.items().stream().map(san -> san.get("exact").text("")).toList(),
        read.tls().map(Tls::sans).orElse(List.of()));
    assertEquals(
        context.isObject() ? Optional.of("TLSv1_2 to TLSv1_3") : Optional.empty(),
        read.security().versions());
  }

  @Test
  void listeners_are_read_with_their_chains_and_draining_ones_do_not_count() {
    Captures.each(
        captures(),
        capture -> {
          ConfigDump dump = capture.dump();
          for (Tree entry : capture.envoy().get("listeners").items()) {
            String name = entry.get("name").text("");
            Tree raw = entry.at("active_state.listener");
            assertEquals(raw.isObject(), dump.listener(name).isPresent(), name);
            assertEquals(!raw.isObject(), dump.draining().contains(name), name);
            dump.listener(name).ifPresent(read -> compare(raw, read));
          }
        });
  }

  private static void compare(Tree raw, ConfigDump.Listener read) {
    Tree socket = raw.at("address.socket_address");
    assertEquals(socket.get("address").text(), Optional.of(read.address()));
    assertEquals(socket.get("port_value").number(0), read.port());
    boolean more = raw.get("default_filter_chain").isObject();
    int chains = raw.get("filter_chains").items().size() + (more ? 1 : 0);
    assertEquals(chains, read.chains().size());
    for (FilterChain chain : read.chains()) {
      assertTrue(!chain.filters().isEmpty() && !chain.filters().contains(""), read.toString());
      assertEquals(chain.tcp(), chain.cluster().isPresent());
      assertEquals(chain.http(), chain.route().isPresent());
    }
    String matches = Json.write(read.chains().stream().map(FilterChain::match).toList());
    boolean matched = raw.get("filter_chains").toString().contains("filter_chain_match");
    assertEquals(matched, matches.contains("port") || matches.contains("protocol"));
  }

  @Test
  void secrets_are_read_and_warming_ones_told_apart() {
    Captures.each(
        captures(),
        capture -> {
          ConfigDump dump = capture.dump();
          for (Tree secret : capture.envoy().get("secrets").items()) {
            assertTrue(dump.secret(secret.get("name").text("")).orElseThrow().active());
          }
          for (Tree secret : capture.envoy().get("warmingSecrets").items()) {
            assertTrue(!dump.secret(secret.get("name").text("")).orElseThrow().active());
          }
        });
  }

  @Test
  void a_stream_says_the_same_as_the_whole_and_keeps_what_is_wanted() {
    Captures.each(
        captures(),
        capture -> {
          String text = Json.write(capture.envoy());
          assertEquals(capture.dump(), stream(text, ".*"));
          ConfigDump some = stream(text, "virtualOutbound|PassthroughCluster|ROOTCA");
          assertTrue(some.clusters().size() <= 1 && some.listeners().size() <= 1);
          assertEquals(
              capture.dump().listener("virtualOutbound"), some.listener("virtualOutbound"));
          assertEquals(List.of(), some.draining());
        });
  }

  private static ConfigDump stream(String json, String names) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    return ConfigDump.read(new ByteArrayInputStream(bytes), name -> name.matches(names));
  }

  @ParameterizedTest
  @MethodSource("dev.egresstls.lab.mesh.envoy.AccessLogLineTest#captured")
  void a_log_line_is_the_same_in_both_formats(String line) {
    AccessLogLine text = AccessLogLine.parse(line).orElseThrow();
    assertEquals(Optional.of(text), AccessLogLine.parse(text.formatJson()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "name":"outbound~443       | "nome":"x                 | a cluster has no name
          "type":"ORIGINAL_DST",     |                           | PassthroughCluster has no type
          "exact":"nope.example"     | "prefix":"nope."          | does not match a name exactly
          "socket_address":{"address":"203.0.113.10",  | "socket_address":{ | 203.0.113.10_443 has no address
          "cluster":"outbound~443    | "clutter":"outbound~443   | 203.0.113.10_443 has a tcp_proxy without a cluster
          "filter_chains":           | "filter_chin":            | 203.0.113.10_443 has no filter chain
          {"name":"ROOTCA"           | {"nome":"ROOTCA"          | a secret has no name
          """)
  void what_should_be_there_and_is_not_is_reported(String from, String to, String sentence) {
    String whole = Json.write(Captures.one("1.29.1/wrong-san").envoy());
    String without = whole.replace(plain(from), to == null ? "" : plain(to));
    assertTrue(!without.equals(whole), from);
    List<String> missing = ConfigDump.read(Json.read(without)).missing();
    assertTrue(missing.stream().anyMatch(one -> one.contains(sentence)), missing.toString());
    assertEquals(missing, stream(without, ".*").missing());
  }

  private static String plain(String text) {
    return text.replace('~', '|');
  }

  @Test
  void port_override_socket_matches_and_a_ca_in_a_file_are_read() {
    ConfigDump.Cluster read =
        ConfigDump.read(
                Json.read(
                    """
                    {"clusters": [{"cluster": {"name": "c", "type": "ORIGINAL_DST",
                      "original_dst_lb_config": {"upstream_port_override": 8443},
                      "transport_socket_matches": [
                       {"name": "tlsMode-istio", "match": {"tlsMode": "istio"},
                        "transport_socket": {"typed_config": {"common_tls_context": {}}}},
                       {"name": "plain", "match": {}, "transport_socket": {"typed_config": {
                         "sni": "s", "common_tls_context": {"validation_context": {
                          "trusted_ca": {"filename": "/ca.pem"},
                          "match_typed_subject_alt_names": [{"matcher": {"exact": "n"}}]}}}}}]}}]}
                    """))
            .cluster("c")
            .orElseThrow();
    assertEquals(Optional.of(8443), read.portOverride());
    assertEquals(List.of("tlsMode-istio", "plain"), read.security().socketMatches());
    assertEquals(Optional.of(new Tls("s", "/ca.pem", List.of("n"))), read.tls());
    assertEquals(Optional.of("TLS_AUTO to TLS_AUTO"), read.security().versions());
  }

  @Test
  void a_listener_with_further_addresses_is_for_all_of_them() {
    ConfigDump dump =
        ConfigDump.read(
            Json.read(
                """
                {"listeners": [{"name": "0.0.0.0_80", "active_state": {"listener": {
                  "address": {"socket_address": {"address": "0.0.0.0", "port_value": 80}},
                  "additional_addresses": [
                   {"address": {"socket_address": {"address": "2001:db8::1", "port_value": 80}}}],
                  "filter_chains": [{"filters": [{"name": "envoy.filters.network.tcp_proxy",
                   "typed_config": {"weighted_clusters": {"clusters": [{"name": "w"}]}}}]}]}}}]}
                """));
    assertEquals("0.0.0.0_80", dump.listenerFor("2001:db8::1", 80).orElseThrow().name());
    assertEquals("0.0.0.0_80", dump.listenerFor("203.0.113.10", 80).orElseThrow().name());
    assertEquals(Optional.of("w"), dump.listener("0.0.0.0_80").orElseThrow().cluster());
    assertEquals(Optional.empty(), dump.listenerFor("203.0.113.10", 81));
  }
}
