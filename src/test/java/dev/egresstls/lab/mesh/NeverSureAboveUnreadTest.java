package dev.egresstls.lab.mesh;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.mesh.observed.Because;
import dev.egresstls.lab.mesh.observed.ObjectNames;
import dev.egresstls.lab.mesh.observed.Observation;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.Yaml;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What may change a way and is not followed is named in any cluster, and nothing is claimed. */
class NeverSureAboveUnreadTest {
  private static final int CLUSTERS = 60;

  /** A pod of its own, since the law is about one that has a sidecar. */
  private static final Tree CLIENT =
      Yaml.read(
          """
          {kind: Pod, metadata: {name: client, namespace: default, labels: {app: client}},
           spec: {containers: [{name: curl}, {name: istio-proxy}]},
           status: {podIP: 10.244.0.77, podIPs: [{ip: 10.244.0.77}]}}
          """);

  private static Tree disturbing(UnreadKind kind) {
    String spec =
        switch (kind) {
          case SERVICE_ENTRY ->
              "{hosts: [x.example], workloadSelector: {labels: {a: b}}, resolution: STATIC}";
          case GRPC_ROUTE, TCP_ROUTE, TLS_ROUTE -> "{parentRefs: [{kind: Service, name: x}]}";
          case VIRTUAL_SERVICE ->
              "{hosts: [steady], tcp: [{match: [{destinationSubnets: [10.0.0.0/8]}]}]}";
          case NETWORK_POLICY -> "{podSelector: {}, policyTypes: [Egress]}";
          default -> "{}";
        };
    return Yaml.read(
        "{kind: %s, metadata: {name: disturbing, namespace: default}, spec: %s}"
            .formatted(kind.object(), spec));
  }

  private static Route trace(long seed, Tree... more) {
    RandomClusters random = new RandomClusters(seed);
    List<Tree> objects = new ArrayList<>(random.objects());
    objects.removeIf(one -> one.get("kind").text("").equals("Sidecar"));
    objects.add(CLIENT);
    objects.add(
        Yaml.read(
            """
            {kind: Service, metadata: {name: steady, namespace: default},
             spec: {clusterIP: 10.96.7.7, ports: [{name: tcp, port: 7777}]}}
            """));
    objects.addAll(List.of(more));
    Observation seen = random.observed(objects);
    Dial asked = random.dial();
    Dial dial =
        new Dial(asked.scheme(), asked.host(), asked.port(), "default", "client", asked.address());
    return PathModel.trace(dial, seen).cautious();
  }

  @ParameterizedTest
  @EnumSource(UnreadKind.class)
  void an_object_that_is_not_followed_is_named(UnreadKind kind) {
    Tree object = disturbing(kind);
    for (long seed = 0; seed < CLUSTERS; seed++) {
      Route route = trace(seed, object);
      assertTrue(
          route.unread().stream().map(Because::object).anyMatch(ObjectNames.of(object)::equals),
          kind + " in cluster " + seed);
      if (kind.changesTheWay()) {
        assertFalse(route.client().known(), kind + " in cluster " + seed);
      }
    }
  }

  static Stream<String> fields() {
    return Stream.of(
        "tunnel: {targetHost: x, targetPort: 443}",
        "proxyProtocol: {version: V2}",
        "connectionPool: {http: {h2UpgradePolicy: UPGRADE}}",
        "connectionPool: {http: {useClientProtocol: true}}");
  }

  @ParameterizedTest
  @MethodSource("fields")
  void a_field_of_the_rule_in_force_that_is_not_followed_is_named(String field) {
    Tree service =
        Yaml.read(
            """
            {kind: Service, metadata: {name: ruled, namespace: default},
             spec: {clusterIP: 10.96.8.8, ports: [{name: http, port: 80}]}}
            """);
    Tree rule =
        Yaml.read(
            ("{kind: DestinationRule, metadata: {name: disturbing, namespace: default},"
                    + " spec: {host: ruled, trafficPolicy: {%s}}}")
                .formatted(field));
    Dial dial = PathModel.dial("http://ruled", "default", "client").orElseThrow();
    Route route =
        PathModel.trace(dial, Observation.of(List.of(CLIENT, service, rule), Map.of())).cautious();
    assertTrue(
        route.unread().stream().anyMatch(one -> one.object().equals(ObjectNames.of(rule))),
        route.toString());
    assertFalse(route.client().known());
  }
}
