package dev.egresstls.lab.render.text;

import java.util.List;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;

/** Renders Markdown: headings, paragraphs, lists, quotes and notes, code, and simple tables. */
public final class Prose {
  private Prose() {}

  /**
   * The lines of a Markdown text. Code blocks are exact lines that begin in the first column, so
   * that what is copied is what was written; all else may be wrapped.
   *
   * @param indent the columns before every other line
   * @param columns the terminal's width: a table that is wider is shown row below row
   */
  public static List<Line> lines(String markdown, int indent, int columns) {
    Parser parser = Parser.builder().extensions(List.of(TablesExtension.create())).build();
    Blocks blocks = new Blocks(indent, new Layout(Theme.PLAIN, columns).columns());
    parser.parse(markdown).accept(blocks);
    return blocks.lines();
  }
}
