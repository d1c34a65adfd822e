package dev.egresstls.lab.practice.api;

import dev.egresstls.lab.practice.api.verbs.Wire;
import io.undertow.websockets.core.CloseMessage;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;
import java.io.IOException;

/** Text messages along a WebSocket. */
final class TextMessages implements Wire {
  private final WebSocketChannel channel;

  TextMessages(WebSocketChannel channel) {
    this.channel = channel;
  }

  @Override
  public void send(String text) throws IOException {
    if (!channel.isOpen()) {
      throw new IOException("the connection is closed");
    }
    WebSockets.sendTextBlocking(text, channel);
  }

  @Override
  public void breakOff() {
    BinaryMessages.closeQuietly(channel);
  }

  @Override
  public void end() {
    if (channel.isOpen() && !channel.isCloseFrameSent()) {
      WebSockets.sendClose(CloseMessage.NORMAL_CLOSURE, "", channel, null);
    }
  }

  @Override
  public void onEnd(Runnable listener) {
    channel.addCloseTask(closed -> listener.run());
    if (!channel.isOpen()) {
      listener.run();
    }
  }
}
