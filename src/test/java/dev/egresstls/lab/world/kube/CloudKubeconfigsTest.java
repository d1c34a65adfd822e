package dev.egresstls.lab.world.kube;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.kube.config.KubeContext;
import dev.egresstls.lab.world.kube.config.Kubeconfig;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Kubeconfigs as the clouds' tools write them, each with a stand-in for what it needs. */
class CloudKubeconfigsTest {
  private static final String GROUP = "client.authentication.k8s.io/";

  private ScriptedServer server;

  @TempDir Path folder;

  @BeforeEach
  void start() throws Exception {
    server = new ScriptedServer();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private KubeContext context(String user) throws Exception {
    return context(server.context().server(), "{}", user);
  }

  private KubeContext context(String url, String cluster, String user) throws Exception {
    Path file = folder.resolve("config");
    Tree clusterTree = Json.read(cluster).with("server", url);
    Files.writeString(
        file,
        """
        apiVersion: v1
        kind: Config
        current-context: cloud
        contexts: [{name: cloud, context: {cluster: c, user: u}}]
        clusters: [{name: c, cluster: %s}]
        users:
        - name: u
          user:
        %s
        """
            .formatted(Json.write(clusterTree), user.indent(4)));
    return Kubeconfig.read(List.of(file)).context(Optional.empty());
  }

  private void connects(KubeContext context) throws Exception {
    ScriptedServer.connect(context, folder).close();
  }

  private Problem refused(KubeContext context) {
    return assertThrows(LabFailure.class, () -> ScriptedServer.connect(context, folder)).problem();
  }

  /** A stand-in for a plugin: keeps what it was told, and prints an answer. */
  private Path plugin(String name, String answer) throws Exception {
    Path plugin = folder.resolve(name);
    Files.writeString(
        plugin,
        """
        #!/bin/sh
        echo "$@" > '%1$s.args'
        printf %%s "$AWS_PROFILE" > '%1$s.env'
        printf %%s "$KUBERNETES_EXEC_INFO" > '%1$s.info'
        echo x >> '%1$s.calls'
        echo 'logging in …' >&2
        %2$s
        """
            .formatted(plugin, answer));
    assertTrue(plugin.toFile().setExecutable(true));
    return plugin;
  }

  private static String prints(String version, String status) {
    return "echo '{\"apiVersion\":\"%s\",\"kind\":\"ExecCredential\",\"status\":{%s}}'"
        .formatted(version, status);
  }

  private String told(Path plugin, String what) throws Exception {
    return Files.readString(folder.resolve(plugin.getFileName() + "." + what)).strip();
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void eks_runs_aws_with_its_arguments_and_environment() throws Exception {
    Path aws =
        plugin(
            "aws",
            prints(
                GROUP + "v1beta1",
                "\"expirationTimestamp\":\"2999-01-01T00:00:00Z\",\"token\":\"k8s-aws-v1.x\""));
    connects(
        context(
            """
            exec:
              apiVersion: client.authentication.k8s.io/v1beta1
              command: %s
              args: [--region, eu-central-1, eks, get-token, --cluster-name, shop, --output, json]
              env: [{name: AWS_PROFILE, value: prod}]
              interactiveMode: IfAvailable
              provideClusterInfo: false
            """
                .formatted(aws)));
    assertEquals(List.of("Bearer k8s-aws-v1.x"), server.tokens.stream().distinct().toList());
    assertEquals(
        "--region eu-central-1 eks get-token --cluster-name shop --output json", told(aws, "args"));
    assertEquals("prod", told(aws, "env"));
    assertEquals("x", told(aws, "calls"), "one credential serves until it expires");
    assertEquals(
        "{\"apiVersion\":\"client.authentication.k8s.io/v1beta1\",\"kind\":\"ExecCredential\","
            + "\"spec\":{\"interactive\":false}}",
        told(aws, "info"));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void gke_tells_its_plugin_about_the_cluster() throws Exception {
    Path gke = plugin("gke-gcloud-auth-plugin", prints(GROUP + "v1beta1", "\"token\":\"ya29.x\""));
    connects(
        context(
            server.context().server(),
            """
            {"tls-server-name": "gke.example",
             "extensions": [{"name": "client.authentication.k8s.io/exec", "extension": {"a": "b"}}]}
            """,
            """
            exec:
              apiVersion: client.authentication.k8s.io/v1beta1
              command: %s
              installHint: Install gke-gcloud-auth-plugin
              provideClusterInfo: true
            """
                .formatted(gke)));
    assertEquals("Bearer ya29.x", server.tokens.get(0));
    Tree cluster = Json.read(told(gke, "info")).at("spec.cluster");
    assertEquals(server.context().server(), cluster.get("server").text(""));
    assertEquals("gke.example", cluster.get("tls-server-name").text(""));
    assertEquals("b", cluster.at("config.a").text(""));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aks_runs_kubelogin_in_version_1() throws Exception {
    Path kubelogin = plugin("kubelogin", prints(GROUP + "v1", "\"token\":\"ey.x\""));
    connects(
        context(
            """
            exec:
              apiVersion: client.authentication.k8s.io/v1
              command: %s
              args: [get-token, --login, azurecli, --server-id, 6dae42f8]
              env: null
              interactiveMode: IfAvailable
            """
                .formatted(kubelogin)));
    assertEquals("Bearer ey.x", server.tokens.get(0));
  }

  /** A token that expires is fetched again, and so is one that the server no longer accepts. */
  @Test
  @DisabledOnOs(OS.WINDOWS)
  void an_expired_or_withdrawn_credential_is_fetched_again() throws Exception {
    Path aws =
        plugin(
            "aws",
            prints(
                GROUP + "v1",
                "\"expirationTimestamp\":\"2020-01-01T00:00:00Z\",\"token\":\"short\""));
    String user =
        """
        exec:
          apiVersion: client.authentication.k8s.io/v1
          command: %s
          interactiveMode: Never
        """;
    connects(context(user.formatted(aws)));
    assertTrue(told(aws, "calls").lines().count() >= 2, told(aws, "calls"));

    Path other = plugin("other", prints(GROUP + "v1", "\"token\":\"withdrawn\""));
    server.refuse("/version", 401, "Unauthorized", "Unauthorized");
    assertEquals(Problem.Kind.DENIED, refused(context(user.formatted(other))).kind());
    assertEquals("x\nx", told(other, "calls"));
  }

  @ParameterizedTest
  @DisabledOnOs(OS.WINDOWS)
  @CsvSource(
      delimiter = '|',
      value = {
        "client.authentication.k8s.io/v1|echo oops >&2; exit 3|failed with exit code 3: oops",
        "client.authentication.k8s.io/v1|echo Hello|did not print JSON",
        "client.authentication.k8s.io/v1|echo '{}'|answered in version",
        "client.authentication.k8s.io/v1alpha1|true|uses \"client.authentication.k8s.io/v1alpha1\"",
      })
  void a_plugin_that_gives_nothing_is_named(String version, String script, String words)
      throws Exception {
    Path plugin = plugin("login", script);
    Problem problem =
        refused(
            context(
                """
                exec:
                  apiVersion: %s
                  command: %s
                """
                    .formatted(version, plugin)));
    assertEquals(Problem.Kind.PRECONDITION, problem.kind());
    assertTrue(problem.because().orElseThrow().contains(words), problem.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"installHint: Run 'install it'.", "interactiveMode: Always"})
  void a_plugin_that_cannot_run_is_named(String field) throws Exception {
    Problem problem =
        refused(
            context(
                """
                exec:
                  apiVersion: client.authentication.k8s.io/v1
                  command: no-such-plugin
                  %s
                """
                    .formatted(field)));
    String because = problem.because().orElseThrow();
    assertTrue(because.contains("no-such-plugin"), because);
    assertTrue(because.contains("install it") || because.contains("terminal"), because);
  }

  @Test
  void tokens_files_and_passwords_are_sent() throws Exception {
    connects(context("token: plain"));
    Path file = Files.writeString(folder.resolve("token"), "from-file\n");
    connects(context("tokenFile: " + file));
    connects(context("{username: me, password: 'pa:ss'}"));
    String basic = Base64.getEncoder().encodeToString("me:pa:ss".getBytes(StandardCharsets.UTF_8));
    assertEquals(
        List.of("Bearer plain", "Bearer from-file", "Basic " + basic),
        server.tokens.stream().distinct().toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"oidc", "gcp", "azure"})
  void an_auth_provider_is_refused_in_a_sentence(String name) throws Exception {
    Problem problem = refused(context("auth-provider: {name: %s, config: {}}".formatted(name)));
    assertEquals(Problem.Kind.PRECONDITION, problem.kind());
    String because = problem.because().orElseThrow();
    assertTrue(because.contains('"' + name + '"'), because);
    assertTrue(because.contains("exec plugin"), because);
    assertEquals(List.of(), server.requests);
  }

  /** Keys as OpenSSL, kubeadm, minikube and Java write them. */
  @ParameterizedTest
  @CsvSource({
    "RSA, PRIVATE KEY",
    "RSA, RSA PRIVATE KEY",
    "EC, PRIVATE KEY",
    "EC, EC PRIVATE KEY",
  })
  void a_client_certificate_is_shown_whatever_its_key_looks_like(String algorithm, String header)
      throws Exception {
    KeyStore store = TlsServer.store(folder, "-keyalg", algorithm, "-ext", "san=ip:127.0.0.1");
    byte[] pkcs8 = Base64.getMimeDecoder().decode(body(TlsServer.key(store)));
    byte[] der =
        switch (header) {
          case "RSA PRIVATE KEY" -> inner(pkcs8);
          case "EC PRIVATE KEY" -> withCurve(inner(pkcs8), pkcs8);
          default -> pkcs8;
        };
    try (TlsServer tls = new TlsServer(store, true)) {
      String cluster =
          "{\"certificate-authority-data\": \"%s\"}".formatted(TlsServer.authority(store));
      connects(
          context(
              tls.url(),
              cluster,
              """
              client-certificate-data: %s
              client-key-data: %s
              """
                  .formatted(TlsServer.certificate(store), TlsServer.pem(header, der))));
    }
  }

  private static String body(String base64Pem) {
    String pem = new String(Base64.getDecoder().decode(base64Pem), StandardCharsets.UTF_8);
    return pem.replaceAll("-----[^-]+-----", "");
  }

  /** The key inside of PKCS #8: the octet string that is its last element (RFC 5208). */
  private static byte[] inner(byte[] pkcs8) {
    int at = header(pkcs8, 0); // into the sequence
    at = next(pkcs8, at); // past the version
    at = next(pkcs8, at); // past the algorithm
    return Arrays.copyOfRange(pkcs8, header(pkcs8, at), next(pkcs8, at));
  }

  /** SEC1 names the curve itself (RFC 5915); PKCS #8 has it in its algorithm, the key lacks it. */
  private static byte[] withCurve(byte[] key, byte[] pkcs8) {
    int algorithm = header(pkcs8, next(pkcs8, header(pkcs8, 0)));
    int curve = next(pkcs8, algorithm); // past the OID of EC
    byte[] oid = Arrays.copyOfRange(pkcs8, curve, next(pkcs8, curve));
    int start = header(key, 0);
    int number = next(key, next(key, start)); // behind the version and the private number
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    content.write(key, start, number - start);
    content.write(0xa0);
    content.write(oid.length);
    content.writeBytes(oid);
    byte[] bytes = content.toByteArray();
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(0x30);
    if (bytes.length > 127) {
      all.write(0x81);
    }
    all.write(bytes.length);
    all.writeBytes(bytes);
    return all.toByteArray();
  }

  /** Where the content of the DER element at a place begins. */
  private static int header(byte[] der, int at) {
    int length = der[at + 1] & 0xff;
    return at + 2 + (length > 127 ? length & 0x7f : 0);
  }

  /** Where the element behind the one at a place begins. */
  private static int next(byte[] der, int at) {
    int length = der[at + 1] & 0xff;
    if (length > 127) {
      int bytes = length & 0x7f;
      length = 0;
      for (int i = 0; i < bytes; i++) {
        length = length << 8 | der[at + 2 + i] & 0xff;
      }
    }
    return header(der, at) + length;
  }

  /** The stand-in is its own proxy: what it is asked for names the server as a whole URL. */
  @Test
  void a_proxy_url_is_used_with_its_password() throws Exception {
    String proxy = server.context().server().replace("://", "://me:secret@");
    connects(
        context(
            "http://kubernetes.invalid:6443",
            "{\"proxy-url\": \"%s\"}".formatted(proxy),
            "token: plain"));
    assertTrue(
        server.requests.contains("GET http://kubernetes.invalid:6443/version"),
        server.requests.toString());
  }

  @Test
  void a_socks_proxy_is_refused_in_a_sentence() throws Exception {
    Problem problem =
        refused(
            context(
                server.context().server(),
                "{\"proxy-url\": \"socks5://127.0.0.1:1080\"}",
                "token: plain"));
    assertTrue(problem.because().orElseThrow().contains("SOCKS"), problem.toString());
  }
}
