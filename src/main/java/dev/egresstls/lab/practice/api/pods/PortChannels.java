package dev.egresstls.lab.practice.api.pods;

import dev.egresstls.lab.practice.api.http.ResourcePath;
import dev.egresstls.lab.practice.api.pods.Channels.Messages;
import dev.egresstls.lab.practice.store.ApiError;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Forwarded ports over the sub-protocol {@code v4.channel.k8s.io}, as fabric8 asks for them: the
 * first byte of a message is its channel, of which each port has two, for data and for errors, and
 * the first message on each is the port's number, low byte first.
 */
public final class PortChannels {
  private final Messages messages;
  private final List<Integer> ports;
  private final List<Inbox> inboxes;
  private final AtomicInteger open;

  /** Channels for some ports over a connection. */
  public PortChannels(Messages messages, List<Integer> ports) {
    this.messages = messages;
    this.ports = List.copyOf(ports);
    this.inboxes = ports.stream().map(port -> new Inbox()).toList();
    this.open = new AtomicInteger(ports.size());
  }

  /** Takes a message of the client. */
  public void received(byte[] message) {
    if (message.length < 2) {
      return;
    }
    int channel = message[0] & 0xff;
    if (channel % 2 == 0 && channel / 2 < inboxes.size()) {
      inboxes.get(channel / 2).add(Arrays.copyOfRange(message, 1, message.length));
    }
  }

  /** Takes the end of the connection: nothing more will be sent. */
  public void gone() {
    inboxes.forEach(Inbox::end);
  }

  /** Announces the ports and serves each until it ends; closes the connection after the last. */
  public void serve(PortForward forward, ResourcePath at, Executor threads) throws IOException {
    for (int i = 0; i < ports.size(); i++) {
      int port = ports.get(i);
      byte[] announced = {(byte) port, (byte) (port >> 8)};
      data(i).write(announced);
      errors(i).write(announced);
    }
    for (int i = 0; i < ports.size(); i++) {
      int one = i;
      try {
        threads.execute(() -> serve(forward, at, one));
      } catch (ApiError busy) {
        errors(one).write(busy.getMessage().getBytes(StandardCharsets.UTF_8));
        ended();
      }
    }
  }

  private void ended() {
    if (open.decrementAndGet() == 0) {
      messages.close();
    }
  }

  private void serve(PortForward forward, ResourcePath at, int index) {
    try {
      forward.run(at, ports.get(index), inboxes.get(index), data(index), errors(index));
    } catch (IOException e) {
      gone(); // the client left: nobody is there to be notified
    } finally {
      ended();
    }
  }

  private OutputStream data(int index) {
    return new MessageStream(messages, index * 2);
  }

  private OutputStream errors(int index) {
    return new MessageStream(messages, index * 2 + 1);
  }
}
