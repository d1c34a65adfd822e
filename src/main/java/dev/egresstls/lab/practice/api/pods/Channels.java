package dev.egresstls.lab.practice.api.pods;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The channels of one exec: stdin 0, stdout 1, stderr 2, the result 3, and 255 to close one. */
public final class Channels {
  private static final int STDIN = 0;
  private static final int STDOUT = 1;
  private static final int STDERR = 2;
  private static final int RESULT = 3;
  private static final int CLOSE = 255;

  /** Sends messages to the client. */
  public interface Messages {
    /**
     * Sends one message.
     *
     * @throws IOException if the client is gone
     */
    void send(byte[] message) throws IOException;

    /** Closes the connection in good order. */
    void close();
  }

  private final Messages messages;
  private final Inbox stdin = new Inbox();

  /**
   * Channels over a connection.
   *
   * @param open whether the client sends stdin
   */
  public Channels(Messages messages, boolean open) {
    this.messages = messages;
    if (!open) {
      stdin.end();
    }
  }

  /** Takes a message of the client. */
  public void received(byte[] message) {
    if (message.length == 0) {
      return;
    }
    int channel = message[0] & 0xff;
    if (channel == STDIN) {
      stdin.add(Arrays.copyOfRange(message, 1, message.length));
    } else if (channel == CLOSE && message.length == 2 && message[1] == STDIN) {
      stdin.end();
    }
  }

  /** Takes the end of the connection: nothing more will be sent. */
  public void gone() {
    stdin.end();
  }

  InputStream stdin() {
    return stdin;
  }

  OutputStream stdout() {
    return new Channel(STDOUT);
  }

  OutputStream stderr() {
    return new Channel(STDERR);
  }

  void finish(String result) throws IOException {
    try (OutputStream channel = new Channel(RESULT)) {
      channel.write(result.getBytes(StandardCharsets.UTF_8));
    }
    messages.close();
  }

  /** One of the channels to the client. */
  private final class Channel extends OutputStream {
    private final int number;

    Channel(int number) {
      this.number = number;
    }

    @Override
    public void write(int one) throws IOException {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
      if (count > 0) {
        byte[] message = new byte[count + 1];
        message[0] = (byte) number;
        System.arraycopy(bytes, from, message, 1, count);
        messages.send(message);
      }
    }
  }
}
