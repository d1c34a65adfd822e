package dev.egresstls.lab.cli.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Origins that the user states, settings that are compared, other Hosts, other protocols. */
class TraceOptionsTest extends TraceProcess {
  private static final String MISSING_CA =
      "src/test/resources/captures/1.29.1/missing-ca/scenario.json";
  private static final String GATEWAY =
      "src/test/resources/captures/1.29.1/egress-gateway/scenario.json";
  private static final String RESOLVE = "www.google.com:443:203.0.113.10";

  private Tree json(String... args) {
    String[] all = Arrays.copyOf(args, args.length + 2);
    all[args.length] = "-o";
    all[args.length + 1] = "json";
    assertEquals(0, trace(all), err());
    return Json.read(out());
  }

  private Tree good(String objects, String istio, String... more) {
    List<String> all =
        new ArrayList<>(
            List.of(GOOD, "--objects", objects, "--istio", istio, "--resolve", RESOLVE));
    all.addAll(List.of(more));
    return json(all.toArray(String[]::new));
  }

  @Test
  void what_the_origin_does_is_an_assumption_until_the_user_states_it() {
    Tree assumed = good(TUTORIAL, "1.29.1").get("client");
    assertFalse(assumed.get("known").isTrue());
    assertTrue(assumed.get("sentence").text("").startsWith("If the origin at"), assumed.toString());
    String fits = "www.google.com: cert=*.google.com; plain=hangup; h2=no";
    Tree stated = good(TUTORIAL, "1.29.1", "--origin", fits).get("client");
    assertTrue(stated.get("known").isTrue());
    assertEquals(200, stated.get("httpCode").number(0));
    Tree plain = good(TUTORIAL, "1.29.1", "--origin", "203.0.113.10:443: cert=none").get("client");
    assertTrue(plain.get("known").isTrue());
    assertEquals("[56,52]", Json.write(plain.get("exit")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nonsense | is not HOST[:PORT]:",
        "www.google.com: colour=red | \"colour=red\" is not one of cert, plain, h2, ca",
        "www.google.com: h2=perhaps | h2 cannot be \"perhaps\": one of no, yes",
        "www.google.com:70000: h2=no | is not HOST[:PORT]:"
      })
  void an_origin_of_another_form_is_refused(String origin, String why) {
    assertEquals(2, trace(GOOD, "--objects", TUTORIAL, "--istio", "1.29.1", "--origin", origin));
    assertTrue(err().contains(why), err());
    assertTrue(err().contains("cert=www.example.com; plain=hangup; h2=yes"), err());
  }

  @Test
  void an_upgrade_that_makes_a_missing_ca_fail_closed_is_told() {
    Tree parted = good(MISSING_CA, "1.29.6", "--versus", "1.29.7");
    assertEquals("[\"tls\"]", Json.write(parted.get("differs")));
    assertEquals(Tree.of(null), parted.at("good.tls"));
    assertEquals("www.google.com", parted.at("other.tls.sni").text(""));
    String sentence = parted.get("sentence").text("");
    assertTrue(sentence.contains("Istio 1.29.7") && sentence.contains("Istio 1.29.6"), sentence);
  }

  @Test
  void what_registry_only_would_block_is_told() {
    Tree parted =
        json(
            "http://www.google.com",
            "--objects",
            TUTORIAL,
            "--istio",
            "1.29.1",
            "--resolve",
            "www.google.com:80:203.0.113.10",
            "--versus-outbound",
            "REGISTRY_ONLY");
    assertEquals(502, parted.at("other.client.httpCode").number(0));
    assertTrue(parted.at("other.client.known").isTrue());
    assertEquals("PassthroughCluster", parted.at("good.cluster").text(""));
  }

  @Test
  void two_comparisons_at_once_are_refused() {
    int exit =
        trace(
            GOOD,
            "--objects",
            TUTORIAL,
            "--istio",
            "1.29.1",
            "--versus",
            "1.31.1",
            "--why-not",
            "http://www.google.com");
    assertEquals(2, exit);
    assertEquals(2, trace(GOOD, "--versus", "1.31.1"));
  }

  @Test
  void another_host_leads_through_a_gateway() {
    Tree trace =
        json(
            "http://egress-istio/",
            "--objects",
            GATEWAY,
            "--istio",
            "1.29.1",
            "-H",
            "Host: www.google.com",
            "--origin",
            "203.0.113.10: cert=www.google.com");
    assertEquals("PassthroughCluster", trace.get("cluster").text(""));
    assertEquals("200", trace.at("client.httpCode").text(""));
    String way = trace.get("hops").toString();
    assertTrue(way.contains("Gateway default/egress listens on port 80"), way);
    assertTrue(way.contains("gateway is given the endpoints"), way);
    assertTrue(way.contains("203.0.113.10:443 or 203.0.113.11:443"), way);
    assertEquals(
        2, trace("http://x", "--objects", GATEWAY, "--istio", "1.29", "-H", "Accept: */*"));
  }

  @Test
  void bytes_that_are_no_http_pass_by_the_http_filter() {
    Tree trace =
        json(
            "tcp://www.google.com:80",
            "--objects",
            TUTORIAL,
            "--istio",
            "1.29.1",
            "--resolve",
            "www.google.com:80:203.0.113.10");
    assertEquals("0.0.0.0_80", trace.get("listener").text(""));
    assertEquals("tcp_proxy", trace.get("filter").text(""));
    assertFalse(trace.at("client.known").isTrue());
    assertEquals(2, trace("tcp://www.google.com", "--objects", TUTORIAL, "--istio", "1.29.1"));
  }

  @Test
  void nothing_is_claimed_of_a_release_newer_than_the_newest_one_read() {
    Tree trace = good(TUTORIAL, "1.31.9", "--origin", "203.0.113.10: cert=www.google.com");
    assertFalse(trace.at("client.known").isTrue());
    assertTrue(trace.get("notModelled").toString().contains("is treated as 1.31.1"));
  }
}
