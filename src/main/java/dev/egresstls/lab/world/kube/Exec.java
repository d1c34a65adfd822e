package dev.egresstls.lab.world.kube;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.value.Neutral;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.Pods.ExecResult;
import dev.egresstls.lab.world.Pods.PodTarget;
import dev.egresstls.lab.world.kube.rest.ApiClient;
import dev.egresstls.lab.world.kube.rest.ApiOperation;
import io.fabric8.kubernetes.client.http.WebSocket;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Runs one command in a container. */
final class Exec {
  private static final String SUBPROTOCOL = "v4.channel.k8s.io";

  private final ApiClient server;
  private final PodTarget target;
  private final List<String> argv;

  Exec(ApiClient server, PodTarget target, List<String> argv) {
    this.server = server;
    this.target = target;
    this.argv = argv;
  }

  ExecResult run(String path, Duration patience) throws InterruptedException {
    return LostFirstBytes.again(
        e -> unanswered(e, path),
        () -> run(path, patience, new ExecChannels(Optional.empty()), () -> {}));
  }

  /** The same, with stdout read as it comes. */
  ExecResult stream(String path, Duration patience, Consumer<InputStream> stdout)
      throws InterruptedException {
    return LostFirstBytes.again(e -> unanswered(e, path), () -> streamOnce(path, patience, stdout));
  }

  private ExecResult streamOnce(String path, Duration patience, Consumer<InputStream> stdout)
      throws InterruptedException {
    Pipe pipe = new Pipe(patience);
    RuntimeException[] thrown = {null};
    ExecChannels channels = new ExecChannels(Optional.of(pipe));
    ExecResult result =
        run(path, patience, channels, () -> thrown[0] = readToTheEnd(pipe, stdout).orElse(null));
    if (result.exit() == 0 && thrown[0] != null) {
      throw thrown[0];
    }
    return result;
  }

  /** Gives what the reader threw, which counts only if the command did not fail itself. */
  private static Optional<RuntimeException> readToTheEnd(Pipe pipe, Consumer<InputStream> stdout) {
    Optional<RuntimeException> thrown = Optional.empty();
    try {
      stdout.accept(pipe);
    } catch (RuntimeException e) {
      thrown = Optional.of(e);
    }
    pipe.drain();
    return thrown;
  }

  private ExecResult run(String path, Duration patience, ExecChannels channels, Runnable meanwhile)
      throws InterruptedException {
    long start = System.nanoTime();
    CompletableFuture<WebSocket> socket = server.webSocket(path, SUBPROTOCOL, channels);
    socket.whenComplete((open, e) -> channels.failIf(e));
    try {
      meanwhile.run();
      long left = patience.toNanos() - (System.nanoTime() - start);
      Tree status = channels.status().get(Math.max(0, left), TimeUnit.NANOSECONDS);
      return new ExecResult(exitCode(status), channels.stdout(), channels.stderr());
    } catch (ExecutionException e) {
      LostFirstBytes.throwIf(e.getCause(), channels.heard());
      throw unanswered(e.getCause(), path);
    } catch (TimeoutException e) {
      throw tooSlow(patience).failure();
    } finally {
      socket.thenAccept(open -> open.sendClose(1000, ""));
    }
  }

  private RuntimeException unanswered(Throwable cause, String path) {
    Handshakes handshakes =
        new Handshakes(server, ApiOperation.in(target.namespace(), "create pods/exec"));
    return handshakes.failure(cause, path, this::notRun);
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
        .orElseThrow(
            () -> notRun(status.get("message").text(say("world.exec.no-reason"))).failure());
  }

  private Problem notRun(String because) {
    return Problem.of(
            Problem.Kind.PRECONDITION,
            say("world.exec.not-run", argv.get(0), target.container(), podName()),
            "kubectl describe target.pod() " + target.pod() + " -n " + target.namespace())
        .because(Neutral.line(because));
  }

  private Problem tooSlow(Duration patience) {
    return Problem.of(
        Problem.Kind.PATIENCE,
        say(
            "world.exec.too-slow",
            argv.get(0),
            target.container(),
            podName(),
            patience.toSeconds()),
        "kubectl logs " + target.pod() + " -n " + target.namespace() + " -c " + target.container());
  }

  private String podName() {
    return target.namespace() + "/" + target.pod();
  }
}
