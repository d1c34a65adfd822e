package dev.egresstls.lab.check;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.mesh.Dial;
import dev.egresstls.lab.mesh.PathModel;
import dev.egresstls.lab.mesh.envoy.AccessLogLine;
import dev.egresstls.lab.mesh.envoy.CurlOutput;
import dev.egresstls.lab.world.Clock;
import dev.egresstls.lab.world.Pods;
import dev.egresstls.lab.world.Pods.PodTarget;
import dev.egresstls.lab.world.WaitUntil;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

/**
 * Sends requests by curl from a pod. The sidecar's access-log line of a request is found by the
 * request's own connection: curl's local port is the port of the downstream address in it.
 */
public final class RequestSender {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** curl gives up by itself before our patience ends, so that its own words are seen. */
  private static final String MOST_SECONDS = "10";

  /** Envoy writes its log at most a second late (istio pkg/envoy/proxy.go:131 @1.30.3). */
  private static final Duration LOG_PATIENCE = Duration.ofSeconds(3);

  private static final Duration LOG_INTERVAL = Duration.ofMillis(250);

  /** This machine's clock and the node's may differ; the line is found by its port anyway. */
  private static final Duration CLOCK_SKEW = Duration.ofSeconds(60);

  /** Tells who was connected to, and prints the headers of the answer. */
  private static final List<String> USUAL = List.of("curl", "-v", "-o", "/dev/null", "-D", "-");

  private final Pods pods;
  private final Clock clock;

  /** Sends from the pods of one cluster. */
  public RequestSender(Pods pods, Clock clock) {
    this.pods = pods;
    this.clock = clock;
  }

  /**
   * The command that sends a request, where its author names no other.
   *
   * @param host the Host that it names; empty for that of the URL
   */
  public static List<String> command(String url, Optional<String> host) {
    List<String> command = new ArrayList<>(USUAL);
    host.ifPresent(name -> command.addAll(List.of("-H", "Host: " + name)));
    command.add(url);
    return command;
  }

  /**
   * A request that was sent.
   *
   * @param exit curl's exit code
   * @param line what the sidecar logged for this connection; empty if it logged nothing
   */
  public record Sent(Dial dial, int exit, CurlOutput curl, Optional<AccessLogLine> line) {}

  /**
   * Sends a request and waits for its log line.
   *
   * @param argv a curl command with an http or https URL; options that bound it and make it say
   *     what happened are added
   * @throws dev.egresstls.lab.lab.LabFailure (usage) if there is no URL in the command; or if the
   *     cluster does not let us
   */
  public Sent send(ClientPod client, List<String> argv) throws InterruptedException {
    Dial dial = dial(argv, client);
    List<String> command = new ArrayList<>(argv);
    command.addAll(List.of("-m", MOST_SECONDS, "-w", CurlOutput.WRITE_OUT));
    Instant since = clock.now().minus(CLOCK_SKEW);
    Pods.ExecResult result =
        pods.exec(
            new PodTarget(client.namespace(), client.name(), client.container()),
            command,
            PATIENCE);
    CurlOutput curl = CurlOutput.parse(result.stdout(), result.stderr());
    Optional<AccessLogLine> line = Optional.empty();
    if (client.sidecar() && curl.connection().localPort().isPresent()) {
      int port = curl.connection().localPort().get();
      line = logLine(client.namespace(), client.name(), since, one -> one.isFrom(port));
    }
    return new Sent(dial, result.exit(), curl, line);
  }

  private static Dial dial(List<String> argv, ClientPod client) {
    return PathModel.dial(argv, client.namespace(), client.name())
        .orElseThrow(
            () ->
                Problem.of(Problem.Kind.USAGE, say("check.noUrl", String.join(" ", argv)))
                    .failure());
  }

  /** What a proxy logged that fits, the last of it; waits a little, for it is written late. */
  Optional<AccessLogLine> logLine(
      String namespace, String pod, Instant since, Predicate<AccessLogLine> fits)
      throws InterruptedException {
    AtomicReference<AccessLogLine> line = new AtomicReference<>();
    WaitUntil.asking(
        clock,
        LOG_INTERVAL,
        LOG_PATIENCE,
        () -> {
          pods.log(namespace, pod, "istio-proxy", since).stream()
              .flatMap(text -> AccessLogLine.parse(text).stream())
              .filter(fits)
              .forEach(line::set);
          return line.get() != null;
        });
    return Optional.ofNullable(line.get());
  }

  /** The same of what was logged lately. */
  Optional<AccessLogLine> logLine(String namespace, String pod, Predicate<AccessLogLine> fits)
      throws InterruptedException {
    return logLine(namespace, pod, clock.now().minus(CLOCK_SKEW), fits);
  }
}
