package dev.egresstls.lab.practice.node;

import dev.egresstls.lab.practice.api.pods.Kubelet.LogLine;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** What the containers of the node have written. May be used from any thread. */
public final class ContainerLogs {
  /** As a kubelet rotates logs, the oldest lines go first. */
  private static final int MOST_LINES = 5000;

  private final Map<String, Log> logs = new ConcurrentHashMap<>();
  private final Clock clock;

  public ContainerLogs(Clock clock) {
    this.clock = clock;
  }

  private static final class Log {
    private final Deque<LogLine> lines = new ArrayDeque<>();
    private final List<Consumer<LogLine>> readers = new CopyOnWriteArrayList<>();
  }

  private Log log(String namespace, String pod, String container) {
    return logs.computeIfAbsent(namespace + "/" + pod + "/" + container, key -> new Log());
  }

  /** Adds a line to a container's log, at this moment. */
  public void append(String namespace, String pod, String container, String text) {
    append(namespace, pod, container, new LogLine(clock.now(), text));
  }

  private void append(String namespace, String pod, String container, LogLine line) {
    Log log = log(namespace, pod, container);
    synchronized (log.lines) {
      log.lines.add(line);
      if (log.lines.size() > MOST_LINES) {
        log.lines.poll();
      }
      log.readers.forEach(reader -> reader.accept(line));
    }
  }

  /** Its lines so far. */
  public List<LogLine> lines(String namespace, String pod, String container) {
    Log log = log(namespace, pod, container);
    synchronized (log.lines) {
      return new ArrayList<>(log.lines);
    }
  }

  /** Hears of each further line, until closed. */
  public AutoCloseable follow(
      String namespace, String pod, String container, Consumer<LogLine> reader) {
    Log log = log(namespace, pod, container);
    synchronized (log.lines) {
      log.readers.add(reader);
    }
    return () -> log.readers.remove(reader);
  }

  /** Drops the logs of a pod that is gone. */
  public void drop(Tree pod) {
    String prefix =
        pod.at("metadata.namespace").text("") + "/" + pod.at("metadata.name").text("") + "/";
    logs.keySet().removeIf(key -> key.startsWith(prefix));
  }

  /** This moment, as the log's clock has it. */
  public Instant now() {
    return clock.now();
  }
}
