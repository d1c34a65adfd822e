package dev.egresstls.lab.world.kube;

import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.value.Neutral;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.Pods.ExecResult;
import dev.egresstls.lab.world.kube.rest.Answer;
import dev.egresstls.lab.world.kube.rest.ApiServer;
import dev.egresstls.lab.world.kube.rest.Call;
import io.fabric8.kubernetes.client.http.WebSocket;
import io.fabric8.kubernetes.client.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs one command in a container. */
final class Exec {
  private static final String SUBPROTOCOL = "v4.channel.k8s.io";

  private final ApiServer server;
  private final String namespace;
  private final String pod;
  private final String container;
  private final List<String> argv;

  Exec(ApiServer server, String namespace, String pod, String container, List<String> argv) {
    this.server = server;
    this.namespace = namespace;
    this.pod = pod;
    this.container = container;
    this.argv = argv;
  }

  ExecResult run(String path, Duration patience) throws InterruptedException {
    ExecChannels channels = new ExecChannels();
    CompletableFuture<WebSocket> socket = server.webSocket(path, SUBPROTOCOL, channels);
    socket.whenComplete((open, e) -> channels.failIf(e));
    try {
      Tree status = channels.status().get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return new ExecResult(exitCode(status), channels.stdout(), channels.stderr());
    } catch (ExecutionException e) {
      throw failure(e.getCause(), path);
    } catch (TimeoutException e) {
      throw tooSlow(patience).failure();
    } finally {
      socket.thenAccept(open -> open.sendClose(1000, ""));
    }
  }

  /**
   * The exit code in the status that ends an exec: Success means 0, else a cause of reason ExitCode
   * has it (k8s.io/client-go tools/remotecommand, v4 protocol).
   */
  private int exitCode(Tree status) {
    if (status.get("status").text("").equals("Success")) {
      return 0;
    }
    return status.at("details.causes").items().stream()
        .filter(cause -> cause.get("reason").text("").equals("ExitCode"))
        .flatMap(cause -> cause.get("message").text().stream())
        .filter(code -> code.matches("[0-9]{1,9}"))
        .map(Integer::parseInt)
        .findFirst()
        .orElseThrow(() -> notRun(status.get("message").text("no reason given")).failure());
  }

  private LabFailure failure(Throwable cause, String path) {
    for (Throwable e = cause; e != null; e = e.getCause()) {
      if (e instanceof WebSocketHandshakeException refusal) {
        return refused(refusal.getResponse().code(), path).failure();
      }
    }
    return server.problems().of(cause).failure();
  }

  /** A refused handshake carries no words; the same request without it gets them. */
  private Problem refused(int code, String path) {
    Call call = Call.get(path, "create pods/exec in namespace " + namespace);
    Answer answer = server.send(call);
    if (answer.code() == 401 || answer.code() == 403) {
      return server.problems().refused(call.does(), answer);
    }
    boolean saysWhy = answer.tree().get("kind").text("").equals("Status");
    return notRun(
        saysWhy && !answer.message().toLowerCase(Locale.ROOT).contains("upgrade")
            ? answer.message()
            : "HTTP status " + code);
  }

  private Problem notRun(String because) {
    return Problem.of(
            Problem.Kind.PRECONDITION,
            argv.get(0) + " cannot be run in container " + where(),
            "kubectl describe pod " + pod + " -n " + namespace)
        .because(Neutral.line(because));
  }

  private Problem tooSlow(Duration patience) {
    return Problem.of(
        Problem.Kind.PATIENCE,
        argv.get(0)
            + " in container "
            + where()
            + " has not ended within "
            + patience.toSeconds()
            + " s",
        "kubectl logs " + pod + " -n " + namespace + " -c " + container);
  }

  private String where() {
    return container + " of pod " + namespace + "/" + pod;
  }
}
