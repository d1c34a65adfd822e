package dev.egresstls.lab.practice.api.pods;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** The server's side of one SPDY/3.1 connection: the client opens the streams. */
public final class SpdySession {
  private static final int CONTROL = 0x8000;
  private static final int VERSION = 3;
  private static final int SYN_STREAM = 1;
  private static final int SYN_REPLY = 2;
  private static final int RST_STREAM = 3;
  private static final int PING = 6;
  private static final int GOAWAY = 7;
  private static final int FIN = 1;
  private static final int INVALID_STREAM = 2;
  private static final int HEADER = 8;
  private static final int BEFORE_HEADERS = 10;
  private static final int LONGEST = 1 << 20;

  private final Sender sender;
  private final Map<Integer, SpdyStream> streams = new ConcurrentHashMap<>();
  private final HeaderBlocks headers = new HeaderBlocks();

  /** Takes bytes to the client. */
  @FunctionalInterface
  public interface Sender {
    /**
     * Sends one frame.
     *
     * @throws IOException if the client is gone
     */
    void send(byte[] frame) throws IOException;
  }

  /** A session that sends its frames there, one at a time. */
  public SpdySession(Sender sender) {
    this.sender = sender;
  }

  /**
   * Reads frames until the client goes; then all streams have come to their end.
   *
   * @param opened hears of each stream, on this thread, and must return quickly
   * @throws IOException if the client breaks the protocol, or off
   */
  public void run(InputStream in, Consumer<SpdyStream> opened) throws IOException {
    DataInputStream data = new DataInputStream(in);
    try {
      while (frame(data, opened)) {
        continue;
      }
    } finally {
      streams.values().forEach(stream -> stream.inbox().end());
      synchronized (this) {
        headers.close();
      }
    }
  }

  /** Takes one frame; false at the end. */
  private boolean frame(DataInputStream in, Consumer<SpdyStream> opened) throws IOException {
    int first;
    try {
      first = in.readInt();
    } catch (EOFException e) {
      return false;
    }
    int rest = in.readInt();
    int flags = rest >>> 24;
    int length = rest & 0xffffff;
    if (length > LONGEST) {
      throw new IOException("a frame of " + length + " bytes");
    }
    byte[] payload = in.readNBytes(length);
    if (first >= 0) {
      received(first, flags, payload);
      return true;
    }
    if ((first >>> 16 & 0x7fff) != VERSION) {
      throw new IOException("a frame of another version of SPDY");
    }
    return control(first & 0xffff, flags, payload, opened);
  }

  private void received(int id, int flags, byte[] payload) throws IOException {
    SpdyStream stream = streams.get(id);
    if (stream == null) {
      send(RST_STREAM, ByteBuffer.allocate(HEADER).putInt(id).putInt(INVALID_STREAM).array());
      return;
    }
    stream.inbox().add(payload);
    if ((flags & FIN) != 0) {
      stream.inbox().end();
    }
  }

  private boolean control(int type, int flags, byte[] payload, Consumer<SpdyStream> opened)
      throws IOException {
    switch (type) {
      case SYN_STREAM -> open(flags, payload, opened);
      case RST_STREAM -> reset(id(payload));
      case PING -> send(PING, payload);
      case GOAWAY -> {
        return false;
      }
      default -> {
        // SETTINGS, HEADERS and WINDOW_UPDATE ask for nothing.
      }
    }
    return true;
  }

  private static int id(byte[] payload) throws IOException {
    return new DataInputStream(new ByteArrayInputStream(payload)).readInt() & Integer.MAX_VALUE;
  }

  private void open(int flags, byte[] payload, Consumer<SpdyStream> opened) throws IOException {
    int id = id(payload);
    byte[] block =
        Arrays.copyOfRange(payload, Math.min(BEFORE_HEADERS, payload.length), payload.length);
    SpdyStream stream = new SpdyStream(this, id, headers.read(block));
    streams.put(id, stream);
    if ((flags & FIN) != 0) {
      stream.inbox().end();
    }
    reply(id);
    opened.accept(stream);
  }

  /** Written and sent under one lock, since header blocks hang on those before them. */
  private synchronized void reply(int id) throws IOException {
    byte[] block = headers.write(Map.of());
    send(
        SYN_REPLY, ByteBuffer.allocate(Integer.BYTES + block.length).putInt(id).put(block).array());
  }

  private void reset(int id) {
    SpdyStream stream = streams.remove(id);
    if (stream != null) {
      stream.inbox().end();
    }
  }

  private synchronized void send(int type, byte[] payload) throws IOException {
    sender.send(
        ByteBuffer.allocate(HEADER + payload.length)
            .putShort((short) (CONTROL | VERSION))
            .putShort((short) type)
            .putInt(payload.length)
            .put(payload)
            .array());
  }

  synchronized void data(int id, byte[] bytes, boolean last) throws IOException {
    if (!streams.containsKey(id)) {
      throw new IOException("the client has reset the stream");
    }
    sender.send(
        ByteBuffer.allocate(HEADER + bytes.length)
            .putInt(id)
            .putInt((last ? FIN << 24 : 0) | bytes.length)
            .put(bytes)
            .array());
  }
}
