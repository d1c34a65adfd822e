package dev.egresstls.lab.mesh.sidecar;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.egresstls.lab.mesh.observed.Observation;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.Yaml;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** All listeners that a sidecar gets for some objects, each with its chains in order. */
class ListenersTest {
  private static final String SERVICE =
      "{kind: Service, metadata: {name: %s, namespace: default}, spec: {%s}}";
  private static final String SLICE =
      "{kind: EndpointSlice, metadata: {name: %1$s, namespace: default, labels:"
          + " {kubernetes.io/service-name: %1$s}}, %2$s}";
  private static final String ENTRY =
      "{kind: ServiceEntry, metadata: {name: %s, namespace: default}, spec: {%s}}";

  /** Services, slices and entries as {@code KIND name: fields}, divided by slashes. */
  private static Tree object(String text) {
    String[] parts = text.strip().split(" ", 3);
    String form = Map.of("svc", SERVICE, "eps", SLICE, "se", ENTRY).get(parts[0]);
    return Yaml.read(form.formatted(parts[1], parts[2]));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      nullValues = "-",
      textBlock =
          """
          10.244.0.5 ! svc a clusterIP: 10.96.0.1, ports: [{name: http, port: 80}, {name: udp, port: 53, protocol: UDP}, {name: http-own, port: 15021}] ! 0.0.0.0_80 http, bytes to PassthroughCluster
          10.244.0.5 ! svc a type: ExternalName, externalName: x.example, ports: [{name: tcp, port: 9}] ! -
          10.244.0.5 ! svc a clusterIP: 10.96.0.1, ports: [{name: any, port: 7000}, {name: tls, port: 7001}] ! 10.96.0.1_7000 bytes to outbound|7000||a.default.svc.cluster.local, http to outbound|7000||a.default.svc.cluster.local; 10.96.0.1_7001 bytes to outbound|7001||a.default.svc.cluster.local
          10.244.0.5 ! svc a clusterIP: 10.96.0.1, clusterIPs: [10.96.0.1, "fd00::1"], ports: [{name: tcp, port: 7000}] ! 10.96.0.1_7000 bytes to outbound|7000||a.default.svc.cluster.local
          fd00::5    ! svc a clusterIP: 10.96.0.1, clusterIPs: [10.96.0.1, "fd00::1"], ports: [{name: tcp, port: 7000}, {name: http, port: 80}] ! fd00::1_7000 bytes to outbound|7000||a.default.svc.cluster.local; ::_80 http, bytes to PassthroughCluster
          fd00::5    ! svc a clusterIP: 10.96.0.1, ports: [{name: tcp, port: 7000}] ! 10.96.0.1_7000 bytes to outbound|7000||a.default.svc.cluster.local
          10.244.0.5 ! svc a clusterIP: None, ports: [{name: tcp, port: 7000}, {name: http, port: 80}] // eps a endpoints: [{addresses: [10.244.0.5, 10.244.0.6, x.example]}, {addresses: [10.244.0.7], conditions: {ready: false}}], ports: [{name: tcp, port: 9}] ! 10.244.0.6_7000 bytes to outbound|7000||a.default.svc.cluster.local; 10.244.0.7_7000 bytes to outbound|7000||a.default.svc.cluster.local; 0.0.0.0_80 http, bytes to PassthroughCluster
          10.244.0.5 ! svc a clusterIP: None, ports: [{name: web, port: 7000}] // eps a endpoints: [{addresses: [10.244.0.6]}], ports: [{name: web, port: 9}] ! 10.244.0.6_7000 bytes to outbound|7000||a.default.svc.cluster.local, http to outbound|7000||a.default.svc.cluster.local
          10.244.0.5 ! se a hosts: [a.example], addresses: [10.1.0.0/16], resolution: STATIC, ports: [{number: 7000, name: tcp, protocol: TCP}, {number: 7001, name: tls, protocol: TLS}, {number: 80, name: http, protocol: HTTP}] ! 0.0.0.0_7000 bytes in 10.1.0.0/16 to outbound|7000||a.example, bytes to PassthroughCluster; 0.0.0.0_7001 bytes for a.example in 10.1.0.0/16 to outbound|7001||a.example, bytes to PassthroughCluster; 0.0.0.0_80 http, bytes to PassthroughCluster
          10.244.0.5 ! se a hosts: [a.example, "*"], resolution: DNS, ports: [{number: 443, name: tls, protocol: TLS}] // se b hosts: [b.example], resolution: STATIC, ports: [{number: 443, name: https, protocol: HTTPS}] ! 0.0.0.0_443 bytes to outbound|443||*, bytes for a.example to outbound|443||a.example, bytes for b.example to outbound|443||b.example
          10.244.0.5 ! se a hosts: [a.example], resolution: NONE, ports: [{number: 7000, name: tcp, protocol: TCP}] ! 0.0.0.0_7000 bytes to outbound|7000||a.example
          10.244.0.5 ! se a hosts: [a.example], resolution: NONE, ports: [{number: 7000, name: tcp, protocol: TCP}] // se b hosts: [a.example], resolution: STATIC, ports: [{number: 7000, name: tcp, protocol: TCP}], endpoints: [{address: 10.9.9.9}] ! 10.9.9.9_7000 bytes to outbound|7000||a.example; 0.0.0.0_7000 bytes to outbound|7000||a.example
          10.244.0.5 ! se a hosts: [a.example], resolution: DNS, ports: [{number: 7000, name: x, protocol: ODD}] // se b hosts: [b.example], resolution: DNS, ports: [{number: 7000, name: http, protocol: HTTP}] ! 0.0.0.0_7000 bytes to outbound|7000||a.example, http
          10.244.0.5 ! se a hosts: [a.example], resolution: DNS, ports: [{number: 7000, name: http, protocol: HTTP}] // se b hosts: [b.example], resolution: DNS, ports: [{number: 7000, name: tcp, protocol: TCP}] ! 0.0.0.0_7000 http, bytes to outbound|7000||b.example
          10.244.0.5 ! se a hosts: [a.example], resolution: DNS, ports: [{number: 7000, name: tcp, protocol: TCP}] // se b hosts: [b.example], resolution: DNS, ports: [{number: 7000, name: http, protocol: HTTP}] ! 0.0.0.0_7000 bytes to outbound|7000||a.example, http
          10.244.0.5 ! se a hosts: [a.example], resolution: DNS, ports: [{number: 7000, name: tcp, protocol: TCP}] // se b hosts: [b.example], resolution: DNS, ports: [{number: 7000, name: tcp, protocol: TCP}] ! 0.0.0.0_7000 bytes to outbound|7000||a.example
          """)
  void a_sidecar_has_these_listeners(String ip, String objects, String listeners) {
    List<Tree> all = new ArrayList<>();
    for (String one : objects.split("//")) {
      all.add(object(one));
    }
    all.add(
        Yaml.read(
            """
            {kind: Pod, metadata: {name: curl, namespace: default},
             spec: {containers: [{name: curl}, {name: istio-proxy}]},
             status: {podIP: '%1$s', podIPs: [{ip: '%1$s'}]}}
            """
                .formatted(ip)));
    SidecarConfig config = SidecarConfig.expected(Observation.of(all, Map.of()), "default", "curl");
    String told =
        config.listeners().stream()
            .filter(one -> !one.name().equals(ListenerConfig.VIRTUAL_OUTBOUND))
            .map(ListenersTest::told)
            .collect(Collectors.joining("; "));
    assertEquals(listeners == null ? "" : listeners, told);
  }

  private static String told(ListenerConfig listener) {
    return listener.name()
        + " "
        + listener.chains().stream().map(ListenersTest::told).collect(Collectors.joining(", "));
  }

  private static String told(Chain chain) {
    String names = String.join("+", chain.names());
    String ranges = String.join("+", chain.ranges());
    return (chain.filter() == Filter.HTTP ? "http" : "bytes")
        + (names.isEmpty() ? "" : " for " + names)
        + (ranges.isEmpty() ? "" : " in " + ranges)
        + (chain.cluster().isEmpty() ? "" : " to " + chain.cluster());
  }
}
