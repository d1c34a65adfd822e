package dev.egresstls.lab.house;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import dev.egresstls.lab.catalog.Catalog;
import dev.egresstls.lab.lab.Track;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** A release of Istio or of the Gateway API is named in the tables of {@code mesh/istio} alone. */
class VersionsTest {
  private static final Path ROOT = Path.of("src/main/java/dev/egresstls/lab");
  private static final Path BUNDLE =
      Path.of("src/main/resources/dev/egresstls/lab/message/messages.properties");
  private static final Path README = Path.of("README.md");
  private static final String BEGIN = "<!-- tracks -->\n";
  private static final String END = "<!-- /tracks -->";

  private static final Pattern RELEASE =
      Pattern.compile(
          "(?<![\\w./])v?1\\.(2[0-9]|3[0-9])(\\.\\d+)?(?!\\w)|(?<![\\w.])v1\\.[3-9]\\.\\d");

  private static final Set<String> FILES =
      Set.of(
          // the tables
          "mesh/istio/Difference.java",
          "mesh/istio/GatewayApi.java",
          // a text of the Gateway API's own, in its words
          "practice/tools/SafeUpgrades.java",
          // releases of Kubernetes
          "practice/controlplane/PracticeNode.java",
          "practice/api/ApiServer.java",
          "practice/api/discovery/OpenApi.java");

  /** Sentences about releases of Kubernetes. */
  private static final Set<String> KEYS =
      Set.of(
          "doctor.kubernetes.old",
          "value.range.no-bound",
          "world.config.unusable.auth-provider",
          "world.kinds.no-document.because");

  @Test
  void no_code_names_a_release_outside_the_tables() throws IOException {
    List<String> found = new ArrayList<>();
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (Stream<Path> tree = Files.walk(ROOT);
        StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      List<Path> sources = tree.filter(path -> path.toString().endsWith(".java")).toList();
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null, files, null, null, null, files.getJavaFileObjectsFromPaths(sources));
      for (CompilationUnitTree unit : task.parse()) {
        String file = ROOT.toUri().relativize(unit.getSourceFile().toUri()).getPath();
        Texts.in(unit).stream()
            .filter(text -> !FILES.contains(file) && RELEASE.matcher(text).find())
            .forEach(text -> found.add(file + ": " + text));
      }
    }
    assertEquals(List.of(), found);
  }

  @Test
  void no_sentence_names_a_release() throws IOException {
    Properties texts = new Properties();
    try (Reader reader = Files.newBufferedReader(BUNDLE)) {
      texts.load(reader);
    }
    assertEquals(
        List.of(),
        texts.stringPropertyNames().stream()
            .filter(key -> !KEYS.contains(key))
            .filter(key -> RELEASE.matcher(texts.getProperty(key)).find())
            .sorted()
            .toList());
  }

  @Test
  void the_readme_lists_the_tracks_of_the_lab() throws IOException {
    String readme = Files.readString(README);
    String wanted =
        readme.substring(0, readme.indexOf(BEGIN) + BEGIN.length())
            + tracks()
            + readme.substring(readme.indexOf(END));
    if (Boolean.getBoolean("update")) {
      Files.writeString(README, wanted);
    }
    assertEquals(
        wanted,
        Files.readString(README),
        "out of date; refresh it with: ./mvnw -q test -Dtest=VersionsTest -Dupdate=true");
  }

  private static String tracks() {
    StringBuilder table =
        new StringBuilder("| track | Istio | written for | Gateway API | policy |\n")
            .append("|---|---|---|---|---|\n");
    Catalog catalog = Catalog.builtIn();
    for (Track track : catalog.read(catalog.ids().get(0), Optional.empty()).tracks()) {
      Map<String, String> vars = track.vars();
      table.append(
          "| `%s` | `%s` | %s | %s %s | `%s` |\n"
              .formatted(
                  track.id(),
                  track.istio(),
                  vars.get("istioVersion"),
                  vars.get("gatewayApi"),
                  vars.get("channel"),
                  vars.get("policyVersion")));
    }
    return table.toString();
  }
}
