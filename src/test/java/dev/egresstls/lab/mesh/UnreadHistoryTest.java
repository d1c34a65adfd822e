package dev.egresstls.lab.mesh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.egresstls.lab.mesh.observed.Because;
import dev.egresstls.lab.mesh.observed.Observation;
import dev.egresstls.lab.value.Yaml;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Sidecars keep what istiod gave them last. Seen on Istio 1.31.0: without istiod the request still
 * got its 200 over TLS, and so it did after the slice had been given to another Service.
 */
class UnreadHistoryTest {
  private static final String ISTIOD =
      "{kind: Deployment, metadata: {name: istiod, namespace: istio-system}, spec: {template: {spec:"
          + " {containers: [{name: discovery, image: 'istio/pilot:1.31.0'}]}}}%s}";
  private static final String WHOLE =
      ", status: {replicas: 1, updatedReplicas: 1, availableReplicas: 1}";

  private static Route trace(String istiod, String service, String managed) {
    String slice =
        "{kind: EndpointSlice, addressType: IPv4, metadata: {name: google, namespace: default,"
            + " labels: {kubernetes.io/service-name: %s}, managedFields: [%s]},"
            + " endpoints: [{addresses: [203.0.113.10]}], ports: [{name: https, port: 443}]}";
    Observation seen =
        Observation.of(
            List.of(
                Yaml.read(
                    "{kind: Pod, metadata: {name: curl, namespace: default}, spec: {containers:"
                        + " [{name: curl}, {name: istio-proxy}]}, status: {podIP: 10.0.0.1}}"),
                Yaml.read(
                    "{kind: Service, metadata: {name: google, namespace: default}, spec:"
                        + " {clusterIP: None, ports: [{name: https, port: 443}]}}"),
                Yaml.read(slice.formatted(service, managed)),
                Yaml.read(istiod)),
            Map.of("www.google.com", List.of("203.0.113.10")));
    Dial dial = PathModel.dial("http://www.google.com:443", "default", "curl").orElseThrow();
    return PathModel.trace(dial, seen).cautious();
  }

  private static List<String> told(Route route) {
    return route.unread().stream().map(Because::text).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|''",
        WHOLE + "|''",
        ", status: {replicas: 0}|no istiod is running",
        ", status: {replicas: 1, updatedReplicas: 1}|no istiod is running",
        ", status: {replicas: 2, updatedReplicas: 1, availableReplicas: 1}|istiod is being replaced",
        ", status: {replicas: 2, updatedReplicas: 2, availableReplicas: 1}|''",
      })
  void what_istiod_gave_out_is_known_only_while_one_version_of_it_runs(
      String status, String words) {
    Route route = trace(ISTIOD.formatted(status), "google", "");
    List<String> told = told(route).stream().map(one -> one.replaceFirst(":.*", "")).toList();
    assertEquals(words.isEmpty() ? List.of() : List.of(words), told);
    assertEquals(words.isEmpty(), route.client().known());
  }

  @Test
  void without_istiod_nothing_is_claimed() {
    Route route = trace("{kind: Namespace, metadata: {name: default}}", "google", "");
    assertFalse(route.client().known(), told(route).toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // somebody labels it otherwise, and labels it back
        "another|{fieldsV1: {'f:metadata': {'f:labels': {'f:kubernetes.io/service-name': {}}}}}|1",
        "google|{fieldsV1: {'f:metadata': {'f:labels': {'f:kubernetes.io/service-name': {}}}}}|0",
        // whoever made it has labelled it
        "another|{fieldsV1: {'f:metadata': {'f:labels': {'f:kubernetes.io/service-name': {}}},"
            + " 'f:endpoints': {}}}|0",
        "another|{fieldsV1: {'f:metadata': {'f:labels': {'f:other': {}}}}}|0",
      })
  void a_slice_that_was_labelled_later_is_named(String service, String managed, int count) {
    Route route = trace(ISTIOD.formatted(WHOLE), service, managed);
    assertEquals(count, told(route).size(), told(route).toString());
    assertEquals(count == 0, route.client().known());
  }
}
