package dev.egresstls.lab.world.kube;

import dev.egresstls.lab.value.Neutral;
import io.fabric8.kubernetes.client.http.AsyncBody;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The lines of a log that goes on, as they come. */
final class LogStream implements AsyncBody.Consumer<List<ByteBuffer>> {
  /** Of a longer line the rest is omitted. */
  private static final int LONGEST = 64 * 1024;

  private final Consumer<List<String>> lines;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private boolean silent;

  /**
   * Lines for someone who prints them.
   *
   * @param lines gets those that came together; the next are asked for when it returns
   */
  LogStream(Consumer<List<String>> lines) {
    this.lines = lines;
  }

  /** What comes is no log, but why there is none. */
  synchronized void refused() {
    silent = true;
  }

  @Override
  public void consume(List<ByteBuffer> chunks, AsyncBody body) {
    List<String> whole = taken(chunks);
    if (!whole.isEmpty()) {
      lines.accept(whole);
    }
    body.consume();
  }

  private synchronized List<String> taken(List<ByteBuffer> chunks) {
    List<String> whole = new ArrayList<>();
    for (ByteBuffer chunk : chunks) {
      while (chunk.hasRemaining()) {
        byte one = chunk.get();
        if (one == '\n' && !silent) {
          whole.add(rest());
        } else if (line.size() < LONGEST) {
          line.write(one);
        }
      }
    }
    return whole;
  }

  /** Nothing more comes: what came after the last line break is a line, too. */
  void end() {
    if (!silent && line.size() > 0) {
      lines.accept(List.of(rest()));
    }
  }

  private String rest() {
    String text = line.toString(StandardCharsets.UTF_8);
    line.reset();
    return Neutral.text(text);
  }

  /** All that came, where it is no log. */
  synchronized byte[] bytes() {
    return line.toByteArray();
  }
}
