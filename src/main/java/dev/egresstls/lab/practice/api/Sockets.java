package dev.egresstls.lab.practice.api;

import dev.egresstls.lab.practice.api.pods.Channels;
import dev.egresstls.lab.practice.api.pods.Exec;
import dev.egresstls.lab.practice.api.verbs.Wire;
import dev.egresstls.lab.practice.store.ApiError;
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
  static void text(
      HttpServerExchange exchange, OpenStreams open, Consumer<Wire> sender, Executor threads) {
    upgrade(
        exchange,
        open,
        Set.of(),
        (upgrade, channel) -> {
          TextMessages wire = new TextMessages(channel);
          channel.getReceiveSetter().set(new Received(message -> {}, wire::end));
          channel.resumeReceives();
          run(threads, channel, () -> sender.accept(wire));
        });
  }

  /** Runs a command along a WebSocket. */
  static void exec(
      HttpServerExchange exchange,
      OpenStreams open,
      Exec exec,
      Exec.Command command,
      Executor threads) {
    upgrade(
        exchange,
        open,
        new LinkedHashSet<>(EXEC),
        (upgrade, channel) -> {
          Channels channels = new Channels(new BinaryMessages(channel), command.stdin());
          channel.getReceiveSetter().set(new Received(channels::received, channels::gone));
          channel.addCloseTask(closed -> channels.gone());
          channel.resumeReceives();
          run(threads, channel, () -> run(exec, command, channels, channel));
        });
  }

  /** Serves what was upgraded; closes it where all threads are busy. */
  static void run(Executor threads, WebSocketChannel channel, Runnable work) {
    try {
      threads.execute(work);
    } catch (ApiError e) {
      BinaryMessages.closeQuietly(channel);
    }
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
      HttpServerExchange exchange,
      OpenStreams open,
      Set<String> protocols,
      WebSocketConnectionCallback opened) {
    List<Handshake> handshakes = List.of(new Hybi13Handshake(protocols, false));
    WebSocketConnectionCallback counted =
        (upgrade, channel) -> {
          Runnable ended = open.begun();
          channel.addCloseTask(closed -> ended.run());
          opened.onConnect(upgrade, channel);
        };
    try {
      new WebSocketProtocolHandshakeHandler(handshakes, counted).handleRequest(exchange);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
