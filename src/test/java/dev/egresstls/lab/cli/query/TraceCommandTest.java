package dev.egresstls.lab.cli.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class TraceCommandTest extends TraceProcess {
  @Test
  void over_files_it_names_every_hop_and_why_and_needs_no_cluster() {
    assertEquals(0, trace(GOOD, "--objects", TUTORIAL, "--istio", "1.29.1"), err());
    for (String text :
        List.of(
            "both are in EndpointSlice google-headless",
            "203.0.113.10_443",
            "Service google-headless spec.ports[0].name = https",
            "ORIGINAL_DST, because spec.clusterIP is None",
            "SNI www.google.com · CA system",
            "If the origin at 203.0.113.10:443 speaks TLS on this port",
            "you will see HTTP 200 from the origin itself",
            "no name",
            "(www.google.com is only the SNI)",
            "the Gateway API is v1.5.1 standard")) {
      assertTrue(out().contains(text), () -> text + "\n" + out());
    }
    assertFalse(out().contains("Envoy:"), out());
    assertEquals("", err());
  }

  @Test
  void verbose_adds_the_names_that_envoy_has() {
    assertEquals(0, trace(GOOD, "-v", "--objects", TUTORIAL, "--istio", "1.29.1"), err());
    assertTrue(
        out().contains("Envoy: cluster outbound|443||google-headless.default.svc.cluster.local\n"),
        out());
    assertTrue(out().contains("secret file-root:system"), out());
  }

  @Test
  void why_not_marks_the_hops_that_differ_and_says_where_the_ways_part() {
    assertEquals(
        0,
        trace("--why-not", "http://www.google.com", "--objects", TUTORIAL, "--istio", "1.29.1"),
        err());
    List<String> listener = out().lines().filter(line -> line.contains("listener  ")).toList();
    assertTrue(listener.get(0).matches(" {2}≠ 3 listener .*10_443 .*0.0.0.0_80 .*differs"));
    assertTrue(out().lines().anyMatch(line -> line.matches(" {4}1 DNS [^≠]*11")), out());
    assertTrue(
        out().contains("They diverge at the listener: http://www.google.com reaches"), out());
  }

  @Test
  void one_can_ask_what_it_does_under_registry_only_or_with_a_flag_on() {
    trace(
        "http://www.google.com",
        "--objects",
        TUTORIAL,
        "--istio",
        "1.30",
        "--outbound",
        "registry_only");
    assertTrue(out().contains("HTTP 502 from the sidecar itself"), out());
    String eds = "PILOT_ENABLE_EDS_FOR_HEADLESS_SERVICES=true";
    trace(GOOD, "--objects", TUTORIAL, "--istio", "1.30.3", "--flag", eds, "-o", "json");
    assertEquals("EDS", Json.read(out()).get("clusterType").text(""));
  }

  @Test
  void a_dump_from_stdin_and_manifests_in_several_files_make_one_cluster() throws IOException {
    String service =
        file(
            "service.yaml",
            "kind: Service\napiVersion: v1\nmetadata: {name: google-headless}\n"
                + "spec: {clusterIP: None, ports: [{name: https, port: 443}]}\n---\n"
                + "kind: Kustomization\n---\n");
    String list =
        "{\"kind\":\"EndpointSliceList\",\"items\":[{\"metadata\":{\"name\":\"s\",\"labels\":"
            + "{\"kubernetes.io/service-name\":\"google-headless\"}},\"addressType\":\"IPv4\","
            + "\"endpoints\":[{\"addresses\":[\"203.0.113.7\"]}],\"ports\":[{\"name\":\"https\","
            + "\"port\":443}]}]}\n{\"kind\":\"Service\",\"metadata\":{\"name\":\"x\"}}";
    assertEquals(
        0, reading(list, GOOD, "--objects", service, "-", "--istio", "1.29", "-o", "json"), err());
    Tree trace = Json.read(out());
    assertEquals("203.0.113.7_443", trace.get("listener").text(""));
    assertEquals(Tree.of(null), trace.get("tls"));
    assertTrue(
        trace.get("assumptions").texts().contains("objects without a namespace are in default"));
  }

  @Test
  void on_the_practice_cluster_it_predicts_the_request_before_it_is_sent() {
    assertEquals(0, trace(GOOD, "--practice"), err());
    assertTrue(out().startsWith("  practice cluster, simulated in this process"), out());
    assertTrue(out().contains("You will see HTTP 200 from the origin itself"), out());
    assertEquals(3, trace(GOOD, "--practice", "--from", "deploy/crul"));
    assertTrue(err().contains("there is no Deployment default/crul"), err());
    assertTrue(err().contains("--from deploy/curl"), err());
  }

  @Test
  void every_field_of_the_json_is_documented() throws IOException {
    trace(
        GOOD, "--objects", TUTORIAL, "--istio", "1.29.1", "--why-not", "http://a.b", "-o", "json");
    String document = Files.readString(Path.of("docs/json.md"));
    Tree parting = Json.read(out());
    for (String path :
        List.of(
            "",
            "good",
            "good.dial",
            "good.tls",
            "good.accessLog",
            "good.client",
            "good.hops[0]",
            "good.hops[0].because")) {
      Tree object = path.isEmpty() ? parting : parting.at(path);
      assertFalse(object.fields().isEmpty(), path);
      object
          .fields()
          .keySet()
          .forEach(name -> assertTrue(document.contains("| `" + name + "` |"), name));
    }
  }
}
