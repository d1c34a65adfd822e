package dev.egresstls.lab.render.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.ThematicBreak;

/** Turns blocks into lines, with an empty line between two of them. */
final class Blocks extends AbstractVisitor {
  private final List<Line> lines = new ArrayList<>();
  private final int columns;
  private int indent;
  private Role role = Role.PLAIN;
  private String bullet = "";
  private boolean tight;

  Blocks(int indent, int columns) {
    this.indent = indent;
    this.columns = columns;
  }

  List<Line> lines() {
    return List.copyOf(lines);
  }

  /** An empty line between blocks, but none at the very beginning or inside tight lists. */
  private void gap() {
    if (!lines.isEmpty() && !tight && lines.get(lines.size() - 1) != Line.EMPTY) {
      lines.add(Line.EMPTY);
    }
  }

  private Line line() {
    if (bullet.isEmpty()) {
      return Line.at(indent);
    }
    Line first = Line.of(indent - bullet.length(), Role.QUIET, bullet).hanging(indent);
    bullet = "";
    return first;
  }

  private void text(Node block, Role as) {
    Line line = line();
    for (Span span : Inline.of(block, as)) {
      line = line.and(span);
    }
    lines.add(line);
  }

  @Override
  public void visit(Paragraph paragraph) {
    gap();
    text(paragraph, role);
  }

  @Override
  public void visit(Heading heading) {
    gap();
    text(heading, Role.TITLE);
  }

  @Override
  public void visit(FencedCodeBlock code) {
    exact(code.getLiteral());
  }

  @Override
  public void visit(IndentedCodeBlock code) {
    exact(code.getLiteral());
  }

  private void exact(String literal) {
    gap();
    literal
        .stripTrailing()
        .lines()
        .forEach(row -> lines.add(row.isEmpty() ? Line.EMPTY : Line.code(0, row)));
  }

  @Override
  public void visit(HtmlBlock html) {
    gap();
    lines.add(line().and(role, html.getLiteral().replace('\n', ' ')));
  }

  @Override
  public void visit(ThematicBreak rule) {
    gap();
  }

  /** A quote is set in; one that begins with a mark such as {@code [!NOTE]} is a note. */
  @Override
  public void visit(BlockQuote quote) {
    Optional<NoteBlocks.Kind> note = NoteBlocks.kind(quote);
    note.ifPresent(
        kind -> {
          gap();
          lines.add(line().and(kind.role(), kind.word()));
          tight = true;
        });
    indent += 2;
    for (Node block = quote.getFirstChild(); block != null; block = block.getNext()) {
      block.accept(this);
      tight = false;
    }
    indent -= 2;
  }

  @Override
  public void visit(BulletList list) {
    items(list, list.isTight(), 0);
  }

  @Override
  public void visit(OrderedList list) {
    Integer start = list.getMarkerStartNumber();
    items(list, list.isTight(), start == null ? 1 : start);
  }

  private void items(Node list, boolean tightList, int number) {
    gap();
    boolean before = tight;
    int next = number;
    for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
      item((ListItem) item, number == 0 ? "• " : next + ". ", tightList);
      next++;
    }
    tight = before;
  }

  private void item(ListItem item, String mark, boolean tightList) {
    int before = indent;
    tight = false;
    if (!tightList) {
      gap();
    }
    tight = true;
    bullet = mark;
    indent += mark.length();
    for (Node block = item.getFirstChild(); block != null; block = block.getNext()) {
      block.accept(this);
      tight = tightList;
    }
    indent = before;
  }

  @Override
  public void visit(CustomBlock block) {
    if (block instanceof TableBlock) {
      gap();
      lines.addAll(TableBlocks.lines(block, indent, columns));
    } else {
      visitChildren(block);
    }
  }
}
