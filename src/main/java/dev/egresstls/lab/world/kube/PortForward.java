package dev.egresstls.lab.world.kube;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.value.Neutral;
import dev.egresstls.lab.world.PodConnection;
import dev.egresstls.lab.world.kube.rest.ApiClient;
import dev.egresstls.lab.world.kube.rest.ApiOperation;
import io.fabric8.kubernetes.client.http.WebSocket;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Connects to one port of one pod over a WebSocket of its own. */
final class PortForward {
  private static final String SUBPROTOCOL = "v4.channel.k8s.io";
  private static final int SEND_MOST = 32 * 1024;
  private static final Duration ANNOUNCED = Duration.ofSeconds(1);

  private final ApiClient server;
  private final String namespace;
  private final String pod;
  private final int port;
  private final Duration patience;

  PortForward(ApiClient server, String namespace, String pod, int port, Duration patience) {
    this.server = server;
    this.namespace = namespace;
    this.pod = pod;
    this.port = port;
    this.patience = patience;
  }

  PodConnection open(String path) throws InterruptedException {
    return LostFirstBytes.again(e -> unanswered(e, path), () -> openOnce(path));
  }

  private PodConnection openOnce(String path) throws InterruptedException {
    PortChannels channels = new PortChannels();
    CompletableFuture<WebSocket> socket = server.webSocket(path, SUBPROTOCOL, channels);
    boolean opened = false;
    try {
      Open open = new Open(socket.get(patience.toMillis(), TimeUnit.MILLISECONDS), channels);
      awaitAnnouncement(channels);
      opened = true;
      return open;
    } catch (ExecutionException e) {
      throw unanswered(e.getCause(), path);
    } catch (TimeoutException e) {
      throw tooSlow().failure();
    } finally {
      if (!opened) {
        socket.thenAccept(late -> late.sendClose(1000, ""));
      }
    }
  }

  /** The numbers of the ports come at once, and show that the connection is understood. */
  private void awaitAnnouncement(PortChannels channels) throws InterruptedException {
    try {
      long most = Math.min(patience.toMillis(), ANNOUNCED.toMillis());
      channels.first().get(most, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      // It is not needed: what is sent and received shows whether there is a connection.
      return;
    } catch (ExecutionException e) {
      // Any other failure is reported when something is to be received.
      LostFirstBytes.throwIf(e.getCause(), false);
    }
  }

  private RuntimeException unanswered(Throwable cause, String path) {
    Handshakes handshakes =
        new Handshakes(server, ApiOperation.in(namespace, "create pods/portforward"));
    return handshakes.failure(cause, path, this::notReached);
  }

  private Problem notReached(String because) {
    return Problem.of(
            Problem.Kind.PRECONDITION,
            say("world.port.not-reached", port, namespace + "/" + pod),
            "kubectl describe pod " + pod + " -n " + namespace)
        .because(Neutral.line(because));
  }

  private Problem tooSlow() {
    return Problem.of(
        Problem.Kind.PATIENCE,
        say("world.port.too-slow", port, namespace + "/" + pod, patience.toSeconds()),
        "kubectl port-forward pod/" + pod + " " + port + " -n " + namespace);
  }

  /** The connection once it stands. */
  private final class Open implements PodConnection {
    private final WebSocket socket;
    private final PortChannels channels;

    Open(WebSocket socket, PortChannels channels) {
      this.socket = socket;
      this.channels = channels;
    }

    @Override
    public void send(byte[] bytes) {
      for (int from = 0; from < bytes.length; from += SEND_MOST) {
        int count = Math.min(SEND_MOST, bytes.length - from);
        byte[] message = new byte[count + 1];
        System.arraycopy(bytes, from, message, 1, count);
        if (!socket.send(ByteBuffer.wrap(message))) {
          throw notReached(say("world.connection.closed")).failure();
        }
      }
    }

    @Override
    public byte[] receive() throws InterruptedException {
      try {
        return channels.next(socket, patience);
      } catch (PortChannels.Refused e) {
        throw notReached(e.getMessage()).failure();
      } catch (TimeoutException e) {
        throw tooSlow().failure();
      } catch (IOException e) {
        throw server.problems().of(e).failure();
      }
    }

    @Override
    public void close() {
      socket.sendClose(1000, "");
    }
  }
}
