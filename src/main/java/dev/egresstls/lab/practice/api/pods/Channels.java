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
    return new MessageStream(messages, STDOUT);
  }

  OutputStream stderr() {
    return new MessageStream(messages, STDERR);
  }

  void finish(String result) throws IOException {
    try (OutputStream channel = new MessageStream(messages, RESULT)) {
      channel.write(result.getBytes(StandardCharsets.UTF_8));
    }
    messages.close();
  }
}
