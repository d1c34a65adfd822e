package dev.egresstls.lab.practice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.mesh.Captures;
import dev.egresstls.lab.mesh.Captures.Capture;
import dev.egresstls.lab.mesh.envoy.AccessLogLine;
import dev.egresstls.lab.mesh.envoy.ConfigDump;
import dev.egresstls.lab.mesh.envoy.LogField;
import dev.egresstls.lab.practice.controlplane.Conditions;
import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.Pods.ExecResult;
import dev.egresstls.lab.world.Pods.PodTarget;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Gateway that practice's istiod runs, against one that real Istio ran. */
class GatewayAgainstCapturesTest {
  private static final String GATEWAYS = "gateways.gateway.networking.k8s.io";
  private static final String ROUTES = "httproutes.gateway.networking.k8s.io";

  @ParameterizedTest
  @ValueSource(strings = {"1.27.9", "1.29.1", "1.31.0-eed52ebb"})
  void proxy_logs_and_statuses_are_those_of_real_istio(String istio) throws Exception {
    Capture capture = Captures.one(istio + "/egress-gateway");
    Tree real =
        Json.read(
            Files.readString(
                Path.of("src/test/resources/captures", istio, "egress-gateway/gateway.json")));
    String[] bundle = capture.scenario().get("gatewayApi").text("").split(" ");
    String[] settings =
        bundle[0].equals("v1.3.0")
            ? new String[] {"values.pilot.env.PILOT_ENABLE_ALPHA_GATEWAY_API=true"}
            : new String[0];
    try (PracticeSite site =
        PracticeSite.withClient(
            capture.scenario().get("istio").text(""), bundle[0], bundle[1], settings)) {
      List<Tree> objects = new ArrayList<>(Captures.scenarioObjects(capture));
      for (String kind : List.of("gateways-api", "httproutes-api")) {
        capture.scenario().get("objects").get(kind).items().forEach(objects::add);
      }
      new Arrangement(site).create(objects, true);
      site.await(() -> programmed(site));
      compareObjects(capture, site);
      compareRequest(capture, real, site);
      compareDump(real, site);
    }
  }

  private static boolean programmed(PracticeSite site) {
    return site.store().list(GATEWAYS).stream()
            .allMatch(one -> Conditions.isTrue(one, "Programmed"))
        && site.store().list(ROUTES).stream()
            .allMatch(one -> one.at("status.parents[0]").isPresent());
  }

  private static Tree only(List<Tree> all, String name) {
    return all.stream()
        .filter(one -> one.at("metadata.name").text("").startsWith(name))
        .findFirst()
        .orElseThrow();
  }

  private static void compareObjects(Capture capture, PracticeSite site) {
    Tree objects = capture.scenario().get("objects");
    Tree service = only(objects.get("services").items(), "egress-istio");
    Tree own = only(site.store().list("services"), "egress-istio");
    for (String field : List.of("ports", "selector", "type")) {
      assertEquals(service.get("spec").get(field), own.get("spec").get(field));
    }
    Tree pod = only(capture.scenario().get("pods").items(), "egress-istio");
    Tree ownPod = only(site.store().list("pods"), "egress-istio");
    assertEquals(pod.at("spec.containers[0].args"), ownPod.at("spec.containers[0].args"));
    assertTrue(
        ownPod
            .at("metadata.labels")
            .fields()
            .keySet()
            .containsAll(
                List.of("gateway.networking.k8s.io/gateway-name", "sidecar.istio.io/inject")));
    assertEquals(
        CaptureStage.statuses(objects.get("backendtlspolicies").items()),
        CaptureStage.statuses(site.store().list(Arrangement.POLICIES)));
    assertEquals(
        said(only(objects.get("httproutes-api").items(), "out").at("status.parents[0].conditions")),
        said(only(site.store().list(ROUTES), "out").at("status.parents[0].conditions")));
    Tree gateway = only(objects.get("gateways-api").items(), "egress");
    Tree ownGateway = only(site.store().list(GATEWAYS), "egress");
    assertEquals(gateway.at("status.addresses"), ownGateway.at("status.addresses"));
    assertEquals(
        said(gateway.at("status.listeners[0].conditions")),
        said(ownGateway.at("status.listeners[0].conditions")));
    assertEquals(
        gateway.at("status.listeners[0].attachedRoutes"),
        ownGateway.at("status.listeners[0].attachedRoutes"));
    assertTrue(
        said(gateway.at("status.conditions"))
            .containsAll(said(ownGateway.at("status.conditions"))));
  }

  private static List<String> said(Tree conditions) {
    return conditions.items().stream()
        .map(
            one ->
                Stream.of("type", "status", "reason", "message")
                    .map(f -> one.get(f).text(""))
                    .toList()
                    .toString())
        .sorted()
        .toList();
  }

  private static void compareRequest(Capture capture, Tree real, PracticeSite site)
      throws Exception {
    Tree recorded = capture.dials().get(0);
    ExecResult result =
        site.exec("curl", "curl", recorded.get("argv").texts().toArray(String[]::new));
    assertEquals("" + result.exit(), recorded.at("curl.exit").text(""));
    assertEquals(headers(recorded.get("stdout").text("")), headers(result.stdout()));
    AccessLogLine client = line(site.log("curl", "istio-proxy", Instant.EPOCH));
    AccessLogLine own =
        line(
            site.world
                .cluster()
                .orElseThrow()
                .pods()
                .log("default", gateway(site), "istio-proxy", Instant.EPOCH));
    assertEquals(
        client.get(LogField.UPSTREAM_LOCAL_ADDRESS), own.get(LogField.DOWNSTREAM_REMOTE_ADDRESS));
    assertEquals(stable(line(recorded.get("accessLog").texts())), stable(client));
    assertEquals(stable(line(real.get("accessLog").texts())), stable(own));
  }

  private static List<String> headers(String text) {
    return text.lines()
        .filter(one -> one.matches("[A-Za-z-]+: .*"))
        .map(one -> one.replaceFirst(":.*", ""))
        .sorted()
        .toList();
  }

  private static String gateway(PracticeSite site) {
    return only(site.store().list("pods"), "egress-istio").at("metadata.name").text("");
  }

  private static AccessLogLine line(List<String> log) {
    return log.stream()
        .flatMap(one -> AccessLogLine.parse(one).stream())
        .reduce((first, last) -> last)
        .orElseThrow();
  }

  private static Map<String, String> stable(AccessLogLine line) {
    return Map.of(
        "request", line.get(LogField.REQUEST),
        "code",
            line.get(LogField.RESPONSE_CODE)
                + line.flags()
                + line.get(LogField.RESPONSE_CODE_DETAILS),
        "authority", line.get(LogField.AUTHORITY),
        "upstream", line.upstreamHost().replaceFirst("203.0.113.1[01]|10[.]96[.].*:", "one:"),
        "cluster", line.cluster(),
        "port", line.get(LogField.DOWNSTREAM_LOCAL_ADDRESS).replaceFirst(".*:", ""),
        "route", line.route());
  }

  private static void compareDump(Tree real, PracticeSite site) throws Exception {
    ConfigDump wanted = ConfigDump.read(real);
    ExecResult result =
        site.world
            .cluster()
            .orElseThrow()
            .pods()
            .exec(
                new PodTarget("default", gateway(site), "istio-proxy"),
                List.of("pilot-agent", "request", "GET", "config_dump"),
                Duration.ofSeconds(20));
    ConfigDump own = ConfigDump.read(Json.read(result.stdout()));
    for (ConfigDump.Cluster cluster : wanted.clusters()) {
      assertEquals(Optional.of(cluster), own.cluster(cluster.name()));
    }
    assertEquals(wanted.listeners(), own.listeners());
  }
}
