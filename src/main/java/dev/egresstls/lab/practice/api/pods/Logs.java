package dev.egresstls.lab.practice.api.pods;

import dev.egresstls.lab.practice.api.http.ApiResponse;
import dev.egresstls.lab.practice.api.http.IncomingRequest;
import dev.egresstls.lab.practice.api.http.ResourcePath;
import dev.egresstls.lab.practice.api.pods.Kubelet.LogLine;
import dev.egresstls.lab.practice.api.verbs.Wire;
import dev.egresstls.lab.practice.store.ObjectStore;
import dev.egresstls.lab.practice.store.Refusals;
import dev.egresstls.lab.value.Tree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The log subresource of pods. */
public final class Logs {
  private final ObjectStore store;
  private final Kubelet kubelet;

  /** Logs of the pods of a store. */
  public Logs(ObjectStore store, Kubelet kubelet) {
    this.store = store;
    this.kubelet = kubelet;
  }

  /** What was logged so far, as far as it is asked for. */
  public ApiResponse read(IncomingRequest call, ResourcePath at) {
    String container = container(call, at);
    StringBuilder text = new StringBuilder();
    wanted(call, kubelet.log(at.namespace(), at.name(), container))
        .forEach(line -> text.append(shown(call, line)));
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    int most = call.parameter("limitBytes").map(Logs::count).orElse(bytes.length);
    return ApiResponse.text(
        new String(bytes, 0, Math.min(most, bytes.length), StandardCharsets.UTF_8));
  }

  /**
   * What was logged so far and everything from then on.
   *
   * @throws dev.egresstls.lab.practice.store.ApiError before anything is sent
   */
  public String followed(IncomingRequest call, ResourcePath at) {
    return container(call, at);
  }

  /** Sends the lines along the wire until the client goes. */
  public void follow(IncomingRequest call, ResourcePath at, String container, Wire wire) {
    Follower follower = new Follower(line -> sent(call, line, wire));
    AutoCloseable subscription =
        kubelet.follow(at.namespace(), at.name(), container, follower::came);
    wire.onEnd(() -> closed(subscription));
    List<LogLine> old = kubelet.log(at.namespace(), at.name(), container);
    wanted(call, old).forEach(line -> sent(call, line, wire));
    follower.caughtUp(old);
  }

  /**
   * Lines that come while the old ones are sent wait, so that none is lost and none comes twice.
   */
  private static final class Follower {
    private final Consumer<LogLine> next;
    private final List<LogLine> waiting = new ArrayList<>();
    private boolean live;

    Follower(Consumer<LogLine> next) {
      this.next = next;
    }

    synchronized void came(LogLine line) {
      if (live) {
        next.accept(line);
      } else {
        waiting.add(line);
      }
    }

    synchronized void caughtUp(List<LogLine> old) {
      waiting.stream().filter(line -> !old.contains(line)).forEach(next);
      live = true;
    }
  }

  private static void sent(IncomingRequest call, LogLine line, Wire wire) {
    try {
      wire.send(shown(call, line));
    } catch (IOException e) {
      wire.end();
    }
  }

  private static void closed(AutoCloseable subscription) {
    try {
      subscription.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private String container(IncomingRequest call, ResourcePath at) {
    Tree pod = store.read(at.type(), at.namespace(), at.name());
    String container = Container.of(pod, call, true);
    Tree state = Container.state(pod, container);
    if (call.says("previous")) {
      throw Refusals.badRequest(
          "previous terminated container \""
              + container
              + "\" in pod \""
              + at.name()
              + "\" not found");
    }
    if (state.isMissing() || state.get("waiting").isPresent()) {
      throw Refusals.badRequest(
          "container \"%s\" in pod \"%s\" is waiting to start: %s"
              .formatted(
                  container, at.name(), state.at("waiting.reason").text("ContainerCreating")));
    }
    return container;
  }

  private static List<LogLine> wanted(IncomingRequest call, List<LogLine> all) {
    Instant since = since(call);
    List<LogLine> lines = all.stream().filter(line -> !line.at().isBefore(since)).toList();
    Optional<Integer> tail = call.parameter("tailLines").map(Logs::count);
    int first = tail.map(count -> Math.max(0, lines.size() - count)).orElse(0);
    return lines.subList(first, lines.size());
  }

  private static int count(String text) {
    if (!text.matches("\\d{1,9}")) {
      throw Refusals.badRequest("strconv.ParseInt: parsing \"" + text + "\": invalid syntax");
    }
    return Integer.parseInt(text);
  }

  private static Instant since(IncomingRequest call) {
    try {
      return call.parameter("sinceTime")
          .map(Instant::parse)
          .or(
              () ->
                  call.parameter("sinceSeconds")
                      .map(text -> Instant.now().minusSeconds(count(text))))
          .orElse(Instant.EPOCH);
    } catch (DateTimeParseException e) {
      throw Refusals.badRequest("sinceTime cannot be read: " + e.getParsedString());
    }
  }

  private static String shown(IncomingRequest call, LogLine line) {
    return (call.says("timestamps") ? line.at() + " " : "") + line.text() + "\n";
  }
}
