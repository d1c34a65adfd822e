package dev.egresstls.lab.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** What a learner reads stands in the message bundle and not in the code. */
class SentencesTest {
  private static final Path ROOT = Path.of("src/main/java/dev/egresstls/lab");

  /** Rooms whose sentences all stand in the bundle. */
  private static final List<String> ROOMS = List.of("explain");

  /** Files whose texts are not the lab's own words. */
  private static final Set<String> PROTOCOL = Set.of();

  @Test
  void no_sentence_stands_in_the_code() throws IOException {
    List<String> found = new ArrayList<>();
    for (String room : ROOMS) {
      for (CompilationUnitTree unit : parsed(ROOT.resolve(room))) {
        String file = ROOT.toUri().relativize(unit.getSourceFile().toUri()).getPath();
        for (String text : Texts.in(unit)) {
          if (!PROTOCOL.contains(file) && sentence(text)) {
            found.add(file + ": " + text);
          }
        }
      }
    }
    assertEquals(List.of(), found, "sentences that belong into messages.properties");
  }

  @Test
  void each_file_that_is_left_out_is_there() {
    PROTOCOL.forEach(file -> assertTrue(Files.exists(ROOT.resolve(file)), file));
  }

  @Test
  void sentences_are_told_from_names_and_commands() {
    assertTrue(sentence("nothing listens there"));
    assertTrue(sentence("Service {} has no port"));
    assertTrue(sentence(" or "), "a word that others are glued together with");
    assertTrue(sentence("exit {}"));
    assertFalse(sentence("Service {}/{}"));
    assertFalse(sentence("metadata.labels[{}]"));
    assertFalse(sentence("kubectl -n {} get pods"));
    assertFalse(sentence("`show client`"));
  }

  /** Two words one after the other, or one that is glued to a value. */
  private static boolean sentence(String text) {
    boolean command = text.matches("`?(kubectl|kind|istioctl|show) (?s:.*)");
    boolean words = text.matches("(?s).*\\b[a-z]{2,}[,;:.]? (\\{}|[a-z]{2,}\\b).*");
    boolean glue = text.matches("(?s).*\\{},? [a-z]{2}.*|[,;]? [a-z]{2,} ");
    return !command && (words || glue);
  }

  private static List<CompilationUnitTree> parsed(Path room) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (Stream<Path> tree = Files.walk(room);
        StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      List<Path> sources = tree.filter(path -> path.toString().endsWith(".java")).toList();
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null, files, null, null, null, files.getJavaFileObjectsFromPaths(sources));
      List<CompilationUnitTree> units = new ArrayList<>();
      task.parse().forEach(units::add);
      return units;
    }
  }
}
