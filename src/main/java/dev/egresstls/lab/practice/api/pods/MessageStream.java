package dev.egresstls.lab.practice.api.pods;

import java.io.IOException;
import java.io.OutputStream;

/** One of the channels to a client: what is written goes out in messages that begin with it. */
public final class MessageStream extends OutputStream {
  private final Channels.Messages messages;
  private final int channel;

  /** The channel of a number below 256. */
  public MessageStream(Channels.Messages messages, int channel) {
    this.messages = messages;
    this.channel = channel;
  }

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int count) throws IOException {
    if (count > 0) {
      byte[] message = new byte[count + 1];
      message[0] = (byte) channel;
      System.arraycopy(bytes, from, message, 1, count);
      messages.send(message);
    }
  }
}
