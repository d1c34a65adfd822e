package dev.egresstls.lab.app;

import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Theme;
import dev.egresstls.lab.value.Tree;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a use case found out that only looks: a page for people, a document for programs, and what
 * it means for a script. Both are made when they are asked for, while the cluster is open.
 *
 * @param document empty where there is no data, only a sentence
 * @param exitCode as {@code --help} lists them
 */
public record Answer(Page page, Optional<Supplier<Tree>> document, int exitCode) {
  /** Goes up when a field changes its meaning or goes away; new fields leave it as it is. */
  public static final int SCHEMA_VERSION = 1;

  /** Lines for people. */
  @FunctionalInterface
  public interface Page {
    /** The lines for a width in columns. */
    List<Line> lines(Theme theme, int columns);
  }

  /** A page and the same as a document. */
  public static Answer of(Page page, Supplier<Tree> document) {
    return new Answer(page, Optional.of(document), 0);
  }

  /** Lines that are the same at any width, and a document. */
  public static Answer of(List<Line> lines, Supplier<Tree> document) {
    return of((theme, columns) -> lines, document);
  }

  /** The same with an exit code. */
  public Answer exiting(int code) {
    return new Answer(page, document, code);
  }
}
