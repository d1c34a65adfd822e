package dev.egresstls.lab.practice.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.Yaml;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Roles really deny, and reviews say the same as what happens. */
class AccessTest {
  private static final String JSON = "application/json";
  private static final String RBAC = "/apis/rbac.authorization.k8s.io/v1";
  private static final String PODS = "/api/v1/namespaces/default/pods";
  private final ApiServerFixture fixture = new ApiServerFixture();
  private final HttpClient http = HttpClient.newHttpClient();
  private String token = "a-token";

  @BeforeEach
  void a_service_account_with_a_role() {
    assertEquals(201, made("/api/v1/namespaces/default/serviceaccounts", "metadata: {name: ana}"));
    assertEquals(
        201,
        made(
            RBAC + "/namespaces/default/roles",
            """
            metadata: {name: looks}
            rules:
            - {apiGroups: [""], resources: [pods], verbs: [get, list, watch]}
            - {apiGroups: [""], resources: [configmaps], resourceNames: [own], verbs: [get, patch, list]}
            - {apiGroups: [""], resources: ["*/log"], verbs: [get]}
            """));
    assertEquals(201, bound(RBAC + "/namespaces/default/rolebindings", "Role", "looks"));
    String request = "{\"spec\":{\"expirationSeconds\":3600}}";
    Tree answer =
        Json.read(
            ask("POST", "/api/v1/namespaces/default/serviceaccounts/ana/token", JSON, request)
                .body());
    token = answer.at("status.token").text("");
    assertTrue(token.length() > 20, answer::toString);
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private int bound(String path, String kind, String role) {
    return made(
        path,
        """
        metadata: {name: %s}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: %s, name: %s}
        subjects: [{kind: ServiceAccount, name: ana, namespace: default}]
        """
            .formatted(role, kind, role));
  }

  private int made(String path, String yaml) {
    return ask("POST", path, JSON, Json.write(Yaml.read(yaml))).statusCode();
  }

  private HttpResponse<String> ask(
      String method, String path, String type, String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(fixture.server.url() + path))
            .version(HttpClient.Version.HTTP_1_1)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", type)
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (java.io.IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private int code(String method, String path, String body) {
    return ask(method, path, JSON, body).statusCode();
  }

  private boolean allowed(String attributes) {
    String spec = "{\"spec\":{\"resourceAttributes\":" + Json.write(Yaml.read(attributes)) + "}}";
    String path = "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews";
    return Json.read(ask("POST", path, JSON, spec).body()).at("status.allowed").isTrue();
  }

  @Test
  void what_no_role_allows_is_refused_in_the_words_of_kubernetes() {
    assertEquals(200, code("GET", PODS, ""));
    assertEquals(200, code("GET", PODS + "/web", ""));
    assertEquals(403, code("GET", "/api/v1/pods", ""));
    assertEquals(403, code("DELETE", PODS + "/web", ""));
    assertEquals(403, code("POST", PODS + "/web/exec?command=id&container=main", ""));
    assertEquals(403, code("GET", "/api/v1/nodes", ""));
    assertEquals(200, code("GET", "/version", ""));
    assertEquals(200, code("GET", "/apis/apps/v1", ""));
    String said = ask("GET", "/api/v1/namespaces/kube-system/secrets/x", JSON, "").body();
    assertEquals(
        "secrets \"x\" is forbidden: User \"system:serviceaccount:default:ana\" cannot get"
            + " resource \"secrets\" in API group \"\" in the namespace \"kube-system\"",
        Json.read(said).get("message").text(""));
  }

  @Test
  void a_rule_with_names_counts_for_these_names_also_in_lists() {
    String maps = "/api/v1/namespaces/default/configmaps";
    assertEquals(403, code("GET", maps, ""));
    assertEquals(200, code("GET", maps + "?fieldSelector=metadata.name%3Down", ""));
    assertEquals(403, code("GET", maps + "?fieldSelector=metadata.name%3Dother", ""));
    assertEquals(404, code("GET", maps + "/own", ""));
    String apply = "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"own\"}}";
    HttpResponse<String> created =
        ask("PATCH", maps + "/own?fieldManager=a", "application/apply-patch+yaml", apply);
    assertEquals(403, created.statusCode(), "applying what is not there creates it");
  }

  @Test
  void reviews_say_what_would_happen() {
    assertTrue(allowed("{verb: list, resource: pods, namespace: default}"));
    assertEquals(false, allowed("{verb: list, resource: pods}"));
    assertTrue(allowed("{verb: get, resource: pods, subresource: log, namespace: default}"));
    assertEquals(false, allowed("{verb: create, resource: pods, namespace: default}"));
    Tree rules =
        Json.read(
            ask(
                    "POST",
                    "/apis/authorization.k8s.io/v1/selfsubjectrulesreviews",
                    JSON,
                    "{\"spec\":{\"namespace\":\"default\"}}")
                .body());
    List<String> verbs =
        rules.at("status.resourceRules").items().stream()
            .filter(rule -> rule.get("resources").texts().contains("pods"))
            .flatMap(rule -> rule.get("verbs").texts().stream())
            .toList();
    assertEquals(List.of("get", "list", "watch"), verbs);
  }

  @Test
  void a_token_ends_with_its_account_and_only_an_administrator_acts_as_somebody_else() {
    assertEquals(403, ask("GET", PODS, JSON, "", "Impersonate-User", "bo").statusCode());
    String mine = token;
    token = "a-token";
    String ana = "system:serviceaccount:default:ana";
    assertEquals(200, ask("GET", PODS, JSON, "", "Impersonate-User", ana).statusCode());
    assertEquals(403, ask("GET", PODS, JSON, "", "Impersonate-User", "bo").statusCode());
    assertEquals(200, code("DELETE", "/api/v1/namespaces/default/serviceaccounts/ana", ""));
    assertEquals(201, made("/api/v1/namespaces/default/serviceaccounts", "metadata: {name: ana}"));
    token = mine;
    assertEquals(401, code("GET", PODS, ""));
    token = "nobody";
    assertEquals(401, code("GET", PODS, ""));
  }
}
