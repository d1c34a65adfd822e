package dev.egresstls.lab.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Small files, small rooms, and nothing left undone, over the sources as text. */
class SourceTreeTest {
  private static final int LINES_IN_A_FILE = 400;
  private static final int FILES_IN_A_PACKAGE = 25;
  private static final Pattern UNDONE = Pattern.compile("(//|\\*).*\\b(TODO|FIXME|XXX|HACK)\\b");
  private static final Pattern MACHINE_PATH = Pattern.compile("[\"' (](/work|/root|/home/\\w+)/");

  private static final Map<Path, List<String>> SOURCES = new TreeMap<>();

  @BeforeAll
  static void read_the_sources() throws IOException {
    for (String root : List.of("src/main/java", "src/test/java")) {
      try (Stream<Path> files = Files.walk(Path.of(root))) {
        for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
          SOURCES.put(file, Files.readAllLines(file));
        }
      }
    }
    assertFalse(SOURCES.isEmpty(), "no sources found: run from the project's folder");
  }

  @Test
  void every_package_says_what_it_holds() {
    List<String> silent = new ArrayList<>();
    for (Path folder : packages("src/main/java").keySet()) {
      List<String> lines = SOURCES.get(folder.resolve("package-info.java"));
      if (lines == null || !String.join(" ", lines).matches("\\s*/\\*\\*.*[.].*\\*/.*")) {
        silent.add(folder.toString());
      }
    }
    assertEquals(List.of(), silent, "packages whose package-info does not say what they hold");
  }

  @Test
  void no_package_has_too_many_files() {
    List<String> crowded = new ArrayList<>();
    packages("src/main/java")
        .forEach(
            (folder, count) -> {
              if (count > FILES_IN_A_PACKAGE) {
                crowded.add(folder + ": " + count + " files");
              }
            });
    assertEquals(List.of(), crowded, "packages with more than " + FILES_IN_A_PACKAGE + " files");
  }

  @Test
  void no_file_is_too_long() {
    List<String> lengthy = new ArrayList<>();
    SOURCES.forEach(
        (file, lines) -> {
          if (lines.size() > LINES_IN_A_FILE) {
            lengthy.add(file + ": " + lines.size() + " lines");
          }
        });
    assertEquals(List.of(), lengthy, "files with more than " + LINES_IN_A_FILE + " lines");
  }

  @Test
  void nothing_is_left_undone_or_tied_to_one_machine() {
    List<String> found = new ArrayList<>();
    SOURCES.forEach((file, lines) -> found.addAll(offences(file, lines)));
    assertEquals(List.of(), found, "lines left undone, or naming one machine's folders");
  }

  private static List<String> offences(Path file, List<String> lines) {
    List<String> found = new ArrayList<>();
    if (file.endsWith("SourceTreeTest.java")) {
      return found;
    }
    for (int at = 0; at < lines.size(); at++) {
      String line = lines.get(at);
      if (UNDONE.matcher(line).find() || MACHINE_PATH.matcher(line).find()) {
        found.add(file + ":" + (at + 1) + ": " + line.strip());
      }
    }
    return found;
  }

  /** The number of source files in each folder below a root, package-info not counted. */
  private static Map<Path, Integer> packages(String root) {
    Map<Path, Integer> counts = new TreeMap<>();
    for (Path file : SOURCES.keySet()) {
      if (file.startsWith(root)) {
        int one = file.endsWith("package-info.java") ? 0 : 1;
        counts.merge(file.getParent(), one, Integer::sum);
      }
    }
    return counts;
  }
}
