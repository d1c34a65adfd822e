package dev.egresstls.lab.engine;

import dev.egresstls.lab.event.Event;
import dev.egresstls.lab.event.Sink;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A sink that remembers, and that a test can wait at. */
final class Heard implements Sink {
  private final BlockingQueue<Event> queue = new LinkedBlockingQueue<>();

  @Override
  public void accept(Event event) {
    queue.add(event);
  }

  /** The kinds of what was heard and not yet taken, in order. */
  List<String> kinds() {
    return all().stream().map(event -> event.getClass().getSimpleName()).toList();
  }

  /** What was heard and not yet taken. */
  List<Event> all() {
    List<Event> all = new ArrayList<>();
    queue.drainTo(all);
    return all;
  }

  /** The next event of a kind; others before it are passed over. */
  <T extends Event> T next(Class<T> kind) throws InterruptedException {
    while (true) {
      Event event = queue.poll(20, TimeUnit.SECONDS);
      if (event == null) {
        throw new AssertionError("no " + kind.getSimpleName() + " came");
      }
      if (kind.isInstance(event)) {
        return kind.cast(event);
      }
    }
  }
}
