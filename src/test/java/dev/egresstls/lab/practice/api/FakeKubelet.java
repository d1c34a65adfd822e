package dev.egresstls.lab.practice.api;

import dev.egresstls.lab.practice.api.pods.Kubelet;
import dev.egresstls.lab.world.Pods.PodTarget;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Runs {@code cat}, {@code upto BYTES}, {@code fail CODE} and {@code echo WORDS}, and logs what it
 * is told.
 */
final class FakeKubelet implements Kubelet {
  static final int ECHO = 7;
  static final int TALKER = 19;
  static final int MUCH = 1_000_000;

  private final List<LogLine> lines = new ArrayList<>();
  private final List<Consumer<LogLine>> followers = new CopyOnWriteArrayList<>();

  @Override
  public int exec(
      PodTarget target,
      List<String> argv,
      InputStream stdin,
      OutputStream stdout,
      OutputStream stderr)
      throws IOException {
    switch (argv.get(0)) {
      case "cat":
        stdin.transferTo(stdout);
        return 0;
      case "upto": // the v4 protocol cannot say that stdin is over, so it reads so many bytes
        stdout.write(stdin.readNBytes(Integer.parseInt(argv.get(1))));
        return 0;
      case "fail":
        stderr.write("it failed\n".getBytes(StandardCharsets.UTF_8));
        return Integer.parseInt(argv.get(1));
      default:
        String text = target.container() + ": " + String.join(" ", argv) + "\n";
        stdout.write(text.getBytes(StandardCharsets.UTF_8));
        return 0;
    }
  }

  /** Port 7 gives back what it gets, port 19 says much and hangs up, and the others are closed. */
  @Override
  public void forward(String namespace, String pod, int port, InputStream in, OutputStream out)
      throws IOException, InterruptedException {
    if (port == ECHO) {
      in.transferTo(out);
    } else if (port == TALKER) {
      out.write("x".repeat(MUCH).getBytes(StandardCharsets.UTF_8));
    } else {
      Kubelet.super.forward(namespace, pod, port, in, out);
    }
  }

  synchronized void logs(String text) {
    LogLine line = new LogLine(Instant.now(), text);
    lines.add(line);
    followers.forEach(follower -> follower.accept(line));
  }

  @Override
  public synchronized List<LogLine> log(String namespace, String pod, String container) {
    return List.copyOf(lines);
  }

  @Override
  public AutoCloseable follow(
      String namespace, String pod, String container, Consumer<LogLine> listener) {
    followers.add(listener);
    return () -> followers.remove(listener);
  }
}
