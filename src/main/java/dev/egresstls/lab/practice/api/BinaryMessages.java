package dev.egresstls.lab.practice.api;

import dev.egresstls.lab.practice.api.pods.Channels;
import io.undertow.websockets.core.CloseMessage;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Binary messages along a WebSocket. */
final class BinaryMessages implements Channels.Messages {
  private final WebSocketChannel channel;

  BinaryMessages(WebSocketChannel channel) {
    this.channel = channel;
  }

  @Override
  public void send(byte[] message) throws IOException {
    WebSockets.sendBinaryBlocking(ByteBuffer.wrap(message), channel);
  }

  @Override
  public void close() {
    WebSockets.sendClose(CloseMessage.NORMAL_CLOSURE, "", channel, null);
  }

  static void closeQuietly(WebSocketChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      // It is closed already.
    }
  }
}
