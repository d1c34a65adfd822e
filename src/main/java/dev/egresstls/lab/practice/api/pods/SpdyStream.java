package dev.egresstls.lab.practice.api.pods;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Map;

/** A stream that the other side opened. */
public final class SpdyStream {
  private static final int MOST_A_FRAME = 32 * 1024;

  private final SpdySession session;
  private final int id;
  private final Map<String, String> headers;
  private final Inbox inbox = new Inbox();

  SpdyStream(SpdySession session, int id, Map<String, String> headers) {
    this.session = session;
    this.id = id;
    this.headers = Map.copyOf(headers);
  }

  /** A header; empty text if it was not sent. */
  public String header(String lowerCaseName) {
    return headers.getOrDefault(lowerCaseName, "");
  }

  /** Counted by the side that opened it. */
  public int id() {
    return id;
  }

  /** What comes along it, up to its end or the connection's. */
  public InputStream in() {
    return inbox;
  }

  Inbox inbox() {
    return inbox;
  }

  /** What goes back along it; closing it ends this direction of the stream. */
  public OutputStream out() {
    return new OutputStream() {
      @Override
      public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int from, int count) throws IOException {
        for (int at = from; at < from + count; at += MOST_A_FRAME) {
          int end = Math.min(at + MOST_A_FRAME, from + count);
          session.data(id, Arrays.copyOfRange(bytes, at, end), false);
        }
      }

      @Override
      public void close() throws IOException {
        session.data(id, new byte[0], true);
      }
    };
  }
}
