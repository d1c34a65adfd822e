package dev.egresstls.lab.practice;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.egresstls.lab.mesh.Captures;
import dev.egresstls.lab.mesh.Captures.Capture;
import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The practice cluster's objects, field by field against those of a real cluster. */
class ObjectsAgainstCapturesTest {
  private static final Set<String> OF_THE_MOMENT =
      Set.of(
          "uid",
          "resourceVersion",
          "managedFields",
          "creationTimestamp",
          "lastTransitionTime",
          "startTime",
          "startedAt",
          "finishedAt",
          "containerID",
          "imageID",
          "endpoints.kubernetes.io/last-change-trigger-time");

  @ParameterizedTest
  @ValueSource(strings = {"1.27.9", "1.29.1"})
  void the_clients_pod_service_and_slice_are_as_real_ones(String version) throws Exception {
    Capture real =
        Captures.all().stream()
            .filter(one -> one.name().equals(version + "/tutorial"))
            .findFirst()
            .orElseThrow();
    String[] bundle = real.scenario().get("gatewayApi").text("").split(" ");
    try (PracticeSite site =
        PracticeSite.withClient(
            version,
            bundle[0],
            bundle[1],
            "hub=localhost/istio",
            "values.pilot.env.PILOT_ENABLE_ALPHA_GATEWAY_API=true")) {
      site.await(
          () ->
              slices(site).stream()
                  .anyMatch(one -> one.at("endpoints[0].conditions.ready").isTrue()));
      assertEquals(
          stable(real.scenario().at("pods[0]")), stable(site.pods("curl").get(0)), "the pod");
      assertEquals(
          stable(find(real.objects(), "Service", "curl")),
          stable(site.store().get("services", "default", "curl").orElseThrow()),
          "the Service");
      assertEquals(stable(slice(real.objects())), stable(slices(site).get(0)), "the EndpointSlice");
      assertEquals(
          stable(find(real.objects(), "ConfigMap", "istio-ca-crl")),
          stable(site.store().get("configmaps", "default", "istio-ca-crl").orElseThrow()),
          "the ConfigMap istio-ca-crl");
    }
  }

  private static List<Tree> slices(PracticeSite site) {
    return site.store().list("endpointslices.discovery.k8s.io").stream()
        .filter(one -> one.at("metadata.generateName").text("").equals("curl-"))
        .toList();
  }

  private static Tree slice(List<Tree> objects) {
    return objects.stream()
        .filter(one -> one.get("kind").text("").equals("EndpointSlice"))
        .filter(one -> one.at("metadata.generateName").text("").equals("curl-"))
        .findFirst()
        .orElseThrow();
  }

  private static Tree find(List<Tree> objects, String kind, String name) {
    return objects.stream()
        .filter(one -> one.get("kind").text("").equals(kind))
        .filter(one -> one.at("metadata.name").text("").equals(name))
        .filter(one -> one.at("metadata.namespace").text("").equals("default"))
        .findFirst()
        .orElseThrow();
  }

  /** Without what differs from run to run, and keys in order. */
  private static String stable(Tree object) {
    String text = Json.pretty(sorted(object));
    return text.replaceAll("curl-[a-z0-9]{8,10}-[a-z0-9]{5}", "POD")
        .replaceAll("curl-[a-z0-9]{8,10}(?=-?\")", "REPLICASET")
        .replaceAll("\"curl-[a-z0-9]{5}\"", "SLICE")
        .replaceAll("(pod-template-hash\" ?: ?)\"[a-z0-9]+\"", "$1HASH")
        .replaceAll("kube-api-access-[a-z0-9]{5}", "TOKEN")
        .replaceAll("10\\.(96|244)\\.\\d+\\.\\d+", "ADDRESS")
        .replaceAll("\"generation\" ?: ?\\d+", "GENERATION");
  }

  private static Object sorted(Tree value) {
    if (value.isList()) {
      List<Object> items =
          value.items().stream()
              .map(ObjectsAgainstCapturesTest::sorted)
              .collect(Collectors.toCollection(ArrayList::new));
      return items;
    }
    if (!value.isObject()) {
      return value.raw();
    }
    Map<String, Object> fields = new TreeMap<>();
    value
        .fields()
        .forEach(
            (name, item) -> {
              boolean empty = name.equals("annotations") && item.fields().isEmpty();
              if (!OF_THE_MOMENT.contains(name) && !empty) {
                fields.put(name, sorted(item));
              }
            });
    return new LinkedHashMap<>(fields);
  }
}
