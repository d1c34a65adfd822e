package dev.egresstls.lab.world.kube;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.world.PodConnection;
import dev.egresstls.lab.world.Pods;
import dev.egresstls.lab.world.Pods.PodTarget;
import dev.egresstls.lab.world.kube.config.ClientConfigs;
import dev.egresstls.lab.world.kube.config.KubeContext;
import dev.egresstls.lab.world.kube.rest.ApiClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** WebSockets whose first bytes make no sense. */
@Timeout(60)
class LostFirstBytesTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final byte[] NONSENSE = {(byte) 0xd2, 4, 'a', 'b', 'c', 'd'};

  @TempDir Path folder;
  private final AtomicInteger calls = new AtomicInteger();
  private ServerSocket listening;
  private Pods pods;

  @BeforeEach
  void listen() throws IOException {
    listening = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    KubeContext context = ScriptedServer.context("http://127.0.0.1:" + listening.getLocalPort());
    pods =
        new KubePods(
            new ApiClient(ClientConfigs.client(context, uri -> Optional.empty(), LONG), context));
  }

  @AfterEach
  void close() throws IOException {
    listening.close();
  }

  /** Answers each call with the next of these, and the last one again and again. */
  private void answer(byte[]... answers) {
    background(
        () -> {
          while (true) {
            Socket socket = listening.accept();
            byte[] frames = answers[Math.min(calls.getAndIncrement(), answers.length - 1)];
            background(() -> talk(socket, frames));
          }
        });
  }

  /** Goes only when the client does: what was sent would not be read else. */
  private static void talk(Socket socket, byte[] frames) throws IOException {
    try (socket) {
      Handshake.answer(socket);
      socket.getOutputStream().write(frames);
      socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    }
  }

  private interface Work {
    void run() throws IOException;
  }

  private static void background(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException e) {
                // The test is over, or the client has gone.
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  private static byte[] frames(String... messages) {
    ByteArrayOutputStream frames = new ByteArrayOutputStream();
    for (String message : messages) {
      frames.write(0x82);
      frames.write(message.length());
      frames.writeBytes(message.getBytes(UTF_8));
    }
    return frames.toByteArray();
  }

  private static byte[] good() {
    return frames("\u0001hello", "\u0003{\"status\":\"Success\"}");
  }

  @Test
  void a_call_that_was_misread_is_made_again() throws InterruptedException {
    answer(NONSENSE, NONSENSE, good());
    Pods.ExecResult result =
        pods.exec(new PodTarget("default", "curl", "curl"), List.of("true"), LONG);
    assertEquals(new Pods.ExecResult(0, "hello", ""), result);
  }

  @Test
  void so_is_one_whose_output_is_read_as_it_comes() throws InterruptedException {
    answer(NONSENSE, good());
    StringBuilder read = new StringBuilder();
    pods.stream(
        new PodTarget("default", "curl", "curl"),
        List.of("true"),
        LONG,
        in -> read.append(whole(in)));
    assertEquals("hello", read.toString());
  }

  private static String whole(InputStream in) {
    try {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void so_is_a_connection_to_a_port() throws Exception {
    answer(NONSENSE, frames("\0\u0007\0", "\u0001\u0007\0", "\0hello"));
    try (PodConnection open = pods.connect("default", "web", 7, LONG)) {
      assertEquals("hello", new String(open.receive(), UTF_8));
    }
  }

  @Test
  void what_is_misread_each_time_or_after_it_was_heard_is_told() {
    answer(NONSENSE, NONSENSE, NONSENSE, good());
    told();
    assertTrue(calls.get() >= 3, "three calls were made");
  }

  @Test
  void a_command_that_has_said_something_is_not_run_again() {
    ByteArrayOutputStream half = new ByteArrayOutputStream();
    half.writeBytes(frames("\u0001hel"));
    half.writeBytes(NONSENSE);
    answer(half.toByteArray(), good());
    told();
  }

  private void told() {
    Problem problem =
        assertThrows(
                LabFailure.class,
                () -> pods.exec(new PodTarget("default", "curl", "curl"), List.of("true"), LONG))
            .problem();
    assertTrue(problem.what().contains("does not answer"), problem.what());
  }
}
