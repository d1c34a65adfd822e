package dev.egresstls.lab.render.text;

import dev.egresstls.lab.message.Messages;
import java.util.ArrayList;
import java.util.List;

/**
 * A line before it is laid out.
 *
 * @param indent columns left free before the first row
 * @param hang columns left free before each further row, when it must be wrapped
 * @param spans what it says
 * @param right is in the last column, such as a time; empty for nothing
 * @param exact never wrapped and never changed, because it is there to be copied
 */
public record Line(int indent, int hang, List<Span> spans, String right, boolean exact) {
  /** A line with nothing in it. */
  public static final Line EMPTY = new Line(0, 0, List.of(), "", false);

  public Line {
    spans = List.copyOf(spans);
  }

  /** A line that begins and goes on at an indent. */
  public static Line at(int indent) {
    return new Line(indent, indent, List.of(), "", false);
  }

  /** A line of one role. */
  public static Line of(int indent, Role role, String text) {
    return at(indent).and(role, text);
  }

  /** A line that is shown as it is. */
  public static Line code(int indent, String text) {
    return new Line(indent, indent, List.of(new Span(Role.CODE, text)), "", true);
  }

  /** This line with more text. */
  public Line and(Role role, String text) {
    return and(new Span(role, text));
  }

  /** This line with one more span. */
  public Line and(Span span) {
    List<Span> more = new ArrayList<>(spans);
    more.add(span);
    return new Line(indent, hang, more, right, exact);
  }

  /**
   * This line with a sentence of the message bundle.
   *
   * @param values what is filled in, each as it shall look
   */
  public Line say(String key, Span... values) {
    Line said = this;
    for (Object piece : Messages.pieces(key, (Object[]) values)) {
      said = piece instanceof Span span ? said.and(span) : said.and(Role.PLAIN, piece.toString());
    }
    return said;
  }

  /** This line with another role for what is plain in it. */
  public Line toned(Role role) {
    List<Span> toned = new ArrayList<>();
    for (Span span : spans) {
      toned.add(span.role() == Role.PLAIN ? new Span(role, span.text(), span.link()) : span);
    }
    return new Line(indent, hang, toned, right, exact);
  }

  /** This line with blanks up to a column, at least one. */
  public Line to(int column) {
    int here = indent + spans.stream().mapToInt(Span::columns).sum();
    return and(Role.PLAIN, " ".repeat(Math.max(1, column - here)));
  }

  /** This line, further rows of which begin at a column. */
  public Line hanging(int column) {
    return new Line(indent, column, spans, right, exact);
  }

  /** This line in one row, whatever the width: a path or a command that is to be copied. */
  public Line whole() {
    return new Line(indent, hang, spans, right, true);
  }

  /** This line with something in the last column. */
  public Line right(String text) {
    return new Line(indent, hang, spans, text, exact);
  }
}
