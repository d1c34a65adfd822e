package dev.egresstls.lab.house;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.egresstls.lab.catalog.Catalog;
import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.Step;
import dev.egresstls.lab.lab.Track;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Labs can be added without the program: it names no lab, no track, no step and no object of one.
 */
class LabNamesTest {
  private static final Path MAIN = Path.of("src/main/java/dev/egresstls/lab");
  private static final Path BUNDLE =
      Path.of("src/main/resources/dev/egresstls/lab/message/messages.properties");

  /** Where the program {@code curl} itself is run, read or offered. */
  private static final Set<String> CURL =
      Set.of(
          "check/RequestSender.java",
          "check/RequestLook.java",
          "check/SentTree.java",
          "check/RequestProver.java",
          "check/GatewayLook.java",
          "experiment/Symptom.java",
          "experiment/AttemptSender.java",
          "shell/commands/KnownTools.java",
          "bundle/IndexPage.java",
          "explain/causes/AddressCauses.java",
          "value/Secrets.java");

  private static Stream<Path> sources() throws IOException {
    return Files.walk(MAIN)
        .filter(file -> file.toString().endsWith(".java"))
        .filter(file -> !MAIN.relativize(file).toString().matches("(mesh|practice)/.*"));
  }

  private static Pattern words() {
    Set<String> words = new TreeSet<>(Set.of("google"));
    Set<String> shown = new TreeSet<>();
    Catalog catalog = Catalog.builtIn();
    for (String id : catalog.ids()) {
      words.add(Pattern.quote(id));
      Lab lab = catalog.read(id, Optional.empty());
      lab.tracks().stream()
          .map(Track::id)
          .filter(track -> track.contains("-"))
          .forEach(track -> words.add("(?<![\\w-])" + Pattern.quote(track) + "(?![\\w-])"));
      lab.steps().stream().map(Step::id).forEach(step -> shown.add(Pattern.quote(step)));
    }
    words.add("\\b(show|goto|--to|--at|--track) (" + String.join("|", shown) + "|current)\\b");
    return Pattern.compile(words.stream().collect(Collectors.joining("|")));
  }

  @Test
  void the_program_names_nothing_of_a_lab() throws IOException {
    Pattern words = words();
    List<String> found = new ArrayList<>();
    for (Path file : sources().toList()) {
      String name = MAIN.relativize(file).toString();
      Files.readAllLines(file).stream()
          .filter(line -> words.matcher(line).find())
          .forEach(line -> found.add(name + ": " + line.strip()));
    }
    Files.readAllLines(BUNDLE).stream()
        .filter(line -> !line.startsWith("practice."))
        .filter(line -> words.matcher(line).find())
        .forEach(found::add);
    assertEquals("", String.join("\n", found));
  }

  @Test
  void the_program_knows_curl_where_that_is_run() throws IOException {
    Pattern curl = Pattern.compile("\\bcurl\\b");
    List<String> found = new ArrayList<>();
    for (Path file : sources().toList()) {
      String name = MAIN.relativize(file).toString();
      if (!CURL.contains(name)) {
        Files.readAllLines(file).stream()
            .filter(line -> curl.matcher(line).find())
            .forEach(line -> found.add(name + ": " + line.strip()));
      }
    }
    assertEquals("", String.join("\n", found));
  }
}
