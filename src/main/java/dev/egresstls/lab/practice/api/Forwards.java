package dev.egresstls.lab.practice.api;

import dev.egresstls.lab.practice.api.http.IncomingRequest;
import dev.egresstls.lab.practice.api.http.ResourcePath;
import dev.egresstls.lab.practice.api.pods.Inbox;
import dev.egresstls.lab.practice.api.pods.PortChannels;
import dev.egresstls.lab.practice.api.pods.PortForward;
import dev.egresstls.lab.practice.api.pods.SpdySession;
import dev.egresstls.lab.practice.api.pods.StreamPairs;
import dev.egresstls.lab.practice.store.ApiError;
import dev.egresstls.lab.practice.store.Refusals;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HttpString;
import io.undertow.websockets.core.WebSocketChannel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;
import org.xnio.channels.Channels;
import org.xnio.streams.ChannelInputStream;

/**
 * Forwards ports in the three ways in which clients ask for it: channels in WebSocket messages
 * (fabric8), SPDY after an upgrade (istioctl, older kubectl), and SPDY inside WebSocket messages
 * (kubectl since 1.31).
 */
final class Forwards implements AutoCloseable {
  private static final String SPDY = "SPDY/3.1";
  private static final String TUNNEL = SPDY + "+" + StreamPairs.PROTOCOL;
  private static final String CHANNELS = "v4.channel.k8s.io";
  private static final HttpString PROTOCOL = new HttpString("X-Stream-Protocol-Version");

  /** Ends each stream that is open: the server cannot stop while one is served. */
  private final Set<Runnable> open = ConcurrentHashMap.newKeySet();

  private final Executor threads;
  private final OpenStreams counter;

  Forwards(Executor threads, OpenStreams counter) {
    this.threads = threads;
    this.counter = counter;
  }

  void begin(
      HttpServerExchange exchange, IncomingRequest call, PortForward forward, ResourcePath at) {
    forward.check(at);
    String upgrade = call.header("upgrade");
    boolean tunnel = call.header("sec-websocket-protocol").contains(TUNNEL);
    if (upgrade.equalsIgnoreCase("websocket")) {
      if (tunnel) {
        tunnel(exchange, forward, at);
      } else {
        channels(exchange, PortForward.ports(call), forward, at);
      }
    } else if (upgrade.equalsIgnoreCase(SPDY)) {
      streams(exchange, forward, at);
    } else {
      throw Refusals.badRequest("Upgrade request required");
    }
  }

  private void channels(
      HttpServerExchange exchange, List<Integer> ports, PortForward forward, ResourcePath at) {
    Sockets.upgrade(
        exchange,
        counter,
        Set.of(CHANNELS),
        (upgrade, channel) -> {
          PortChannels channels = new PortChannels(new BinaryMessages(channel), ports);
          channel.getReceiveSetter().set(new Received(channels::received, channels::gone));
          endWith(channel, channels::gone);
          channel.resumeReceives();
          Sockets.run(threads, channel, () -> serve(channels, forward, at, channel));
        });
  }

  /** A client may go without a word: then its connection is closed all the same. */
  private void endWith(WebSocketChannel channel, Runnable gone) {
    Runnable end =
        () -> {
          gone.run();
          BinaryMessages.closeQuietly(channel);
        };
    open.add(end);
    channel.addCloseTask(
        closed -> {
          open.remove(end);
          gone.run();
        });
  }

  private void serve(
      PortChannels channels, PortForward forward, ResourcePath at, WebSocketChannel channel) {
    try {
      channels.serve(forward, at, threads);
    } catch (IOException e) {
      BinaryMessages.closeQuietly(channel); // the client has left already
    }
  }

  private void tunnel(HttpServerExchange exchange, PortForward forward, ResourcePath at) {
    Sockets.upgrade(
        exchange,
        counter,
        Set.of(TUNNEL),
        (upgrade, channel) -> {
          Inbox bytes = new Inbox();
          channel.getReceiveSetter().set(new Received(bytes::add, bytes::end));
          endWith(channel, bytes::end);
          channel.resumeReceives();
          SpdySession session = new SpdySession(new BinaryMessages(channel)::send);
          StreamPairs pairs = new StreamPairs(forward, at, threads);
          Sockets.run(
              threads,
              channel,
              () -> run(session, bytes, pairs, () -> BinaryMessages.closeQuietly(channel)));
        });
  }

  private void streams(HttpServerExchange exchange, PortForward forward, ResourcePath at) {
    exchange.getResponseHeaders().put(PROTOCOL, StreamPairs.PROTOCOL);
    exchange.upgradeChannel(
        SPDY,
        (connection, upgrade) -> {
          SpdySession session = new SpdySession(frame -> write(connection, frame));
          StreamPairs pairs = new StreamPairs(forward, at, threads);
          InputStream in = new ChannelInputStream(connection.getSourceChannel());
          Runnable ended = counter.begun();
          Runnable end =
              () -> {
                IoUtils.safeClose(connection);
                ended.run();
              };
          open.add(end);
          try {
            threads.execute(() -> run(session, in, pairs, () -> ended(end)));
          } catch (ApiError e) {
            ended(end); // all threads are busy
          }
        });
    exchange.endExchange();
  }

  private void ended(Runnable end) {
    open.remove(end);
    end.run();
  }

  /** Ends all that is open. */
  @Override
  public void close() {
    open.forEach(Runnable::run);
  }

  private static void write(StreamConnection connection, byte[] frame) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(frame);
    while (buffer.hasRemaining()) {
      Channels.writeBlocking(connection.getSinkChannel(), buffer);
    }
    Channels.flushBlocking(connection.getSinkChannel());
  }

  private static void run(SpdySession session, InputStream in, StreamPairs pairs, Runnable close) {
    try {
      session.run(in, pairs::opened);
    } catch (IOException e) {
      // The client broke off, or does not speak SPDY: either way the connection is over.
      close.run();
      return;
    }
    close.run();
  }
}
