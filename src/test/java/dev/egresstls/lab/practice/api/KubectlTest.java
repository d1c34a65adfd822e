package dev.egresstls.lab.practice.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Tree;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everyday kubectl against the practice cluster; {@code .ci/run} sees to it that there is one. */
class KubectlTest {
  private static final String SERVICE =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: google-headless}
      spec:
        clusterIP: None
        ports: [{name: https, port: 443, protocol: TCP}]
      """;

  private static final String NAMES = "jsonpath={.items[*].metadata.name}";
  private static final String GENERATION = "jsonpath={.metadata.generation}";

  private final ApiServerFixture practice = new ApiServerFixture();
  @TempDir private Path folder;
  private Kubectl kubectl;

  @BeforeEach
  void find() throws Exception {
    kubectl = Kubectl.found(folder, practice.secureKubeconfig());
  }

  @AfterEach
  void close() {
    practice.close();
  }

  @Test
  void version_names_the_practice_cluster() throws Exception {
    assertTrue(kubectl.out("version").contains("Server Version: v1.33.1+practice"));
  }

  @Test
  void api_resources_lists_short_names() throws Exception {
    String row = "deployments\\s+deploy\\s+apps/v1\\s+true\\s+Deployment";
    String all = kubectl.out("api-resources");
    assertTrue(all.lines().anyMatch(line -> line.matches(row)), all);
  }

  @Test
  void get_shows_the_usual_columns() throws Exception {
    String table = kubectl.out("get", "pods", "-o", "wide");
    assertTrue(
        table.matches(
            "(?s)NAME +READY +STATUS +RESTARTS +AGE +IP +NODE +NOMINATED NODE +READINESS GATES\n"
                + "web +1/2 +CrashLoopBackOff +2 +\\S+ +<none> +node .*"),
        table);
  }

  @Test
  void a_long_list_comes_in_chunks_and_whole() throws Exception {
    for (String name : List.of("a", "b", "c", "d", "e")) {
      kubectl.out("create", "configmap", name);
    }
    String chunked = kubectl.out("get", "configmaps", "--chunk-size=2", "-o", NAMES);
    assertEquals(kubectl.out("get", "configmaps", "--chunk-size=0", "-o", NAMES), chunked);
    String table = kubectl.out("get", "configmaps", "--chunk-size=2");
    assertTrue(table.lines().count() > 5, table);
    String path = "/api/v1/namespaces/default/configmaps?limit=2";
    Tree first = Json.read(kubectl.out("get", "--raw", path));
    assertEquals(2, first.get("items").items().size());
    assertTrue(first.at("metadata.remainingItemCount").number(0) >= 3, first.toString());
    String token = first.at("metadata.continue").text("");
    Tree second = Json.read(kubectl.out("get", "--raw", path + "&continue=" + token));
    assertEquals("c", second.at("items[0].metadata.name").text(""));
    assertEquals(
        first.at("metadata.resourceVersion").text(""),
        second.at("metadata.resourceVersion").text(""));
  }

  /** Neither what it prints nor what it logs has the token, which goes in a header over TLS. */
  @Test
  void the_token_is_in_no_url() throws Exception {
    assertEquals("ok", kubectl.out("get", "--raw", "/readyz"));
    for (String line :
        List.of("cluster-info", "config view", "get pods -v6", "get pods -v9", "get nosuch -v6")) {
      Kubectl.Run run = kubectl.run("", line.split(" "));
      assertFalse((run.out() + run.err()).contains("a-token"), line + ": " + run.err());
    }
    assertTrue(kubectl.out("cluster-info").contains("https://127.0.0.1:"));
  }

  @Test
  void a_proxy_leads_to_it() throws Exception {
    Process process = kubectl.start(Map.of(), "proxy", "--port=0");
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
      String at = lines.readLine().replaceFirst("Starting to serve on ", "http://");
      HttpRequest ask =
          HttpRequest.newBuilder(URI.create(at + "/api/v1/pods"))
              .version(HttpClient.Version.HTTP_1_1)
              .build();
      HttpResponse<String> answer =
          HttpClient.newHttpClient().send(ask, HttpResponse.BodyHandlers.ofString());
      assertEquals(200, answer.statusCode(), answer.body());
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void apply_says_created_then_unchanged_then_configured() throws Exception {
    assertEquals("service/google-headless created\n", kubectl.in(SERVICE, "apply", "-f", "-"));
    assertEquals("service/google-headless unchanged\n", kubectl.in(SERVICE, "apply", "-f", "-"));
    assertEquals("", kubectl.in(SERVICE, "diff", "-f", "-"));
    String other = SERVICE.replace("443", "444");
    assertEquals("service/google-headless configured\n", kubectl.in(other, "apply", "-f", "-"));
    assertEquals(
        "444",
        kubectl.out("get", "svc", "google-headless", "-o", "jsonpath={.spec.ports[*].port}"));
  }

  @Test
  void server_side_apply_over_kubectls_own_client_side_apply_is_no_conflict() throws Exception {
    kubectl.in(SERVICE, "apply", "-f", "-");
    kubectl.in(SERVICE, "apply", "--server-side", "-f", "-");
    String without = SERVICE.replace("metadata: {name", "metadata: {labels: {a: b}, name");
    kubectl.in(without, "apply", "--server-side", "-f", "-");
    kubectl.in(SERVICE, "apply", "--server-side", "-f", "-");
    assertEquals(
        "", kubectl.out("get", "svc", "google-headless", "-o", "jsonpath={.metadata.labels}"));
  }

  /** Of a List kubectl asks the schemas of OpenAPI 2, as protobuf, before it sends anything. */
  @Test
  void a_list_is_applied_and_a_typo_in_it_is_refused() throws Exception {
    String list = "apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: ConfigMap, %s}\n";
    String good = list.formatted("metadata: {name: a}, data: {k: v}");
    assertEquals(
        "configmap/a serverside-applied\n", kubectl.in(good, "apply", "--server-side", "-f", "-"));
    Kubectl.Run run =
        kubectl.run(list.formatted("metadata: {name: b}, dta: {}"), "apply", "-f", "-");
    assertEquals(1, run.exit());
    assertTrue(run.err().contains("unknown field \"dta\""), run.err());
    assertEquals(
        "a\n", kubectl.out("get", "configmap", "a", "-o", "jsonpath={.metadata.name}{'\\n'}"));
  }

  @Test
  void an_unknown_field_is_named() throws Exception {
    String wrong = SERVICE.replace("clusterIP:", "clusterIp:");
    Kubectl.Run run = kubectl.run(wrong, "apply", "-f", "-");
    assertEquals(1, run.exit());
    assertTrue(run.err().contains("unknown field \"spec.clusterIp\""), run.err());
  }

  @Test
  void what_kubectl_sends_as_protobuf_is_read() throws Exception {
    assertEquals("namespace/foo created\n", kubectl.out("create", "ns", "foo"));
    kubectl.out("create", "configmap", "cm", "--from-literal=a=b", "-n", "foo");
    assertEquals("b", kubectl.out("get", "cm", "cm", "-n", "foo", "-o", "jsonpath={.data.a}"));
    kubectl.out("create", "deployment", "web", "--image=nginx:1.27", "--port=80");
    assertEquals("yes\n", kubectl.out("auth", "can-i", "create", "pods"));
    assertEquals("namespace \"foo\" deleted\n", kubectl.out("delete", "ns", "foo"));
    assertEquals(1, kubectl.run("", "get", "cm", "cm", "-n", "foo").exit());
  }

  @Test
  void labels_annotations_patches_and_scales_are_kept() throws Exception {
    kubectl.out("label", "ns", "default", "istio-injection=enabled");
    kubectl.out("annotate", "pod", "web", "k=v");
    kubectl.out("patch", "ns", "default", "-p", "{\"metadata\":{\"labels\":{\"x\":\"y\"}}}");
    String selector = "istio-injection in (enabled),x=y";
    assertEquals("default", kubectl.out("get", "ns", "-l", selector, "-o", NAMES));
    kubectl.out("create", "deployment", "web", "--image=nginx:1.27");
    kubectl.out("scale", "deployment", "web", "--replicas=3");
    assertEquals("3", kubectl.out("get", "deploy", "web", "-o", "jsonpath={.spec.replicas}"));
    kubectl.out("set", "image", "deployment/web", "nginx=nginx:1.28");
    assertEquals("3", kubectl.out("get", "deploy", "web", "-o", GENERATION), "two changes of spec");
  }

  @Test
  void exec_carries_stdin_and_the_exit_code() throws Exception {
    assertEquals("hello", kubectl.in("hello", "exec", "-i", "web", "-c", "main", "--", "cat"));
    Kubectl.Run failed = kubectl.run("", "exec", "web", "-c", "main", "--", "fail", "7");
    assertEquals(7, failed.exit());
    assertTrue(failed.err().contains("it failed\ncommand terminated with exit code 7"));
  }

  @Test
  void exec_says_why_it_cannot() throws Exception {
    String wrong = kubectl.run("", "exec", "web", "-c", "nosuch", "--", "cat").err();
    assertTrue(wrong.contains("container nosuch is not valid for pod web"), wrong);
    String waits = kubectl.run("", "exec", "web", "-c", "side", "--", "cat").err();
    assertTrue(waits.contains("container not found (\"side\")"), waits);
  }

  @Test
  void logs_wait_and_describe_work() throws Exception {
    practice.kubelet.logs("one");
    practice.kubelet.logs("two");
    assertEquals("two\n", kubectl.out("logs", "web", "-c", "main", "--tail=1"));
    assertEquals(
        "pod/web condition met\n", kubectl.out("wait", "--for=condition=Ready", "pod/web"));
    String text = kubectl.out("describe", "pod", "web");
    assertTrue(text.contains("Restart Count:  2"), text);
  }

  @Test
  void explain_tells_of_a_custom_resource() throws Exception {
    kubectl.in(Kubectl.WIDGETS, "apply", "-f", "-");
    kubectl.out("wait", "--for=condition=Established", "crd/widgets.example.dev");
    String text = kubectl.out("explain", "widgets.spec.size");
    assertTrue(text.contains("FIELD: size <integer>") && text.contains("How wide it is"), text);
    String made =
        "{apiVersion: example.dev/v1, kind: Widget, metadata: {name: w}, spec: {size: 3}}";
    kubectl.in(made, "apply", "-f", "-");
    assertTrue(
        kubectl.out("get", "widgets").matches("NAME +SIZE\nw +3\n"), kubectl.out("get", "widgets"));
  }
}
