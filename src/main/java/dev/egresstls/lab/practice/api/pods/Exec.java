package dev.egresstls.lab.practice.api.pods;

import dev.egresstls.lab.practice.api.http.IncomingRequest;
import dev.egresstls.lab.practice.api.http.ResourcePath;
import dev.egresstls.lab.practice.store.ApiError;
import dev.egresstls.lab.practice.store.ObjectStore;
import dev.egresstls.lab.practice.store.Refusals;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.Pods.PodTarget;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * The exec subresource of pods, over the sub-protocols v4 and v5 of {@code channel.k8s.io}: each
 * message begins with its channel, and the result is a Status on channel 3.
 */
public final class Exec {
  private final ObjectStore store;
  private final Kubelet kubelet;

  /** Runs commands in the pods of a store. */
  public Exec(ObjectStore store, Kubelet kubelet) {
    this.store = store;
    this.kubelet = kubelet;
  }

  /**
   * A command that may be run.
   *
   * @param container the name of its container
   */
  public record Command(ResourcePath at, String container, List<String> argv, boolean stdin) {}

  /**
   * Looks at a request before it is upgraded.
   *
   * @throws ApiError 400, 404 or 500 if there is nothing to run the command in
   */
  public Command command(IncomingRequest call, ResourcePath at) {
    Tree pod = store.read(at.type(), at.namespace(), at.name());
    List<String> argv = call.query().getOrDefault("command", List.of());
    if (argv.isEmpty()) {
      throw Refusals.badRequest("you must specify at least 1 command for the container");
    }
    String container = Container.of(pod, call, false);
    String phase = pod.at("status.phase").text("");
    if (phase.equals("Succeeded") || phase.equals("Failed")) {
      throw Refusals.badRequest(
          "cannot exec into a container in a completed pod; current phase is " + phase);
    }
    if (Container.state(pod, container).get("running").isMissing()) {
      String message = "unable to upgrade connection: container not found (\"" + container + "\")";
      throw new ApiError(500, "InternalError", message, Tree.MISSING);
    }
    return new Command(at, container, argv, call.says("stdin"));
  }

  /** Runs a command between the client's channels, and says how it ended. */
  public void run(Command command, Channels channels) throws IOException {
    Tree status;
    try {
      int exit =
          kubelet.exec(
              new PodTarget(command.at().namespace(), command.at().name(), command.container()),
              command.argv(),
              channels.stdin(),
              channels.stdout(),
              channels.stderr());
      status = exit == 0 ? success() : failure(exit);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      status = failure(137);
    } catch (ApiError e) {
      status = dev.egresstls.lab.practice.api.http.ApiResponse.status(e);
    }
    channels.finish(status.toString());
  }

  private static Tree success() {
    return Tree.object("metadata", Map.of(), "status", "Success");
  }

  private static Tree failure(int exit) {
    Tree cause = Tree.object("reason", "ExitCode", "message", String.valueOf(exit));
    return Tree.object(
        "metadata",
        Map.of(),
        "status",
        "Failure",
        "message",
        "command terminated with non-zero exit code: exit status " + exit,
        "reason",
        "NonZeroExitCode",
        "details",
        Tree.object("causes", List.of(cause)));
  }
}
