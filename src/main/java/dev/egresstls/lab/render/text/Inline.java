package dev.egresstls.lab.render.text;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;

/** The text inside one block, as spans. What leads somewhere else keeps its address. */
final class Inline extends AbstractVisitor {
  private final List<Span> spans = new ArrayList<>();
  private Role role;
  private String link = "";

  private Inline(Role role) {
    this.role = role;
  }

  /** The spans of a block's children. */
  static List<Span> of(Node block, Role role) {
    Inline inline = new Inline(role);
    inline.visitChildren(block);
    return inline.spans;
  }

  /** The same as text without roles. */
  static String text(Node block) {
    StringBuilder text = new StringBuilder();
    of(block, Role.PLAIN).forEach(span -> text.append(span.text()));
    return text.toString();
  }

  private void add(Role as, String text) {
    spans.add(new Span(as, text, link));
  }

  @Override
  public void visit(Text text) {
    add(role, text.getLiteral());
  }

  @Override
  public void visit(Code code) {
    add(Role.CODE, code.getLiteral());
  }

  @Override
  public void visit(HtmlInline html) {
    add(role, html.getLiteral());
  }

  @Override
  public void visit(SoftLineBreak lineBreak) {
    add(role, " ");
  }

  @Override
  public void visit(HardLineBreak lineBreak) {
    add(role, " ");
  }

  @Override
  public void visit(Emphasis emphasis) {
    stressed(emphasis);
  }

  @Override
  public void visit(StrongEmphasis strong) {
    stressed(strong);
  }

  private void stressed(Node node) {
    Role before = role;
    role = Role.STRESS;
    visitChildren(node);
    role = before;
  }

  /** An address that no browser opens is shown after the text, whatever the terminal can do. */
  @Override
  public void visit(Link node) {
    String before = link;
    boolean web = Span.isWeb(node.getDestination());
    link = web ? node.getDestination() : before;
    visitChildren(node);
    link = before;
    if (!web && !text(node).equals(node.getDestination())) {
      add(Role.QUIET, " (" + node.getDestination() + ")");
    }
  }
}
