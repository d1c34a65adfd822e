package dev.egresstls.lab.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.bundle.Catalogs;
import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Sha256;
import dev.egresstls.lab.value.Tree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/**
 * The alias that {@code jbang egresstls-lab@org} reads leads to a release: the jar in dist/, which
 * {@code .ci/release} puts there with its origin, or, once there is a public release, its URL.
 */
class ReleaseTest {
  private static final Path DIST = Path.of("dist");
  private static final Path CATALOG = Path.of("jbang-catalog.json");

  private static Tree alias() throws IOException {
    return Json.read(Files.readString(CATALOG)).get("aliases").get("egresstls-lab");
  }

  private static boolean inRepository() throws IOException {
    return !alias().get("script-ref").text("").startsWith("https://");
  }

  @Test
  void the_alias_is_one_file_with_the_options_that_pay() throws IOException {
    assertEquals("17+", alias().get("java").text(""));
    assertEquals(Catalogs.JAVA_OPTIONS, alias().get("java-options").texts());
    // With it, JBang 0.132 looks for an archive in a folder that it never makes.
    assertTrue(alias().get("cds").isMissing());
    assertTrue(alias().get("sources").isMissing(), "a jar needs no sources");
  }

  @Test
  void the_jar_in_dist_is_the_one_that_RELEASE_names() throws IOException {
    if (!inRepository()) {
      assertFalse(Files.exists(DIST), "the alias leads to a public release: dist/ can go");
      return;
    }
    Path jar = Path.of(alias().get("script-ref").text(""));
    assertTrue(Files.isRegularFile(jar), jar + " is missing: .ci/release makes it");
    Map<String, String> release = release();
    assertEquals(List.of("version", "commit", "sha256"), List.copyOf(release.keySet()));
    assertTrue(release.get("commit").matches("[0-9a-f]{40}"), release.get("commit"));
    assertEquals(release.get("sha256"), Sha256.of(Files.readAllBytes(jar)));
    try (JarFile open = new JarFile(jar.toFile());
        InputStream text = open.getInputStream(open.getEntry("dev/egresstls/lab/version.txt"))) {
      String version = new String(text.readAllBytes(), StandardCharsets.UTF_8).strip();
      assertEquals(release.get("version"), version);
    }
    String notes = Files.readString(Path.of("CHANGELOG.md"));
    assertTrue(notes.contains("\n## " + release.get("version") + "\n"), "no change notes");
  }

  private static Map<String, String> release() throws IOException {
    Map<String, String> release = new LinkedHashMap<>();
    for (String line : Files.readAllLines(DIST.resolve("RELEASE"))) {
      String[] parts = line.split(" ", 2);
      release.put(parts[0], parts[1]);
    }
    return release;
  }

  @Test
  void the_version_is_the_same_wherever_it_stands() throws IOException {
    String version =
        Files.readString(Path.of("src/main/resources/dev/egresstls/lab/version.txt")).strip();
    assertTrue(
        Files.readString(Path.of("pom.xml"))
            .contains(
                "<artifactId>egresstls-lab</artifactId>\n  <version>" + version + "</version>"));
  }
}
