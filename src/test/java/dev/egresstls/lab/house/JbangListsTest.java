package dev.egresstls.lab.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The script for JBang lists exactly what the pom and the tree hold. */
class JbangListsTest {

  @Test
  void the_script_lists_what_the_pom_and_the_tree_hold() throws IOException {
    if (Boolean.getBoolean("update")) {
      JbangLists.main(new String[0]);
    }
    String script = Files.readString(JbangLists.SCRIPT);
    assertEquals(
        JbangLists.updated(script),
        script,
        "out of date; refresh it with: ./mvnw -q test -Dtest=JbangListsTest -Dupdate=true");
  }

  @Test
  void no_list_has_a_wildcard() throws IOException {
    for (String line : Files.readAllLines(JbangLists.SCRIPT)) {
      assertTrue(
          !line.matches("//(DEPS|SOURCES|FILES) .*[*?].*"),
          "JBang drops wildcards when it reads the script from a URL: " + line);
    }
  }

  @Test
  void the_version_that_the_lab_prints_is_the_pom_s() throws IOException {
    Path file = Path.of("src/main/resources/dev/egresstls/lab/version.txt");
    assertEquals(Pom.read(Path.of("pom.xml")).version(), Files.readString(file).strip());
  }

  @Test
  void the_catalog_names_the_script() throws IOException {
    Tree catalog = Json.read(Files.readString(Path.of("jbang-catalog.json")));
    String script = catalog.get("aliases").get("egresstls-lab").get("script-ref").text("none");
    assertEquals(JbangLists.SCRIPT, Path.of(script));
    assertTrue(
        catalog.get("catalogs").isMissing(),
        "'jbang catalog add' in this folder writes here unless it is told --global");
  }
}
