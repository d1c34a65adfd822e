package dev.egresstls.lab.world.kube.config;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Neutral;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.background.Threads;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The {@code exec} credential plugin of a kubeconfig's user, such as {@code aws}, {@code
 * gke-gcloud-auth-plugin} and {@code kubelogin}. It is asked again when its credential expires, or
 * when the server does not accept it. Protocol: {@code client.authentication.k8s.io/v1} and {@code
 * v1beta1} (k8s.io/client-go/plugin/pkg/client/auth/exec @1.33).
 */
final class CredentialPlugin {
  private static final String GROUP = "client.authentication.k8s.io/";
  private static final List<String> VERSIONS = List.of(GROUP + "v1", GROUP + "v1beta1");
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int LONGEST_ANSWER = 1024 * 1024;

  /**
   * What a plugin gave.
   *
   * @param token a bearer token
   * @param certificate a client certificate and its key, as PEM; both or neither
   * @param expires when it has to be asked again
   */
  record Credential(
      Optional<String> token,
      Optional<String> certificate,
      Optional<String> key,
      Optional<Instant> expires) {

    boolean expired(Instant now) {
      return expires.filter(end -> !now.isBefore(end)).isPresent();
    }
  }

  private final KubeContext context;
  private final Tree exec;
  private Optional<Credential> last = Optional.empty();

  /**
   * The plugin of a context.
   *
   * @throws LabFailure (precondition) if the kubeconfig describes it wrongly, or it needs a
   *     terminal
   */
  CredentialPlugin(KubeContext context) {
    this.context = context;
    this.exec = context.user().get("exec");
    if (!VERSIONS.contains(version())) {
      throw unusable(say("world.plugin.version", command(), version(), VERSIONS.get(0)));
    }
    if (command().isBlank()) {
      throw unusable(say("world.plugin.unnamed"));
    }
    if (exec.get("interactiveMode").text("").equals("Always")) {
      throw unusable(say("world.plugin.interactive", command()));
    }
  }

  private String version() {
    return exec.get("apiVersion").text("");
  }

  private String command() {
    return exec.get("command").text("");
  }

  /** The credential; asks the plugin if there is none, or it has expired. */
  synchronized Credential credential(Instant now) {
    if (last.isEmpty() || last.get().expired(now)) {
      last = Optional.of(ask());
    }
    return last.get();
  }

  /** As {@link #credential}, after the server refused the one that was given. */
  synchronized Credential another() {
    last = Optional.of(ask());
    return last.get();
  }

  private Credential ask() {
    Process process = start();
    try {
      // Both streams are read while it runs: a full pipe would stop it.
      CompletableFuture<String> out = read(process.getInputStream());
      CompletableFuture<String> err = read(process.getErrorStream());
      if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw unusable(say("world.plugin.slow", command(), PATIENCE.toSeconds()));
      }
      if (process.exitValue() != 0) {
        throw unusable(
            say("world.plugin.failed", command(), process.exitValue(), lastLine(err.join())));
      }
      return parsed(out.join());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Problem.of(Problem.Kind.INTERRUPTED, say("world.server.interrupted")).failure();
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private Process start() {
    List<String> argv = new ArrayList<>(List.of(command()));
    argv.addAll(exec.get("args").texts());
    ProcessBuilder builder = new ProcessBuilder(argv);
    exec.get("env")
        .items()
        .forEach(
            one -> builder.environment().put(one.get("name").text(""), one.get("value").text("")));
    builder.environment().put("KUBERNETES_EXEC_INFO", Json.write(info()));
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      return process;
    } catch (IOException e) {
      String hint = exec.get("installHint").text("").strip();
      throw unusable(
          hint.isEmpty()
              ? say("world.plugin.missing", command())
              : say("world.plugin.missing.hint", command(), hint));
    }
  }

  private Tree info() {
    Map<String, Object> spec = new LinkedHashMap<>();
    spec.put("interactive", false);
    if (exec.get("provideClusterInfo").isTrue()) {
      spec.put("cluster", cluster());
    }
    return Tree.object("apiVersion", version(), "kind", "ExecCredential", "spec", Tree.of(spec));
  }

  /** The cluster as plugins get it, with what its extension holds for them. */
  private Tree cluster() {
    Tree from = context.cluster();
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("server", context.server());
    for (String key : List.of("tls-server-name", "insecure-skip-tls-verify", "proxy-url")) {
      if (from.get(key).isPresent()) {
        told.put(key, from.get(key).raw());
      }
    }
    CertificateAuthority.data(context)
        .ifPresent(pem -> told.put("certificate-authority-data", pem));
    from.get("extensions").items().stream()
        .filter(one -> one.get("name").text("").equals(GROUP + "exec"))
        .findFirst()
        .ifPresent(one -> told.put("config", one.get("extension").raw()));
    return Tree.of(told);
  }

  private static CompletableFuture<String> read(InputStream stream) {
    CompletableFuture<String> text = new CompletableFuture<>();
    Threads.start(
        "credential-plugin",
        () -> {
          try (stream) {
            byte[] bytes = stream.readNBytes(LONGEST_ANSWER);
            text.complete(new String(bytes, StandardCharsets.UTF_8));
          } catch (IOException e) {
            text.complete("");
          }
        });
    return text;
  }

  private static String lastLine(String text) {
    return text.lines().filter(line -> !line.isBlank()).reduce((a, b) -> b).orElse("");
  }

  private Credential parsed(String answer) {
    Tree json;
    try {
      json = Json.read(answer);
    } catch (Json.Malformed e) {
      throw unusable(say("world.plugin.noJson", command()));
    }
    if (!json.get("apiVersion").text("").equals(version())) {
      throw unusable(
          say("world.plugin.otherVersion", command(), json.get("apiVersion").text(""), version()));
    }
    Tree status = json.get("status");
    Credential credential =
        new Credential(
            filled(status, "token"),
            filled(status, "clientCertificateData"),
            filled(status, "clientKeyData"),
            filled(status, "expirationTimestamp").map(this::instant));
    if (credential.certificate().isPresent() != credential.key().isPresent()
        || credential.token().isEmpty() && credential.certificate().isEmpty()) {
      throw unusable(say("world.plugin.empty", command()));
    }
    return credential;
  }

  private Instant instant(String text) {
    try {
      return java.time.OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      throw unusable(say("world.plugin.noTime", command(), text));
    }
  }

  private static Optional<String> filled(Tree status, String key) {
    return status.get(key).text().filter(text -> !text.isEmpty());
  }

  private LabFailure unusable(String because) {
    return ClientConfigs.unusable(context, Neutral.line(because));
  }
}
