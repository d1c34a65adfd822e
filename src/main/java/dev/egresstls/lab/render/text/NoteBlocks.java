package dev.egresstls.lab.render.text;

import static dev.egresstls.lab.message.Messages.say;

import java.util.Locale;
import java.util.Optional;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;

/** Quotes that are notes, as GitHub writes them: {@code > [!NOTE]} and then the text. */
final class NoteBlocks {
  /** What kind of a note it is. */
  enum Kind {
    NOTE(Role.STRESS),
    TIP(Role.STRESS),
    IMPORTANT(Role.WARNING),
    WARNING(Role.WARNING),
    CAUTION(Role.WARNING);

    private final Role role;

    Kind(Role role) {
      this.role = role;
    }

    Role role() {
      return role;
    }

    String word() {
      return say("render.note." + name().toLowerCase(Locale.ROOT));
    }
  }

  private NoteBlocks() {}

  /** The kind of a note, whose mark is taken out of the quote; empty for any other quote. */
  static Optional<Kind> kind(BlockQuote quote) {
    Node first = quote.getFirstChild();
    if (first == null || first instanceof LinkReferenceDefinition) {
      return Optional.empty();
    }
    StringBuilder head = new StringBuilder();
    Node node = first.getFirstChild();
    while (node instanceof Text text && head.length() < 20) {
      head.append(text.getLiteral());
      node = node.getNext();
    }
    for (Kind kind : Kind.values()) {
      if (head.toString().equals("[!" + kind.name() + "]")) {
        takeOut(first, node);
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }

  private static void takeOut(Node paragraph, Node rest) {
    while (paragraph.getFirstChild() != rest) {
      paragraph.getFirstChild().unlink();
    }
    if (rest instanceof SoftLineBreak) {
      rest.unlink();
    }
    if (paragraph.getFirstChild() == null) {
      paragraph.unlink();
    }
  }
}
