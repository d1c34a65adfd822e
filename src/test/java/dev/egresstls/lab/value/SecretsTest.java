package dev.egresstls.lab.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SecretsTest {
  private static final String VALUE = "s3cr3tVal-ue";
  private static final String JWT = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2lnbmF0dXJl";

  /** X stands for the secret. */
  private static final List<String> SHAPES =
      List.of(
          "!kubectl --token=X get pods",
          "!kubectl --token X get pods",
          "!kubectl --password=X --username=me get pods",
          "!curl -H 'Authorization: Bearer X' https://10.0.0.7",
          "!curl -H \"authorization: Basic X\" https://10.0.0.7",
          "!curl -u me:X https://10.0.0.7",
          "!curl --user me:X https://10.0.0.7",
          "!curl https://me:X@host.example/path",
          "!git clone https://oauth2:X@git.example/a.git",
          "!export TOKEN=X",
          "!export GITHUB_TOKEN='X'",
          "!export AWS_SECRET_ACCESS_KEY=X",
          "!API_KEY=X ./deploy",
          "!PGPASSWORD=X psql",
          "!kubectl create secret generic a --from-literal=pw=X",
          "!kubectl create secret generic a --from-literal anything=X",
          "!helm install --set db.password=X a",
          "!echo '{\"token\": \"X\"}'",
          "!echo password: X",
          "!echo client-key-data: X",
          "!curl 'https://h/?access_token=X&a=b'",
          "!vault login --auth-token X",
          "bearer X",
          "get pods --id-token=X");

  /** What has the shape of a secret wherever it stands. */
  private static final List<String> BARE =
      List.of(
          JWT,
          "ghp_0123456789abcdefghijABCDEFGHIJ012345",
          "glpat-abcdefghij0123456789",
          "xoxb-123456789012-abcdefghijkl",
          "AKIAIOSFODNN7EXAMPLE",
          "LS0tLS1CRUdJTiBSU0EgUFJJVkFURSBLRVktLS0tLQo=",
          "abcdef.0123456789abcdef");

  @Test
  void what_names_itself_a_secret_is_hidden_and_not_kept() {
    for (String shape : SHAPES) {
      String line = shape.replace("X", VALUE);
      assertFalse(Secrets.hidden(line).contains(VALUE), () -> Secrets.hidden(line));
      assertTrue(Secrets.hidden(line).contains("***"), line);
      assertTrue(Secrets.in(line), line);
    }
  }

  @Test
  void what_looks_like_a_secret_is_hidden_wherever_it_stands() {
    for (String secret : BARE) {
      for (String line : List.of(secret, "echo " + secret + " | less", "a=\"" + secret + "\"")) {
        assertFalse(Secrets.hidden(line).contains(secret), () -> Secrets.hidden(line));
        assertTrue(Secrets.in(line), line);
      }
    }
  }

  @Test
  void a_private_key_is_hidden_from_end_to_end() {
    Secrets secrets = new Secrets();
    assertEquals("before", secrets.next("before"));
    for (String row :
        List.of(
            "  -----BEGIN RSA PRIVATE KEY-----", "MIIEow", "x", "-----END RSA PRIVATE KEY-----")) {
      assertEquals("***", secrets.next(row));
    }
    assertEquals("after", secrets.next("after"));
    assertTrue(Secrets.in("echo -----BEGIN EC PRIVATE KEY-----"));
    assertEquals("-----BEGIN CERTIFICATE-----", secrets.next("-----BEGIN CERTIFICATE-----"));
  }

  /** What {@code get}, {@code describe} and {@code kubectl} print of variables and files. */
  @Test
  void the_value_of_a_variable_is_hidden_below_its_name_and_beside_it() {
    for (String page :
        List.of(
            "env:\n- name: DSN\n  value: X\n- name: LAST",
            "env:\n- name: DSN\n  value: |\n    X\n    X\n- name: LAST",
            "\"name\": \"DSN\",\n\"value\": \"X\"\n}",
            "- {name: DB_PASSWORD, value: X}",
            "{\"env\":[{\"name\":\"DSN\",\"value\":\"X\"}]}",
            "{\"env\":[{\"value\":\"X\",\"name\":\"DSN\"}]}",
            "kubectl.kubernetes.io/last-applied-configuration: {\"a\": \"X\"}",
            "    kubectl.kubernetes.io/last-applied-configuration: |\n      {\"a\": \"X\"}\n    b: c",
            "users:\n- user:\n    password: >-\n      X\n  name: a",
            "{\"auths\":{\"r\":{\"auth\":\"X\"}}}")) {
      Secrets secrets = new Secrets();
      String safe =
          page.replace("X", VALUE).lines().map(secrets::next).collect(Collectors.joining("\n"));
      assertFalse(safe.contains(VALUE), safe);
      assertTrue(safe.contains("***"), safe);
      assertEquals(page.contains("LAST"), safe.contains("LAST"), safe);
    }
    Secrets secrets = new Secrets();
    secrets.next("- name: PILOT_ENABLE_ALPHA_GATEWAY_API");
    assertEquals("  value: \"true\"", secrets.next("  value: \"true\""));
  }

  @Test
  void an_object_is_shown_without_what_its_fields_keep() {
    String object =
        """
        apiVersion: v1
        kind: Pod
        metadata:
          annotations:
            kubectl.kubernetes.io/last-applied-configuration: "{x: X}"
          name: kept
        spec:
          containers:
          - name: a
            args: [--token, X, --port, "8080", "--password=X"]
            env:
            - {name: DSN, value: X}
            - {name: FROM, valueFrom: {secretKeyRef: {name: kept, key: kept}}}
            - {name: "ON", value: "true"}
            imagePullSecrets: [{name: kept}]
          token: X
          config: |
            users: [{user: {token: X}}]
        """
            .replace("X", VALUE);
    for (String page : List.of(object, Json.pretty(Yaml.read(object)))) {
      String safe =
          String.join("\n", SecretFields.page(page.lines().map(row -> "  " + row).toList()).get());
      assertFalse(safe.contains(VALUE), safe);
      for (String kept : List.of("name: kept", "8080", "ON", "kind: Pod")) {
        assertTrue(safe.replace("\"", "").replace(" : ", ": ").contains(kept), kept + safe);
      }
    }
    assertEquals(Optional.empty(), SecretFields.page(List.of("a table", "of kinds")));
  }

  @Test
  void words_about_secrets_are_not_kept_and_common_lines_are() {
    assertTrue(Secrets.in("!vault read password"));
    assertTrue(Secrets.in("what is a bearer"));
    for (String line :
        List.of(
            "run 6",
            "get svc google-headless -o yaml",
            "get secrets -n istio-system",
            "logs deploy/curl -c istio-proxy --tail 5",
            "trace --why-not http://www.google.com:443 --from deploy/curl",
            "explain backendtlspolicy.spec.validation.wellKnownCACertificates",
            "!kubectl --context kind-kind get pods -n default",
            "!istioctl proxy-config cluster deploy/curl",
            "practice 6/8 › proof again")) {
      assertFalse(Secrets.in(line), line);
      assertEquals(line, Secrets.hidden(line));
    }
  }

  @Test
  void nothing_that_follows_a_secret_is_lost_and_no_line_takes_long() {
    assertEquals(
        "!kubectl --token=*** get pods", Secrets.hidden("!kubectl --token=" + VALUE + " get pods"));
    Random random = new Random(3);
    String letters = "aA0-_.:=/@ eyJtoken";
    for (int i = 0; i < 200; i++) {
      StringBuilder line = new StringBuilder();
      char one = letters.charAt(random.nextInt(letters.length()));
      while (line.length() < 4000) {
        line.append(i % 2 == 0 ? one : letters.charAt(random.nextInt(letters.length())));
      }
      assertTrue(Secrets.hidden(line.toString()).length() <= 4000 * 2);
    }
  }
}
