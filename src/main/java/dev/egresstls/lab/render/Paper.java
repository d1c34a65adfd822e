package dev.egresstls.lab.render;

import dev.egresstls.lab.render.progress.Live;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Theme;
import java.util.List;

/** Where lines are printed. May be used from any thread. */
public interface Paper {
  /** Prints lines and keeps them. What is live stays below them. */
  void print(List<Line> lines);

  /**
   * Shows what goes on, until {@link #settle} or until something else goes on; does nothing where
   * lines cannot be undone.
   */
  void live(Live live);

  /** Undoes what was live. */
  void settle();

  /** Shows one line in the place of what is live. */
  default void flash(Line line) {
    live(shown -> List.of(line));
  }

  /** The width now, in columns. */
  int columns();

  Theme theme();
}
