package dev.egresstls.lab.render.progress;

import dev.egresstls.lab.render.text.Line;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What goes on now, in rows that change as time passes. */
@FunctionalInterface
public interface Live {
  /**
   * The rows now. Called from any thread, and often: it asks nobody and waits for nothing.
   *
   * @param shown for how long they have been shown
   */
  List<Line> after(Duration shown);

  /** The same in one line to keep, where rows cannot be undone; empty for nothing. */
  default Optional<Line> beat(Duration shown) {
    return Optional.empty();
  }
}
