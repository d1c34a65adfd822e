package dev.egresstls.lab.house;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.List;

/**
 * The texts in a source file, with <code>{}</code> for each value between their pieces. What an
 * exception of a programming mistake says is none of them.
 */
final class Texts extends TreeScanner<Void, List<String>> {
  private Texts() {}

  static List<String> in(CompilationUnitTree unit) {
    List<String> texts = new ArrayList<>();
    new Texts().scan(unit, texts);
    return texts;
  }

  @Override
  public Void visitLiteral(LiteralTree literal, List<String> texts) {
    if (literal.getValue() instanceof String text) {
      texts.add(text);
    }
    return null;
  }

  @Override
  public Void visitBinary(BinaryTree binary, List<String> texts) {
    if (binary.getKind() != Tree.Kind.PLUS) {
      return super.visitBinary(binary, texts);
    }
    List<ExpressionTree> pieces = new ArrayList<>();
    takeApart(binary, pieces);
    boolean text = pieces.stream().anyMatch(Texts::isText);
    StringBuilder joined = new StringBuilder();
    for (ExpressionTree piece : pieces) {
      if (isText(piece)) {
        joined.append(((LiteralTree) piece).getValue());
      } else {
        joined.append("{}");
        scan(piece, texts);
      }
    }
    if (text) {
      texts.add(joined.toString());
    }
    return null;
  }

  private static void takeApart(ExpressionTree tree, List<ExpressionTree> pieces) {
    if (tree instanceof BinaryTree sum && tree.getKind() == Tree.Kind.PLUS) {
      takeApart(sum.getLeftOperand(), pieces);
      takeApart(sum.getRightOperand(), pieces);
    } else {
      pieces.add(tree);
    }
  }

  private static boolean isText(ExpressionTree tree) {
    return tree instanceof LiteralTree literal && literal.getValue() instanceof String;
  }

  @Override
  public Void visitNewClass(NewClassTree made, List<String> texts) {
    String type = made.getIdentifier().toString();
    return type.matches(
            "Ill.*Exception|UnsupportedOp.*|KeyManag.*|UncheckedIOException|AssertionError")
        ? null
        : super.visitNewClass(made, texts);
  }
}
