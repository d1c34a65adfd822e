package dev.egresstls.lab.world.kube;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Tree;
import io.fabric8.kubernetes.client.http.WebSocket;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What comes back from an exec: the first byte of a message is the channel it belongs to. */
final class ExecChannels implements WebSocket.Listener {
  private static final int STDOUT = 1;
  private static final int STDERR = 2;
  private static final int STATUS = 3;
  private static final int MOST_BYTES = 64 * 1024 * 1024;

  private final ByteArrayOutputStream stdout = new ByteArrayOutputStream();
  private final ByteArrayOutputStream stderr = new ByteArrayOutputStream();
  private final CompletableFuture<Tree> status = new CompletableFuture<>();
  private final Optional<Pipe> pipe;
  private volatile boolean heard;

  /**
   * Channels.
   *
   * @param pipe takes stdout, which is held here if there is none
   */
  ExecChannels(Optional<Pipe> pipe) {
    this.pipe = pipe;
    pipe.ifPresent(one -> status.whenComplete((end, failure) -> one.end(failure)));
  }

  /** What is asked for next comes once there is room for it; that holds back the other side. */
  @Override
  public void onMessage(WebSocket socket, ByteBuffer message) {
    heard = true;
    if (message.hasRemaining()) {
      int channel = message.get();
      byte[] bytes = new byte[message.remaining()];
      message.get(bytes);
      if (channel == STDOUT && pipe.isPresent()) {
        pipe.get().put(bytes, socket::request);
        return;
      }
      take(channel, bytes);
    }
    socket.request();
  }

  private void take(int channel, byte[] bytes) {
    if (channel == STDOUT) {
      append(stdout, bytes);
    } else if (channel == STDERR) {
      append(stderr, bytes);
    } else if (channel == STATUS) {
      finish(new String(bytes, StandardCharsets.UTF_8));
    }
  }

  private void append(ByteArrayOutputStream to, byte[] bytes) {
    if (to.size() + bytes.length > MOST_BYTES) {
      failIf(new IOException(say("world.exec.too-much", MOST_BYTES)));
    } else {
      to.writeBytes(bytes);
    }
  }

  private void finish(String json) {
    try {
      status.complete(Json.read(json));
    } catch (Json.Malformed e) {
      status.completeExceptionally(new IOException(say("world.exec.no-status"), e));
    }
  }

  @Override
  public void onClose(WebSocket socket, int code, String reason) {
    failIf(new IOException(say("world.exec.cut-off")));
    socket.sendClose(code, "");
  }

  @Override
  public void onError(WebSocket socket, Throwable error) {
    failIf(error);
  }

  void failIf(Throwable error) {
    if (error != null) {
      status.completeExceptionally(error);
    }
  }

  /** Whether anything has come back. */
  boolean heard() {
    return heard;
  }

  /** The status that ends the exec; all output has arrived before it. */
  CompletableFuture<Tree> status() {
    return status;
  }

  String stdout() {
    return stdout.toString(StandardCharsets.UTF_8);
  }

  String stderr() {
    return stderr.toString(StandardCharsets.UTF_8);
  }
}
