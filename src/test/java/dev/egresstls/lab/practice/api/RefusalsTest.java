package dev.egresstls.lab.practice.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Tree;
import java.net.Socket;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Kubernetes refuses is refused here, with the same code, and nothing is changed by it. */
class RefusalsTest {
  private static final String HOME = "/api/v1/namespaces/default/";
  private static final String JSON = "application/json";
  private static final String MERGE = "application/merge-patch+json";

  private final ApiServerFixture practice = new ApiServerFixture();
  private final RawClient client = new RawClient(practice.server);

  @AfterEach
  void close() {
    practice.close();
  }

  private void create(String plural, String object) throws Exception {
    RawClient.Answer answer = client.ask("POST", HOME + plural, JSON, object);
    assertEquals(201, answer.code(), answer.body());
  }

  private void refuses(int code, String sentence, RawClient.Answer answer) {
    assertEquals(code, answer.code(), answer.body());
    assertTrue(Json.read(answer.body()).get("message").text("").contains(sentence), answer.body());
  }

  @Test
  void an_immutable_map_stays_as_it_is() throws Exception {
    String rule = "Forbidden: field is immutable when `immutable` is set";
    create(
        "configmaps", "{\"metadata\":{\"name\":\"m\"},\"immutable\":true,\"data\":{\"k\":\"v\"}}");
    String map = HOME + "configmaps/m";
    refuses(422, "data: " + rule, client.ask("PATCH", map, MERGE, "{\"data\":{\"k\":\"w\"}}"));
    refuses(422, "immutable: " + rule, client.ask("PATCH", map, MERGE, "{\"immutable\":null}"));
    String label = "{\"metadata\":{\"labels\":{\"a\":\"b\"}}}";
    assertEquals(200, client.ask("PATCH", map, MERGE, label).code());
  }

  @Test
  void of_a_pods_spec_little_can_be_changed() throws Exception {
    String strategic = "application/strategic-merge-patch+json";
    String command = "{\"spec\":{\"containers\":[{\"name\":\"main\",\"command\":[\"x\"]}]}}";
    refuses(
        422,
        "spec: Forbidden: pod updates may not change fields other than",
        client.ask("PATCH", HOME + "pods/web", strategic, command));
    String image = "{\"spec\":{\"containers\":[{\"name\":\"main\",\"image\":\"n\"}]}}";
    assertEquals(200, client.ask("PATCH", HOME + "pods/web", strategic, image).code());
  }

  @Test
  void an_object_on_its_way_out_gets_no_more_finalizers() throws Exception {
    create("configmaps", "{\"metadata\":{\"name\":\"m\",\"finalizers\":[\"a.dev/x\"]}}");
    String map = HOME + "configmaps/m";
    assertEquals(200, client.ask("DELETE", map, JSON, "").code());
    refuses(
        422,
        "metadata.finalizers: Forbidden: no new finalizers can be added",
        client.ask(
            "PATCH", map, MERGE, "{\"metadata\":{\"finalizers\":[\"a.dev/x\",\"a.dev/y\"]}}"));
    assertEquals(
        200, client.ask("PATCH", map, MERGE, "{\"metadata\":{\"finalizers\":null}}").code());
    assertEquals(404, client.get(map).code());
  }

  @ParameterizedTest
  @CsvSource({"default", "kube-system", "kube-public"})
  void the_first_namespaces_stay(String namespace) throws Exception {
    refuses(
        403,
        "namespaces \"" + namespace + "\" is forbidden: this namespace may not be deleted",
        client.ask("DELETE", "/api/v1/namespaces/" + namespace, JSON, ""));
  }

  @ParameterizedTest
  @CsvSource({
    "GET, configmaps?fieldSelector=data.k=v, 400, is not a known field selector",
    "GET, configmaps?fieldSelector=data.k=v&watch=1, 400, is not a known field selector",
    "DELETE, configmaps?fieldSelector=data.k=v, 400, is not a known field selector",
    "GET, pods?fieldSelector=spec.nodeName=node&watch=1&labelSelector=((, 400, unable to parse",
    "GET, configmaps?labelSelector=a%3Db%20c, 400, end of string",
    "GET, configmaps?resourceVersion=x, 400, invalid resource version",
    "GET, configmaps?resourceVersion=99999999, 504, Too large resource version",
    "GET, configmaps?resourceVersionMatch=Exact, 422, resourceVersionMatch: Forbidden",
    "GET, configmaps?timeoutSeconds=x, 400, strconv.ParseInt",
    "POST, configmaps?fieldValidation=foo, 422, fieldValidation: Unsupported value",
    "POST, configmaps?dryRun=foo, 422, supported values: \"All\"",
    "DELETE, pods/web?dryRun=foo, 422, supported values: \"All\"",
    "DELETE, pods/web?propagationPolicy=foo, 422, propagationPolicy: Unsupported value",
    "DELETE, pods/web?gracePeriodSeconds=x, 400, strconv.ParseInt",
  })
  void a_parameter_that_means_nothing_is_refused(
      String method, String path, int code, String sentence) throws Exception {
    String body = method.equals("POST") ? "{\"metadata\":{\"name\":\"new\"}}" : "";
    refuses(code, sentence, client.ask(method, HOME + path, JSON, body));
    assertEquals(404, client.get(HOME + "configmaps/new").code());
    assertEquals(200, client.get(HOME + "pods/web").code());
  }

  @Test
  void a_body_says_one_thing_and_nothing_after_it() throws Exception {
    String map = "{\"metadata\":{\"name\":\"new\"},\"data\":{\"a\":\"b\",\"a\":\"c\"}}";
    String twice = "strict decoding error: duplicate field \"data.a\"";
    String strict = HOME + "configmaps?fieldValidation=Strict";
    refuses(400, twice, client.ask("POST", strict, JSON, map));
    String more = "invalid character 'x' after top-level value";
    refuses(400, more, client.ask("POST", HOME + "configmaps", JSON, "{} x"));
    String version = "{\"metadata\":{\"name\":\"new\",\"resourceVersion\":\"1\"}}";
    refuses(
        400,
        "resourceVersion should not be set on objects to be created",
        client.ask("POST", HOME + "configmaps", JSON, version));
    assertEquals(404, client.get(HOME + "configmaps/new").code());
  }

  @Test
  void what_is_applied_names_its_kind_and_known_fields() throws Exception {
    String apply = "application/apply-patch+yaml";
    String map = HOME + "configmaps/new?fieldManager=m";
    String name = "metadata: {name: new}";
    refuses(400, "invalid object type", client.ask("PATCH", map, apply, "{" + name + "}"));
    String kind = "{apiVersion: v1, kind: ConfigMap, " + name;
    refuses(
        400,
        ".foo: field not declared in schema",
        client.ask("PATCH", map, apply, kind + ", foo: 1}"));
    refuses(
        422,
        "force: Forbidden: may not be specified for non-apply patch",
        client.ask("PATCH", HOME + "pods/web?force=true", MERGE, "{}"));
    assertEquals(404, client.get(HOME + "configmaps/new").code());
  }

  @ParameterizedTest
  @CsvSource({"text/plain", "application/x-www-form-urlencoded", "application/merge-patch+json"})
  void a_body_in_another_format_is_refused(String type) throws Exception {
    refuses(
        415,
        "accepted media types include",
        client.ask("POST", HOME + "configmaps", type, "{\"metadata\":{\"name\":\"new\"}}"));
  }

  /** As {@code kubectl drain} deletes pods. */
  @Test
  void the_options_of_a_deletion_are_read_from_protobuf() throws Exception {
    String head = "k8s\0\n\23\n\2v1\22\rDeleteOptions";
    String type = "application/vnd.kubernetes.protobuf";
    String web = HOME + "pods/web";
    assertEquals(200, client.ask("DELETE", web, type, head + "\22\5*\3All").code());
    assertEquals(200, client.get(web).code(), "it was a dry run");
    assertEquals(200, client.ask("DELETE", web, type, head + "\22\f\"\nBackground").code());
    assertEquals(404, client.get(web).code());
  }

  private String accepted(String path, String accept) throws Exception {
    try (Socket socket =
        client.begin(HOME + path, "Connection: close\r\nAccept: " + accept + "\r\n")) {
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }

  @Test
  void a_client_gets_what_it_accepts_or_nothing() throws Exception {
    assertTrue(accepted("pods", "application/yaml").startsWith("HTTP/1.1 406 "));
    assertTrue(
        accepted("pods", "application/vnd.kubernetes.protobuf,application/json").contains(" 200 "));
    String partial = "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1";
    String one = accepted("pods/web", partial);
    assertTrue(
        one.contains("\"kind\":\"PartialObjectMetadata\"") && !one.contains("\"spec\":"), one);
    String list = accepted("pods", partial.replace("Metadata;", "MetadataList;"));
    assertTrue(list.contains("PartialObjectMetadataList") && !list.contains("\"spec\":"), list);
    String watched = accepted("pods?watch=1&timeoutSeconds=1", partial);
    assertTrue(
        watched.contains("PartialObjectMetadata") && !watched.contains("\"spec\":"), watched);
  }

  @Test
  void a_log_is_cut_where_it_is_asked_to_be() throws Exception {
    practice.kubelet.logs("first");
    practice.kubelet.logs("second");
    String log = HOME + "pods/web/log?container=main";
    assertEquals("first\nsec", client.get(log + "&limitBytes=9").body());
    assertEquals("first\nsecond\n", client.get(log + "&limitBytes=99").body());
  }

  @Test
  void anyone_may_ask_whether_the_server_is_there_and_no_more() throws Exception {
    for (String path : List.of("/healthz", "/readyz", "/livez", "/version")) {
      try (Socket socket =
          client.open(
              "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")) {
        String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
        String code = path.equals("/version") ? " 401 " : " 200 ";
        assertTrue(answer.startsWith("HTTP/1.1" + code), answer);
      }
    }
  }

  @Test
  void open_api_2_is_what_it_says() throws Exception {
    Tree document = Json.read(client.get("/openapi/v2").body());
    assertEquals("2.0", document.get("swagger").text(""));
  }
}
