package dev.egresstls.lab.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is in the jar that a user gets. It runs where that jar is: under {@code ./mvnw verify}. */
class JarTest {
  private static final long MOST_BYTES = 10_000_000;
  private static final String SERVICES = "META-INF/services/";

  private static JarFile jar;
  private static Path file;

  @BeforeAll
  static void open_the_jar() throws IOException {
    String path = System.getProperty("lab.jar", "");
    assumeTrue(!path.isEmpty(), "no jar: -Dtest runs on the classes");
    file = Path.of(path);
    jar = new JarFile(file.toFile());
  }

  @AfterAll
  static void close() throws IOException {
    if (jar != null) {
      jar.close();
    }
  }

  @Test
  void it_has_at_most_10_MB() throws IOException {
    assertTrue(Files.size(file) <= MOST_BYTES, Files.size(file) + " bytes");
  }

  /** A new line here is a decision: docs/decisions/0001 and 0007. */
  @Test
  void it_holds_these_libraries_and_no_other() {
    assertEquals(
        Set.of(
            "dev/egresstls",
            "io/fabric8",
            "io/smallrye",
            "io/undertow",
            "org/commonmark",
            "org/jboss",
            "org/jline",
            "org/slf4j",
            "org/wildfly",
            "org/xbill",
            "org/xnio",
            "org/yaml",
            "picocli",
            "tools/jackson"),
        classes().stream().map(JarTest::library).collect(Collectors.toCollection(TreeSet::new)));
  }

  private static String library(String name) {
    String[] parts = name.split("/");
    return parts[0].equals("picocli") ? parts[0] : parts[0] + "/" + parts[1];
  }

  @Test
  void there_is_one_library_for_YAML_and_one_for_JSON_and_no_model_of_kubernetes() {
    List<String> second =
        classes().stream()
            .filter(
                name ->
                    name.startsWith("org/snakeyaml/")
                        || name.startsWith("com/fasterxml/")
                        || name.startsWith("tools/jackson/databind/")
                        || name.startsWith("tools/jackson/dataformat/")
                        || name.startsWith("io/fabric8/kubernetes/api/model/"))
            .toList();
    assertEquals(List.of(), second);
  }

  @Test
  void every_service_that_it_names_is_in_it() throws IOException {
    List<String> missing = new ArrayList<>();
    Set<String> classes = new TreeSet<>(classes());
    for (JarEntry entry : jar.stream().toList()) {
      String service = entry.getName().replaceFirst("^" + SERVICES, "");
      if (entry.isDirectory() || service.equals(entry.getName()) || service.contains("/")) {
        continue;
      }
      for (String provider : providers(entry)) {
        if (!classes.contains(provider.replace('.', '/') + ".class")) {
          missing.add(service + ": " + provider);
        }
      }
    }
    assertEquals(List.of(), missing);
  }

  private static List<String> providers(JarEntry entry) throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(jar.getInputStream(entry), StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .map(line -> line.replaceFirst("#.*", "").strip())
          .filter(line -> !line.isEmpty())
          .toList();
    }
  }

  /** All tests but this one's companions would pass on the classes, too. */
  @Test
  void the_tests_run_on_it_and_on_no_library_beside_it() throws Exception {
    Path ours =
        Path.of(
            Class.forName("dev.egresstls.lab.Main")
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    assertEquals(file.toRealPath(), ours.toRealPath());
    Class<?> library = Class.forName("tools.jackson.core.JsonParser");
    Path from = Path.of(library.getProtectionDomain().getCodeSource().getLocation().toURI());
    assertEquals(file.toRealPath(), from.toRealPath(), System.getProperty("java.class.path"));
  }

  private static List<String> classes() {
    return jar.stream()
        .map(JarEntry::getName)
        .map(name -> name.replaceFirst("^META-INF/versions/\\d+/", ""))
        .filter(name -> name.endsWith(".class"))
        .toList();
  }
}
