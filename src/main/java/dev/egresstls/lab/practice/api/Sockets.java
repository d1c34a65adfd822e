package dev.egresstls.lab.practice.api;

import dev.egresstls.lab.practice.api.pods.Channels;
import dev.egresstls.lab.practice.api.pods.Exec;
import dev.egresstls.lab.practice.api.verbs.Wire;
import io.undertow.server.HttpServerExchange;
import io.undertow.websockets.WebSocketConnectionCallback;
import io.undertow.websockets.WebSocketProtocolHandshakeHandler;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.protocol.Handshake;
import io.undertow.websockets.core.protocol.version13.Hybi13Handshake;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** Answers over WebSocket. */
final class Sockets {
  private static final List<String> EXEC = List.of("v5.channel.k8s.io", "v4.channel.k8s.io");

  private Sockets() {}

  /** Sends text messages along a WebSocket: a watch or a log. */
  static void text(HttpServerExchange exchange, Consumer<Wire> sender, Executor threads) {
    upgrade(
        exchange,
        Set.of(),
        (upgrade, channel) -> {
          TextMessages wire = new TextMessages(channel);
          channel.getReceiveSetter().set(new Received(message -> {}, wire::end));
          channel.resumeReceives();
          threads.execute(() -> sender.accept(wire));
        });
  }

  /** Runs a command along a WebSocket. */
  static void exec(HttpServerExchange exchange, Exec exec, Exec.Command command, Executor threads) {
    upgrade(
        exchange,
        new LinkedHashSet<>(EXEC),
        (upgrade, channel) -> {
          Channels channels = new Channels(new BinaryMessages(channel), command.stdin());
          channel.getReceiveSetter().set(new Received(channels::received, channels::gone));
          channel.addCloseTask(closed -> channels.gone());
          channel.resumeReceives();
          threads.execute(() -> run(exec, command, channels, channel));
        });
  }

  private static void run(
      Exec exec, Exec.Command command, Channels channels, WebSocketChannel channel) {
    try {
      exec.run(command, channels);
    } catch (IOException e) {
      // The client left before the command ended; nobody is there to be notified.
      BinaryMessages.closeQuietly(channel);
    }
  }

  /** Upgrades a request to a WebSocket that speaks one of the protocols. */
  static void upgrade(
      HttpServerExchange exchange, Set<String> protocols, WebSocketConnectionCallback opened) {
    List<Handshake> handshakes = List.of(new Hybi13Handshake(protocols, false));
    try {
      new WebSocketProtocolHandshakeHandler(handshakes, opened).handleRequest(exchange);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
