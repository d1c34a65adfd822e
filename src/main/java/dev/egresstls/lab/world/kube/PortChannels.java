package dev.egresstls.lab.world.kube;

import static dev.egresstls.lab.message.Messages.say;

import io.fabric8.kubernetes.client.http.WebSocket;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What comes back from a forwarded port: the first byte of a message is its channel, 0 for data and
 * 1 for errors, and the first message of each channel is the port's number
 * (k8s.io/kubelet/pkg/cri/streaming/portforward/websocket.go @1.33). The next message is asked for
 * when the one before has been taken, so nothing piles up.
 */
final class PortChannels implements WebSocket.Listener {
  private static final int CHANNELS = 2;
  private static final int DATA = 0;
  private static final int PORT_BYTES = 2;

  /** How a WebSocket ends in good order (RFC 6455, section 7.4.1). */
  private static final int CLOSED = 1000;

  private static final int CLOSED_WITHOUT_A_WORD = 1005;

  /**
   * A piece of what came, or how it ended.
   *
   * @param failure null unless it ended badly
   */
  private record Piece(byte[] bytes, Throwable failure) {}

  private final BlockingQueue<Piece> pieces = new LinkedBlockingQueue<>();
  private final int[] announced = new int[CHANNELS];
  private final CompletableFuture<Void> first = new CompletableFuture<>();
  private boolean over;

  /** The far end could not reach the port, and says why. */
  static final class Refused extends IOException {
    private static final long serialVersionUID = 1L;

    Refused(String message) {
      super(message);
    }
  }

  @Override
  public void onMessage(WebSocket socket, ByteBuffer message) {
    first.complete(null);
    int channel = message.hasRemaining() ? message.get() : -1;
    if (channel < 0 || channel >= CHANNELS) {
      socket.request();
      return;
    }
    while (announced[channel] < PORT_BYTES && message.hasRemaining()) {
      message.get();
      announced[channel]++;
    }
    byte[] bytes = new byte[message.remaining()];
    message.get(bytes);
    take(socket, channel, bytes);
  }

  private void take(WebSocket socket, int channel, byte[] bytes) {
    if (bytes.length == 0) {
      socket.request();
    } else if (channel == DATA) {
      pieces.add(new Piece(bytes, null));
    } else {
      failIf(new Refused(new String(bytes, StandardCharsets.UTF_8)));
    }
  }

  @Override
  public void onClose(WebSocket socket, int code, String reason) {
    first.complete(null);
    boolean orderly = code == CLOSED || code == CLOSED_WITHOUT_A_WORD;
    pieces.add(
        new Piece(
            new byte[0],
            orderly ? null : new IOException(say("world.connection.closed-with", code))));
    socket.sendClose(code, "");
  }

  @Override
  public void onError(WebSocket socket, Throwable error) {
    failIf(error);
  }

  void failIf(Throwable error) {
    if (error != null) {
      first.completeExceptionally(error);
      pieces.add(new Piece(new byte[0], error));
    }
  }

  /**
   * Ends with the first that is heard, be it only the port's number or the end; or how it failed.
   */
  CompletableFuture<Void> first() {
    return first;
  }

  /** The next bytes; none at the end. */
  byte[] next(WebSocket socket, Duration patience)
      throws IOException, TimeoutException, InterruptedException {
    if (over) {
      return new byte[0];
    }
    Piece piece = pieces.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
    if (piece == null) {
      throw new TimeoutException();
    }
    over = piece.bytes().length == 0;
    if (piece.failure() != null) {
      throw piece.failure() instanceof IOException e ? e : new IOException(piece.failure());
    }
    socket.request();
    return piece.bytes();
  }
}
