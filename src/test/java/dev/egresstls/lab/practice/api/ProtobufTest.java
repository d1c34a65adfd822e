package dev.egresstls.lab.practice.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.practice.api.http.IncomingRequest;
import dev.egresstls.lab.practice.store.ApiError;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.Yaml;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Bodies in protobuf, by the field numbers of k8s.io/api @v0.33.1. */
class ProtobufTest {
  private static Tree read(byte[] body) {
    Map<String, String> headers = Map.of("content-type", "application/vnd.kubernetes.protobuf");
    return new IncomingRequest("POST", "/", Map.of(), headers, body).object();
  }

  private static ProtobufBody body() {
    return new ProtobufBody();
  }

  private static ApiError refused(byte[] body) {
    return assertThrows(ApiError.class, () -> read(body));
  }

  /** What is embedded, a pointer to nothing, a quantity, a time, a text or a number. */
  @Test
  void every_field_of_a_pod_is_read_and_nothing_is_made_of_what_was_not_set() {
    ProtobufBody probe =
        body().message(1, body().message(2, body().text(1, "/").message(2, port()))).number(3, 1);
    ProtobufBody requests = body().text(1, "cpu").message(2, body().text(1, "100m"));
    ProtobufBody container =
        body()
            .text(1, "main")
            .text(5, "")
            .message(8, body().message(2, requests))
            .message(11, probe)
            .number(16, 0);
    ProtobufBody spec =
        body()
            .message(1, body().text(1, "e").message(2, body().message(2, body())))
            .message(2, container)
            .message(14, body().number(2, 0).number(3, 0));
    ProtobufBody metadata =
        body().text(1, "p").text(2, "").message(8, body().number(1, 86_400).number(2, 0));
    Tree expected =
        Yaml.read(
            """
            apiVersion: v1
            kind: Pod
            metadata: {name: p, creationTimestamp: "1970-01-02T00:00:00Z"}
            spec:
              volumes: [{name: e, emptyDir: {}}]
              containers:
              - name: main
                resources: {requests: {cpu: 100m}}
                readinessProbe: {httpGet: {path: /, port: http}, timeoutSeconds: 1}
              securityContext: {runAsUser: 0, runAsNonRoot: false}
            """);
    assertEquals(
        expected, read(ProtobufBody.of("v1", "Pod", body().message(1, metadata).message(2, spec))));
  }

  private static ProtobufBody port() {
    return body().number(1, 1).number(2, 0).text(3, "http");
  }

  @Test
  void a_field_that_is_not_known_is_refused_and_so_is_one_of_another_type() {
    ProtobufBody unknown = body().message(1, body().text(1, "p").number(99, 1));
    ApiError error = refused(ProtobufBody.of("v1", "Pod", unknown));
    assertEquals(400, error.code());
    assertTrue(error.getMessage().contains("field 99 of ObjectMeta"), error.getMessage());
    assertEquals(400, refused(ProtobufBody.of("v1", "Pod", body().number(1, 5))).code());
    assertEquals(415, refused(ProtobufBody.of("batch/v1", "Job", body())).code());
  }
}
