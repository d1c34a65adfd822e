package dev.egresstls.lab.practice.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is not offered is refused and changes nothing. */
class SubresourcesTest {
  private static final String HOME = "/api/v1/namespaces/default/";
  private static final String JSON = "application/json";
  private static final String MERGE = "application/merge-patch+json";

  private final ApiServerFixture practice = new ApiServerFixture();
  private final RawClient client = new RawClient(practice.server);

  @BeforeEach
  void fill() throws Exception {
    String map = "{\"metadata\":{\"name\":\"m\"},\"data\":{\"k\":\"v\"}}";
    assertEquals(201, client.ask("POST", HOME + "configmaps", JSON, map).code());
  }

  @AfterEach
  void close() {
    practice.close();
  }

  @ParameterizedTest
  @CsvSource({
    "DELETE, api/v1/namespaces/default/pods/web/status, 405",
    "DELETE, api/v1/namespaces/default/pods/web/log, 405",
    "DELETE, api/v1/namespaces/default/pods/web/exec, 405",
    "DELETE, api/v1/namespaces/default/pods/web/nosuch, 404",
    "GET, api/v1/namespaces/default/pods/web/nosuch, 404",
    "GET, api/v1/namespaces/default/pods/web/status/more, 404",
    "GET, api/v1/namespaces/default/configmaps/m/status, 404",
    "PUT, api/v1/namespaces/default/pods/web/nosuch, 404",
    "PUT, api/v1/namespaces/default/pods/web/log, 405",
    "PATCH, api/v1/namespaces/default/pods/web/nosuch, 404",
    "PATCH, api/v1/namespaces/default/pods/web/log, 405",
    "POST, api/v1/namespaces/default/pods/web, 405",
    "POST, api/v1/namespaces/default/pods/web/status, 405",
    "PUT, api/v1/namespaces/default/pods, 405",
    "PATCH, api/v1/namespaces/default/pods, 405",
    "GET, api/v1/pods/web, 404",
    "DELETE, api/v1/pods, 405",
    "POST, api/v1/configmaps, 405",
    "DELETE, api/v1/namespaces, 405",
    "GET, api/v1/namespaces/default/nodes, 404",
    "PATCH, api/v1/namespaces/default/finalize, 405",
    "DELETE, api/v1/namespaces/default/finalize, 405",
  })
  void a_method_that_is_not_offered_there_is_refused(String method, String path, int code)
      throws Exception {
    String body = method.equals("GET") || method.equals("DELETE") ? "" : "{}";
    RawClient.Answer answer =
        client.ask(method, "/" + path, method.equals("PATCH") ? MERGE : JSON, body);
    assertEquals(code, answer.code(), answer.body());
    assertEquals(200, client.get(HOME + "pods/web").code());
    assertEquals(200, client.get("/api/v1/namespaces/default").code());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "application/merge-patch+json | [1] | 400",
        "application/merge-patch+json | 1 | 400",
        "application/strategic-merge-patch+json | [1] | 400",
        "application/json-patch+json | {} | 400",
        "application/merge-patch+json | {\"kind\":\"Secret\"} | 400",
        "application/strategic-merge-patch+json | {\"kind\":\"Secret\"} | 400",
        "application/merge-patch+json | {\"apiVersion\":\"v2\"} | 400",
        "application/merge-patch+json | {\"metadata\":{\"name\":\"n\"}} | 400",
        "application/merge-patch+json | {\"metadata\":[1]} | 400",
        "application/merge-patch+json | {\"metadata\":{\"namespace\":\"n\"}} | 400",
        "application/json-patch+json | [{\"op\":\"replace\",\"path\":\"\",\"value\":[1]}] | 400",
        "application/json-patch+json | [{\"op\":\"replace\",\"path\":\"/kind\",\"value\":\"Secret\"}]"
            + " | 400",
      })
  void a_patch_that_makes_something_else_of_it_is_refused(String type, String patch, int code)
      throws Exception {
    String before = client.get(HOME + "configmaps/m").body();
    RawClient.Answer answer = client.ask("PATCH", HOME + "configmaps/m", type, patch);
    assertEquals(code, answer.code(), answer.body());
    assertEquals(before, client.get(HOME + "configmaps/m").body());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "apis/apps/v1/namespaces/default/statefulsets | has no statefulsets: nothing",
        "apis/apps/v1/namespaces/default/daemonsets | has no daemonsets: nothing",
        "apis/autoscaling/v2/namespaces/default/horizontalpodautoscalers | has no horizontal",
        "apis/policy/v1/namespaces/default/poddisruptionbudgets | has no poddisruptionbudgets",
        "api/v1/namespaces/default/pods/web/eviction | does not serve pods/eviction",
        "api/v1/namespaces/default/pods/web/attach | does not serve pods/attach",
        "api/v1/namespaces/default/pods/web/ephemeralcontainers | pods/ephemeralcontainers",
        "api/v1/namespaces/default/services/kubernetes/proxy | does not serve services/proxy",
      })
  void what_would_do_nothing_is_refused_with_a_sentence(String path, String sentence)
      throws Exception {
    for (String type : List.of(JSON, "application/vnd.kubernetes.protobuf")) {
      RawClient.Answer answer = client.ask("POST", "/" + path, type, "{}");
      assertEquals(404, answer.code(), answer.body());
      assertTrue(answer.body().contains("the practice cluster "), answer.body());
      assertTrue(answer.body().contains(sentence), answer.body());
    }
  }

  @Test
  void a_scale_that_is_something_else_is_refused() throws Exception {
    String deployments = "/apis/apps/v1/namespaces/default/deployments";
    String made =
        "{\"metadata\":{\"name\":\"d\"},\"spec\":{\"replicas\":2,\"selector\":{\"matchLabels\":"
            + "{\"a\":\"b\"}},\"template\":{\"metadata\":{\"labels\":{\"a\":\"b\"}},"
            + "\"spec\":{\"containers\":[{\"name\":\"c\",\"image\":\"i\"}]}}}}";
    RawClient.Answer created = client.ask("POST", deployments, JSON, made);
    assertEquals(201, created.code(), created.body());
    String scale = deployments + "/d/scale";
    assertEquals(400, client.ask("PUT", scale, JSON, "{\"kind\":\"Deployment\"}").code());
    assertEquals(400, client.ask("PUT", scale, JSON, "[1]").code());
    assertEquals(400, client.ask("PATCH", scale, MERGE, "[1]").code());
    assertEquals(200, client.ask("PATCH", scale, MERGE, "{\"spec\":{\"replicas\":3}}").code());
    assertTrue(client.get(deployments + "/d").body().contains("\"replicas\":3"));
  }
}
