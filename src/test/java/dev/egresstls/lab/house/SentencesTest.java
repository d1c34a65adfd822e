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
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** What a learner reads stands in the message bundle and not in the code. */
class SentencesTest {
  private static final Path ROOT = Path.of("src/main/java/dev/egresstls/lab");

  /** Rooms whose sentences all stand in the bundle. */
  private static final List<String> ROOMS =
      List.of(
          "app",
          "bundle",
          "catalog",
          "check",
          "classroom",
          "cli",
          "console",
          "doctor",
          "engine",
          "event",
          "explain",
          "lab",
          "experiment",
          "ledger",
          "mesh",
          "render",
          "session",
          "shell",
          "trace",
          "value",
          "world");

  /** Files whose texts are not the lab's own words, or are no sentences. */
  private static final Set<String> OTHERS =
      Set.of(
          // what istiod writes into the status of a policy
          "mesh/policy/CaReference.java",
          "mesh/policy/Condition.java",
          "mesh/policy/PolicyJudge.java",
          "mesh/policy/PolicyOutcome.java",
          // patterns of what curl prints
          "mesh/envoy/CurlReader.java",
          "app/author/MistakesDocument.java",
          // commands and HTML, and media types
          "bundle/IndexPage.java",
          "app/report/HtmlReport.java",
          "app/classroom/LearnerFiles.java",
          "bundle/RegistryDigests.java",
          // commands alone
          "app/author/LabExport.java",
          "app/query/QueryRow.java",
          "cli/Examples.java",
          "shell/commands/Table.java",
          // the source of docs/path-model.md, which the program does not say
          "mesh/istio/Difference.java");

  /** Words of the documented JSON shapes. */
  private static final Set<String> JSON = Set.of("access log", "not seen", "not predicted");

  /** Two words one after the other, or one that is glued to a value. */
  private static final Pattern WORDS =
      Pattern.compile(
          "\\b[a-z]{2,}[,;:.]? [a-z]{2,}\\b|\\b[a-z]{2,}[,;]? \\{}|\\{},? [a-z]{2}"
              + "|^[,;]? [a-z]{2,} $");

  /** A command, an option with its value, or what a request does to a resource. */
  private static final Pattern COMMAND =
      Pattern.compile(
          "^ *`?!?(kubectl|kind|istioctl|show|egresstls-lab|jbang|java -jar) |^(trace|try|undo) (back|\\{}|http\\S+)( --[a-z]+)?$"
              + "|^(get|logs|describe) \\S+( \\S+)? -[A-Za-z]( \\S+)?$|^get (pods|\\{}\\{})$"
              + "|^--[a-z-]+ \\S+$"
              + "|^(get|create|discover) (\\{}|[a-z]+/[a-z]+)$");

  /** What others say and is looked for in it, and a mark in a file that the lab knows again. */
  private static final Set<String> FOREIGN =
      Set.of(
          "404 page not found",
          "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n",
          "No name matching",
          "No subject alternative",
          "bad file descriptor",
          "connection reset",
          "stream closed",
          "timed out",
          "upgrade request required",
          "^client version:",
          "text/html; charset=utf-8",
          // how a server names who is in conflict
          "^conflict with ",
          " (using|with subresource) .*",
          "# Written by egresstls-lab practice serve; it removes it again.\n");

  @Test
  void no_sentence_stands_in_the_code() throws IOException {
    List<String> found = new ArrayList<>();
    for (String room : ROOMS) {
      for (CompilationUnitTree unit : parsed(ROOT.resolve(room))) {
        String file = ROOT.toUri().relativize(unit.getSourceFile().toUri()).getPath();
        for (String text : Texts.in(unit)) {
          boolean known = JSON.contains(text) || FOREIGN.contains(text);
          if (!OTHERS.contains(file) && !known && sentence(text)) {
            found.add(file + ": " + text);
          }
        }
      }
    }
    assertEquals(List.of(), found, "sentences that belong into messages.properties");
  }

  @Test
  void each_file_that_is_left_out_is_there() {
    OTHERS.forEach(file -> assertTrue(Files.exists(ROOT.resolve(file)), file));
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
    assertFalse(sentence("--track {}"));
    assertFalse(sentence("create pods/exec"));
    assertTrue(sentence("--context NAME to choose another"));
  }

  private static boolean sentence(String text) {
    return WORDS.matcher(text).find() && !COMMAND.matcher(text).find();
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
