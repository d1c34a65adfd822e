package dev.egresstls.lab.practice.api;

import dev.egresstls.lab.practice.api.verbs.Wire;
import io.undertow.server.AbstractServerConnection;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.xnio.ChannelListener;
import org.xnio.IoUtils;
import org.xnio.conduits.ConduitStreamSourceChannel;

/** An HTTP answer that is sent in chunks for as long as both sides like. */
final class Chunks implements Wire {
  private final HttpServerExchange exchange;
  private final OutputStream out;
  private final List<Runnable> listeners = new ArrayList<>();
  private final ConduitStreamSourceChannel requests;
  private final ChannelListener<? super ConduitStreamSourceChannel> before;
  private boolean ended;

  private Chunks(HttpServerExchange exchange) {
    this.exchange = exchange;
    exchange.startBlocking();
    this.out = exchange.getOutputStream();
    this.requests =
        ((AbstractServerConnection) exchange.getConnection()).getChannel().getSourceChannel();
    this.before = requests.getReadListener();
  }

  /** A client that goes is noticed at once, and not by the next thing that is sent to it. */
  private void watchClient() {
    requests.setReadListener(
        channel -> {
          try {
            if (channel.read(ByteBuffer.allocate(1)) != 0) {
              breakOff(); // nobody asks again before the answer is over
            }
          } catch (IOException e) {
            breakOff();
          }
        });
    requests.resumeReads();
  }

  private void endExchange() {
    requests.suspendReads();
    requests.setReadListener(before);
    exchange.endExchange();
  }

  /** Begins the answer; it stays open after the request was handled, and holds no thread. */
  @SuppressWarnings("deprecation") // there is no other way to say that the answer goes on later
  static Wire begin(HttpServerExchange exchange, String contentType, Executor threads) {
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, contentType);
    exchange.getResponseHeaders().put(Headers.TRANSFER_ENCODING, "chunked");
    Chunks chunks = new Chunks(exchange);
    exchange.dispatch();
    exchange.getConnection().addCloseListener(closed -> threads.execute(chunks::end));
    try {
      chunks.out.flush();
    } catch (IOException e) {
      chunks.end();
    }
    chunks.watchClient();
    return chunks;
  }

  @Override
  public synchronized void send(String text) throws IOException {
    if (ended) {
      throw new IOException("the answer has ended");
    }
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  /** Whoever waits for the client to read gets an error then. */
  @Override
  public void breakOff() {
    IoUtils.safeClose(exchange.getConnection());
  }

  @Override
  public void end() {
    List<Runnable> told;
    synchronized (this) {
      if (ended) {
        return;
      }
      ended = true;
      told = List.copyOf(listeners);
    }
    told.forEach(Runnable::run);
    endExchange();
  }

  @Override
  public void onEnd(Runnable listener) {
    synchronized (this) {
      if (!ended) {
        listeners.add(listener);
        return;
      }
    }
    listener.run();
  }
}
