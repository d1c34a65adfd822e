package dev.egresstls.lab.render;

import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Theme;
import java.util.List;

/** Where lines are printed. May be used from any thread. */
public interface Paper {
  /** Prints lines and keeps them. */
  void print(List<Line> lines);

  /** Shows one line until the next one comes; does nothing where lines cannot be taken back. */
  void flash(Line line);

  /** The width now, in columns. */
  int columns();

  Theme theme();
}
