package dev.egresstls.lab.world.kube.watch;

import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Tree;
import io.fabric8.kubernetes.client.http.AsyncBody;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/** Cuts the bytes of a watch into its events, one JSON object a line. */
final class WatchEvents implements AsyncBody.Consumer<List<ByteBuffer>> {
  private final Consumer<Tree> events;
  private volatile boolean garbled;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  WatchEvents(Consumer<Tree> events) {
    this.events = events;
  }

  @Override
  public void consume(List<ByteBuffer> chunks, AsyncBody body) {
    chunks.forEach(this::cut);
    if (garbled) {
      body.cancel(); // what follows cannot be understood either
    } else {
      body.consume(); // asks for the next chunk
    }
  }

  private void cut(ByteBuffer chunk) {
    while (chunk.hasRemaining()) {
      byte b = chunk.get();
      if (b == '\n') {
        emit();
      } else {
        line.write(b);
      }
    }
  }

  private void emit() {
    String text = line.toString(StandardCharsets.UTF_8);
    line.reset();
    if (text.isBlank() || garbled) {
      return;
    }
    try {
      Tree event = Json.read(text);
      garbled = !event.get("type").isPresent() || !event.get("object").isObject();
      if (!garbled) {
        events.accept(event);
      }
    } catch (Json.Malformed e) {
      garbled = true;
    }
  }

  /** Whether something came that is no event. */
  boolean garbled() {
    return garbled;
  }

  /** What came after the last line feed: a refusal is one JSON object without one. */
  byte[] rest() {
    return line.toByteArray();
  }
}
