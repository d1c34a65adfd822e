package dev.egresstls.lab.world.kube;

import dev.egresstls.lab.mesh.envoy.LargeDump;
import dev.egresstls.lab.practice.api.pods.Kubelet;
import dev.egresstls.lab.world.Pods.PodTarget;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/**
 * Knows {@code true}, {@code both}, {@code large}, {@code hang} and {@code pilot-agent}; and two
 * ports: 7 gives back what it gets, 9 takes all and says nothing.
 */
final class ShortKubelet implements Kubelet {
  static final int LARGE = 3_000_000;
  static final int ECHO = 7;
  static final int SILENT = 9;

  /** Released once {@code hang} has begun. */
  final Semaphore hanging = new Semaphore(0);

  private final int entries;
  private final CountDownLatch over = new CountDownLatch(1);
  private final List<LogLine> lines = new CopyOnWriteArrayList<>();

  ShortKubelet() {
    this(0);
  }

  /** Its {@code pilot-agent} knows so many clusters and listeners. */
  ShortKubelet(int entries) {
    this.entries = entries;
  }

  @Override
  public int exec(
      PodTarget target,
      List<String> argv,
      InputStream stdin,
      OutputStream stdout,
      OutputStream stderr)
      throws IOException, InterruptedException {
    switch (argv.get(0)) {
      case "both":
        String words = String.join(" ", argv.subList(1, argv.size()));
        stdout.write(("out " + words + "\n").getBytes(StandardCharsets.UTF_8));
        stderr.write("err\n".getBytes(StandardCharsets.UTF_8));
        return 7;
      case "large":
        stdout.write("x".repeat(LARGE).getBytes(StandardCharsets.UTF_8));
        return 0;
      case "pilot-agent":
        LargeDump.of(entries).transferTo(stdout);
        return 0;
      case "hang":
        hanging.release();
        over.await();
        return 0;
      default:
        return 0;
    }
  }

  @Override
  public void forward(String namespace, String pod, int port, InputStream in, OutputStream out)
      throws IOException, InterruptedException {
    if (port == ECHO) {
      in.transferTo(out);
    } else if (port == SILENT) {
      in.transferTo(OutputStream.nullOutputStream());
    } else {
      Kubelet.super.forward(namespace, pod, port, in, out);
    }
  }

  /** Ends what hangs: the server waits for it. */
  void end() {
    over.countDown();
  }

  void logs(Instant at, String text) {
    lines.add(new LogLine(at, text));
  }

  @Override
  public List<LogLine> log(String namespace, String pod, String container) {
    return List.copyOf(lines);
  }

  @Override
  public AutoCloseable follow(
      String namespace, String pod, String container, Consumer<LogLine> listener) {
    return () -> {};
  }
}
