package dev.egresstls.lab.check;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.mesh.envoy.ConfigDump;
import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.world.Pods;
import dev.egresstls.lab.world.Pods.PodTarget;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Reads what sidecars are configured with, by pilot-agent in the pod: with one exec, however many
 * kinds of resources are asked for, since Envoy narrows a whole dump by name as well (envoy
 * source/server/admin/config_dump_handler.cc). It is read as it comes, and what is not asked for is
 * not kept.
 */
public final class SidecarDumps {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String CONTAINER = "istio-proxy";

  private final Pods pods;

  /** Reads from the pods of one cluster. */
  public SidecarDumps(Pods pods) {
    this.pods = pods;
  }

  /**
   * The resources with these names.
   *
   * @throws LabFailure (precondition) if the answer is no config dump; or if the cluster does not
   *     let us
   */
  public ConfigDump read(String namespace, String pod, NameFilter names)
      throws InterruptedException {
    String path = "config_dump?name_regex=" + names.regex();
    AtomicReference<ConfigDump> read = new AtomicReference<>();
    Pods.ExecResult result;
    try {
      result =
          pods.stream(
              new PodTarget(namespace, pod, CONTAINER),
              List.of("pilot-agent", "request", "GET", path),
              PATIENCE,
              bytes -> read.set(ConfigDump.read(bytes, names::wants)));
    } catch (Json.Malformed e) {
      throw unreadable(say("check.dump.notJson", e.getMessage()));
    }
    if (result.exit() != 0) {
      throw unreadable(say("check.dump.failed", result.exit(), result.stderr()));
    }
    return read.get();
  }

  private static LabFailure unreadable(String why) {
    return Problem.of(Problem.Kind.PRECONDITION, say("check.dump.silent"))
        .because(why.strip())
        .failure();
  }
}
