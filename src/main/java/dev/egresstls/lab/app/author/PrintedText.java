package dev.egresstls.lab.app.author;

import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Span;
import java.util.List;
import java.util.stream.Collectors;

/** What lines say, however wide they are. */
final class PrintedText {
  private PrintedText() {}

  /** In one line, with one blank between words. */
  static String of(List<Line> lines) {
    return plain(
        lines.stream()
            .map(line -> line.spans().stream().map(Span::text).collect(Collectors.joining()))
            .collect(Collectors.joining(" ")));
  }

  /** A text with one blank between words. */
  static String plain(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }
}
