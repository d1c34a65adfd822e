package dev.egresstls.lab.practice.api;

import io.undertow.websockets.core.AbstractReceiveListener;
import io.undertow.websockets.core.BufferedBinaryMessage;
import io.undertow.websockets.core.BufferedTextMessage;
import io.undertow.websockets.core.StreamSourceFrameChannel;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Hands on what comes along a WebSocket. */
final class Received extends AbstractReceiveListener {
  private final Consumer<byte[]> messages;
  private final Runnable gone;

  Received(Consumer<byte[]> messages, Runnable gone) {
    this.messages = messages;
    this.gone = gone;
  }

  @Override
  protected void onFullBinaryMessage(WebSocketChannel channel, BufferedBinaryMessage message) {
    try (var data = message.getData()) {
      ByteBuffer whole = WebSockets.mergeBuffers(data.getResource());
      byte[] bytes = new byte[whole.remaining()];
      whole.get(bytes);
      messages.accept(bytes);
    }
  }

  @Override
  protected void onFullTextMessage(WebSocketChannel channel, BufferedTextMessage message) {
    messages.accept(message.getData().getBytes(StandardCharsets.UTF_8));
  }

  @Override
  protected void onClose(WebSocketChannel channel, StreamSourceFrameChannel frame)
      throws IOException {
    gone.run();
    super.onClose(channel, frame);
  }

  @Override
  protected void onError(WebSocketChannel channel, Throwable error) {
    gone.run();
    super.onError(channel, error);
  }
}
