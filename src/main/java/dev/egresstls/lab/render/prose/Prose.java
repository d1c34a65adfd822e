package dev.egresstls.lab.render.prose;

import dev.egresstls.lab.render.text.Line;
import java.util.List;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;

/** Renders Markdown: headings, paragraphs, lists, quotes and notes, code, and simple tables. */
public final class Prose {
  private Prose() {}

  /**
   * The lines of a Markdown text. Code blocks are exact lines; all else may be wrapped.
   *
   * @param indent the columns before every line
   */
  public static List<Line> lines(String markdown, int indent) {
    Parser parser = Parser.builder().extensions(List.of(TablesExtension.create())).build();
    Blocks blocks = new Blocks(indent);
    parser.parse(markdown).accept(blocks);
    return blocks.lines();
  }
}
