package dev.egresstls.lab.mesh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.mesh.observed.Observation;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.Yaml;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** ServiceEntries and rules of which it is not followed where they lead, or what comes of them. */
class UnreadEntriesTest {
  private static final String CLIENT =
      """
      {kind: Pod, metadata: {name: client, namespace: default},
       spec: {containers: [{name: curl}, {name: istio-proxy}]}, status: {podIP: 10.244.0.77}}
      """;

  private static final String ISTIOD =
      """
      {kind: Deployment, metadata: {name: istiod, namespace: istio-system}, spec: {template: {spec:
       {containers: [{name: discovery, image: 'istio/pilot:1.31.0'}]}}}}
      """;

  private static Route trace(String... objects) {
    List<Tree> all =
        Stream.concat(Stream.of(CLIENT, ISTIOD), Stream.of(objects)).map(Yaml::read).toList();
    Dial dial = PathModel.dial("http://shop.example", "default", "client").orElseThrow();
    Map<String, List<String>> dns = Map.of("shop.example", List.of("203.0.113.12"));
    return PathModel.trace(dial, Observation.of(all, dns));
  }

  private static String entry(String name, String rest) {
    return "{kind: ServiceEntry, metadata: {name: %s, namespace: default}, spec: {%s}}"
        .formatted(name, rest);
  }

  private static final String ONE =
      entry(
          "one",
          "hosts: [shop.example], resolution: DNS, ports: [{number: 80, name: a, protocol: HTTP}]");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "hosts: [shop.example], resolution: STATIC, ports: [{number: 81, name: a, protocol:"
            + " HTTP}]|true",
        "hosts: [shop.example], resolution: DNS, ports: [{number: 80, name: a, protocol:"
            + " TCP}]|true",
        "hosts: [shop.example], resolution: DNS, ports: [{number: 81, name: a, protocol:"
            + " TCP}]|false",
        "hosts: [other.example], resolution: NONE, ports: [{number: 81, name: a, protocol:"
            + " TCP}]|false",
      })
  void of_equally_old_entries_that_differ_none_is_claimed(String other, boolean doubted) {
    Route route = trace(ONE, entry("two", other));
    boolean named =
        route.unread().stream().anyMatch(one -> one.text().contains("as old: which of them"));
    assertEquals(doubted, named, route.unread().toString());
  }

  @Test
  void names_that_are_resolved_for_each_request_are_not_followed() {
    String rest =
        "hosts: ['*.example'], resolution: DYNAMIC_DNS,"
            + " ports: [{number: 80, name: a, protocol: HTTP}]";
    Route route = trace(entry("any", rest)).cautious();
    assertTrue(route.unread().get(0).text().contains("DYNAMIC_DNS"), route.unread().toString());
    assertFalse(route.client().told());
  }

  @Test
  void a_rule_that_passes_through_to_the_mesh_leaves_mutual_tls_open() {
    String inside =
        entry(
            "one",
            "hosts: [shop.example], resolution: DNS, location: MESH_INTERNAL,"
                + " ports: [{number: 80, name: a, protocol: HTTP}]");
    String rule =
        """
        {kind: DestinationRule, metadata: {name: r, namespace: default}, spec: {host: shop.example,
         trafficPolicy: {portLevelSettings: [{port: {number: 80}, loadBalancer: {simple: PASSTHROUGH}}]}}}
        """;
    assertFalse(trace(inside, rule).cautious().client().told());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"0|UF", "2|URX,UF"})
  void a_rule_without_attempts_does_not_try_again(int attempts, String flags) {
    String route =
        """
        {kind: VirtualService, metadata: {name: v, namespace: default}, spec: {hosts: [shop.example],
         http: [{retries: {attempts: %d}, route: [{destination: {host: shop.example}}]}]}}
        """
            .formatted(attempts);
    String rule =
        """
        {kind: DestinationRule, metadata: {name: r, namespace: default},
         spec: {host: shop.example, trafficPolicy: {tls: {mode: SIMPLE}}}}
        """;
    assertEquals(flags, trace(ONE, route, rule).accessLog().flags().get(0));
  }
}
