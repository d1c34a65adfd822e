package dev.egresstls.lab.world.local;

import dev.egresstls.lab.value.Neutral;
import dev.egresstls.lab.world.background.Threads;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Hands on what a tool prints, line by line, neutralised; a carriage return ends a line, too. */
final class OutputLines {
  /** What a line may be long in bytes; the rest of it is dropped, so that memory stays small. */
  private static final int LONGEST = 64 * 1024;

  private static final long GRACE_MILLIS = 2000;

  private final InputStream bytes;
  private final Consumer<String> lines;
  private final CompletableFuture<Void> done = new CompletableFuture<>();

  OutputLines(InputStream bytes, Consumer<String> lines) {
    this.bytes = bytes;
    this.lines = lines;
  }

  /** Begins to read, on a thread of its own: a pipe cannot be read interruptibly. */
  void start() {
    Threads.start("tool-output", this::pump);
  }

  /**
   * Waits until all was handed on; not for long, since a child of the tool that lives on may hold
   * the pipe open.
   */
  void drain() throws InterruptedException {
    try {
      done.get(GRACE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      close();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException unchecked
          ? unchecked
          : new IllegalStateException(e.getCause());
    }
  }

  private void close() {
    try {
      bytes.close();
    } catch (IOException e) {
      done.complete(null); // closing is all that was wanted
    }
  }

  private void pump() {
    try {
      read();
      done.complete(null);
    } catch (IOException e) {
      done.complete(null); // the pipe was closed: nothing more comes
    } catch (RuntimeException e) {
      done.completeExceptionally(e);
    }
  }

  private void read() throws IOException {
    byte[] chunk = new byte[8192];
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int before = 0;
    for (int n = bytes.read(chunk); n >= 0; n = bytes.read(chunk)) {
      for (int i = 0; i < n; i++) {
        int c = chunk[i];
        if (c == '\n' || c == '\r') {
          emit(line, c == '\n' && before != '\r');
        } else if (line.size() < LONGEST) {
          line.write(c);
        }
        before = c;
      }
    }
    emit(line, false);
  }

  private void emit(ByteArrayOutputStream line, boolean evenIfEmpty) {
    if (evenIfEmpty || line.size() > 0) {
      lines.accept(Neutral.text(line.toString(StandardCharsets.UTF_8)));
      line.reset();
    }
  }
}
