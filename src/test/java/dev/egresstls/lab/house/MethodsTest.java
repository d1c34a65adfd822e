package dev.egresstls.lab.house;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** Methods and records that can be read at a glance, measured on the parsed sources. */
class MethodsTest {
  /** Between the braces, so that a loop over a few cases fits. */
  private static final int LINES_IN_A_METHOD = 40;

  /** What belongs together has a type of its own. */
  private static final int PARAMETERS_OF_A_METHOD = 5;

  private static final int COMPONENTS_OF_A_RECORD = 8;

  @Test
  void methods_and_records_can_be_read_at_a_glance() throws IOException {
    assertEquals(List.of(), tooLarge(Path.of("src/main/java")));
  }

  private static List<String> tooLarge(Path root) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<String> found = new ArrayList<>();
    try (Stream<Path> tree = Files.walk(root);
        StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      List<Path> sources = tree.filter(path -> path.toString().endsWith(".java")).toList();
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null, files, null, null, null, files.getJavaFileObjectsFromPaths(sources));
      SourcePositions positions = Trees.instance(task).getSourcePositions();
      for (CompilationUnitTree unit : task.parse()) {
        new Sizes(unit, positions).scan(unit, found);
      }
    }
    return found;
  }

  private static final class Sizes extends TreeScanner<Void, List<String>> {
    private final CompilationUnitTree unit;
    private final SourcePositions positions;

    private Sizes(CompilationUnitTree unit, SourcePositions positions) {
      this.unit = unit;
      this.positions = positions;
    }

    @Override
    public Void visitClass(ClassTree type, List<String> found) {
      long components =
          type.getMembers().stream()
              .filter(member -> type.getKind() == Tree.Kind.RECORD)
              .filter(member -> member instanceof VariableTree)
              .filter(member -> !isStatic((VariableTree) member))
              .count();
      if (components > COMPONENTS_OF_A_RECORD) {
        found.add(type.getSimpleName() + ": " + components + " components");
      }
      return super.visitClass(type, found);
    }

    private static boolean isStatic(VariableTree field) {
      return field.getModifiers().getFlags().contains(Modifier.STATIC);
    }

    @Override
    public Void visitMethod(MethodTree method, List<String> found) {
      if (method.getBody() != null) {
        LineMap lines = unit.getLineMap();
        long first = lines.getLineNumber(positions.getStartPosition(unit, method.getBody()));
        long last = lines.getLineNumber(positions.getEndPosition(unit, method.getBody()));
        long inside = last - first - 1;
        if (inside > LINES_IN_A_METHOD) {
          Path file = Path.of(unit.getSourceFile().getName());
          found.add(file + ":" + first + " " + method.getName() + ": " + inside);
        }
      }
      boolean constructor = method.getReturnType() == null;
      if (!constructor && method.getParameters().size() > PARAMETERS_OF_A_METHOD) {
        found.add(unit.getSourceFile().getName() + " " + method.getName() + ": its parameters");
      }
      return super.visitMethod(method, found);
    }
  }
}
