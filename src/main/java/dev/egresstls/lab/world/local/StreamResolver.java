package dev.egresstls.lab.world.local;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.world.PodConnection;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.Message;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.TSIG;

/**
 * Asks a DNS server along a connection that is open already: each message has its length before it,
 * as over TCP (RFC 1035, section 4.2.2). The connection's own patience is the timeout.
 */
final class StreamResolver implements Resolver {
  private final PodConnection connection;
  private ByteBuffer left = ByteBuffer.allocate(0);

  StreamResolver(PodConnection connection) {
    this.connection = connection;
  }

  /** Asks on the caller's thread, so that the learner can interrupt it. */
  @Override
  public CompletionStage<Message> sendAsync(Message query, Executor executor) {
    return sendAsync(query);
  }

  @Override
  public CompletionStage<Message> sendAsync(Message query) {
    try {
      return CompletableFuture.completedFuture(ask(query));
    } catch (IOException | LabFailure | InterruptedException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private Message ask(Message query) throws IOException, InterruptedException {
    byte[] wire = query.toWire();
    connection.send(
        ByteBuffer.allocate(Short.BYTES + wire.length)
            .putShort((short) wire.length)
            .put(wire)
            .array());
    int length = ByteBuffer.wrap(take(Short.BYTES)).getShort() & 0xffff;
    Message answer = new Message(take(length));
    if (answer.getHeader().getID() != query.getHeader().getID()) {
      throw new IOException(say("world.dns.wrong-question"));
    }
    return answer;
  }

  private byte[] take(int count) throws IOException, InterruptedException {
    ByteArrayOutputStream taken = new ByteArrayOutputStream();
    while (taken.size() < count) {
      if (!left.hasRemaining()) {
        left = ByteBuffer.wrap(connection.receive());
        if (!left.hasRemaining()) {
          throw new EOFException(say("world.dns.cut-off"));
        }
      }
      byte[] piece = new byte[Math.min(count - taken.size(), left.remaining())];
      left.get(piece);
      taken.writeBytes(piece);
    }
    return taken.toByteArray();
  }

  @Override
  public void setPort(int port) {
    // The connection has one already.
  }

  @Override
  public void setTCP(boolean tcp) {
    // It always is.
  }

  @Override
  public void setIgnoreTruncation(boolean ignore) {
    // Nothing is cut off over TCP.
  }

  @Override
  public void setEDNS(int version, int payload, int flags, List<EDNSOption> options) {
    // Answers of any length fit without.
  }

  @Override
  public void setTSIGKey(TSIG key) {
    // No key is known.
  }

  @Override
  public void setTimeout(Duration timeout) {
    // The connection has its own.
  }
}
