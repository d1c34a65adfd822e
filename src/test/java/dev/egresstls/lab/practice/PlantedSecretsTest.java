package dev.egresstls.lab.practice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.catalog.Catalog;
import dev.egresstls.lab.cli.LabOutcome;
import dev.egresstls.lab.practice.controlplane.ReconcilePace;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.TreeEdit;
import dev.egresstls.lab.value.Yaml;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Sixty secrets are planted, a whole session is held, and none is in anything that was written. */
@DisabledOnOs(OS.WINDOWS)
class PlantedSecretsTest {
  private static final String APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

  @TempDir Path home;
  private final List<String> secrets = new ArrayList<>();

  /** Another one each time; none has a shape that gives it away. */
  private String secret() {
    String next = "Zq" + (secrets.size() + 11) + "xWv7Kp" + secrets.size() + "Lm";
    secrets.add(next);
    return next;
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** 30 in the cluster. */
  private void plant(PracticeCluster cluster) {
    List<Object> env = new ArrayList<>();
    for (String name :
        List.of(
            "DB_PASSWORD",
            "DSN",
            "API_KEY",
            "GITHUB_TOKEN",
            "LICENCE",
            "SENTRY",
            "SMTP",
            "PGPASSWORD",
            "CONNECTION",
            "SALT")) {
      env.add(Tree.object("name", name, "value", secret()));
    }
    String applied = "{\"spec\":{\"env\":[{\"name\":\"X\",\"value\":\"" + secret() + "\"}]}}";
    Tree container =
        Tree.object(
            "name",
            "app",
            "image",
            "app",
            "args",
            List.of("--token=" + secret(), "--password", secret(), "https://me:" + secret() + "@h"),
            "env",
            env);
    Tree deployment =
        Yaml.read(
            "{apiVersion: apps/v1, kind: Deployment, metadata: {name: app, namespace: default},"
                + " spec: {replicas: 0, selector: {matchLabels: {app: app}}, template: {metadata:"
                + " {labels: {app: app}}, spec: {containers: []}}}}");
    deployment =
        TreeEdit.put(deployment, List.of(container), "spec", "template", "spec", "containers");
    deployment = TreeEdit.put(deployment, applied, "metadata", "annotations", APPLIED);
    cluster.store().create("deployments.apps", deployment, "team");
    Map<String, Object> data = new HashMap<>();
    for (String key : List.of("a", "b", "c", "d", "password")) {
      data.put(key, base64(secret()));
      secrets.add(data.get(key).toString());
    }
    Tree kept = Tree.object("name", "kept", "namespace", "default");
    String again = "{\"stringData\":{\"x\":\"" + secret() + "\"}}";
    kept = kept.with("annotations", Tree.object(APPLIED, again));
    cluster
        .store()
        .create(
            "secrets",
            Tree.object("apiVersion", "v1", "kind", "Secret", "metadata", kept, "data", data),
            "team");
    Map<String, Object> files = new HashMap<>();
    files.put("app.properties", "db.password=" + secret() + "\nport=8080");
    files.put("config", "users:\n- name: a\n  user:\n    token: " + secret());
    files.put("docker.json", "{\"auths\": {\"r\": {\"auth\": \"" + secret() + "\"}}}");
    files.put("env.yaml", "env:\n- name: KEY\n  value: " + secret());
    files.put("curl.sh", "curl -H 'Authorization: Bearer " + secret() + "' https://h");
    files.put("client-secret", secret());
    cluster
        .store()
        .create(
            "configmaps",
            Tree.object(
                "apiVersion",
                "v1",
                "kind",
                "ConfigMap",
                "metadata",
                Tree.object("name", "files", "namespace", "default"),
                "data",
                files),
            "team");
  }

  /** 10 in the kubeconfig, beside the one that the lab needs. */
  private String planted(String kubeconfig) {
    Tree config = Yaml.read(kubeconfig);
    List<Object> users = new ArrayList<>(config.get("users").items());
    secrets.add(config.at("users[0].user.token").text(""));
    for (int i = 0; i < 3; i++) {
      Tree user =
          Tree.object(
              "token",
              secret(),
              "username",
              "me",
              "password",
              secret(),
              "client-key-data",
              base64("-----BEGIN RSA PRIVATE KEY-----" + secret()));
      users.add(Tree.object("name", "other-" + i, "user", user));
    }
    return Yaml.write(config.with("users", users));
  }

  /** 5 in the environment. */
  private Map<String, String> environment() {
    Map<String, String> env = new HashMap<>();
    env.put("HTTPS_PROXY", "http://me:" + secret() + "@127.0.0.1:9");
    env.put("NO_PROXY", "127.0.0.1,localhost");
    for (String name : List.of("AWS_SECRET_ACCESS_KEY", "GITHUB_TOKEN", "DB_PASSWORD", "KUBE")) {
      env.put(name, secret());
    }
    return env;
  }

  /** 15 or more in what is typed. */
  private String typed() {
    List<String> lines = new ArrayList<>(List.of("run", "try no-policy", "get deploy app -o yaml"));
    lines.addAll(
        List.of(
            "get deploy app -o json",
            "describe deploy app",
            "get secret kept -o yaml",
            "describe secret kept",
            "get cm files -o yaml",
            "get cm files -o json",
            "describe cm files",
            "get deploy -o yaml",
            "get deploy istiod -n istio-system -o yaml",
            "logs deploy/curl",
            "diff",
            "trace http://www.google.com:443"));
    for (int i = 0; i < 5; i++) {
      lines.add(" !true " + secret());
    }
    lines.add(" get pods " + secret());
    lines.add("!true --token=" + secret());
    lines.add("!true --password " + secret());
    lines.add("!true curl -u me:" + secret() + " https://h");
    lines.add("!true curl -H 'Authorization: Bearer " + secret() + "'");
    lines.add("!true curl https://me:" + secret() + "@h/");
    lines.add("!true DB_PASSWORD=" + secret());
    lines.add("!true --from-literal=x=" + secret());
    lines.add("!true '{name: DB_PASSWORD, value: " + secret() + "}'");
    lines.add("get pods --token=" + secret());
    lines.addAll(List.of("log", "why", "fix", "drift", "status", "vars", "quit"));
    return String.join("\n", lines) + "\n";
  }

  @Test
  void none_of_sixty_secrets_is_written_and_every_file_is_this_users_alone() throws Exception {
    PracticeOptions options = PracticeOptions.withIstio("1.27.9").with(ReconcilePace.IMMEDIATE);
    try (PracticeCluster cluster = PracticeCluster.start(options)) {
      plant(cluster);
      Path kubeconfig = home.resolve("mine.yaml");
      Files.writeString(kubeconfig, planted(cluster.kubeconfig()));
      List<String> args = List.of("--kubeconfig", kubeconfig.toString());
      Map<String, String> env = environment();
      LabOutcome session = LabOutcome.of(home, Catalog.builtIn(), args, env, typed());
      assertTrue(session.out().contains("DB_PASSWORD"), session.printed());
      assertTrue(secrets.size() >= 60, secrets.size() + " planted");
      for (String command : List.of("check", "why", "dns", "drift")) {
        List<String> one = new ArrayList<>(List.of(command));
        one.addAll(args);
        LabOutcome outcome = LabOutcome.of(home, Catalog.builtIn(), one, env, "");
        assertEquals(List.of(), found(outcome.printed()), command);
      }
      assertEquals(List.of(), found(session.err()));
      assertTrue(session.out().contains("8 of 8") || session.out().contains("8/8"), "it was held");
      List<Path> written = written();
      assertTrue(
          written.stream().anyMatch(one -> read(one).contains("DB_PASSWORD")), written.toString());
      for (Path file : written) {
        assertEquals(List.of(), found(read(file)), () -> file + "\n" + read(file));
        assertEquals("rw-------", mode(file), file.toString());
        assertEquals("rwx------", mode(file.getParent()), file.toString());
      }
    }
  }

  private List<String> found(String text) {
    return secrets.stream().filter(text::contains).toList();
  }

  private List<Path> written() throws IOException {
    try (Stream<Path> files = Files.walk(home)) {
      return files
          .filter(Files::isRegularFile)
          .filter(one -> !one.getFileName().toString().equals("mine.yaml"))
          .toList();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
