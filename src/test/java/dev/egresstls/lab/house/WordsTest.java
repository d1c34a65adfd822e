package dev.egresstls.lab.house;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The words of docs/words.md, where a test can hold them. */
class WordsTest {
  private static final Path ROOT = Path.of("src/main/java");
  private static final Path BUNDLE =
      Path.of("src/main/resources/dev/egresstls/lab/message/messages.properties");

  @Test
  void messages_use_the_words_of_the_field() throws IOException {
    Properties texts = new Properties();
    try (Reader reader = Files.newBufferedReader(BUNDLE)) {
      texts.load(reader);
    }
    assertEquals(
        List.of(),
        texts.stringPropertyNames().stream()
            .sorted()
            .flatMap(key -> Words.found(key, texts.getProperty(key).lines()).stream())
            .toList());
  }

  @Test
  void documents_use_the_words_of_the_field() throws IOException {
    List<String> found = new ArrayList<>();
    List<Path> pages = new ArrayList<>(List.of(Path.of("README.md"), Path.of("CONTRIBUTING.md")));
    try (Stream<Path> files = Files.list(Path.of("docs"))) {
      files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
    }
    pages.remove(Path.of("docs", "words.md"));
    for (Path page : pages) {
      found.addAll(Words.found(page.toString(), Files.readAllLines(page).stream()));
    }
    assertEquals(List.of(), found);
  }

  /** A comment, as far as one line shows it. */
  private static final Pattern COMMENT = Pattern.compile("^\\s*(/?\\*.*)$|(?<!:)(//.*)$");

  @Test
  void comments_use_the_words_of_the_field() throws IOException {
    List<String> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(ROOT)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).sorted().toList()) {
        Stream<String> comments =
            Files.readAllLines(file).stream()
                .flatMap(line -> COMMENT.matcher(line).results().map(MatchResult::group));
        found.addAll(Words.inComments(file.toString(), comments));
      }
    }
    assertEquals(List.of(), found);
  }

  @Test
  void no_two_public_types_have_one_simple_name() throws IOException {
    Map<String, TreeSet<String>> places = new TreeMap<>();
    try (Stream<Path> files = Files.walk(ROOT)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        String name = file.getFileName().toString().replace(".java", "");
        if (Pattern.compile("(?m)^public .*\\b" + name + "\\b")
            .matcher(Files.readString(file))
            .find()) {
          places.computeIfAbsent(name, one -> new TreeSet<>()).add(file.toString());
        }
      }
    }
    places.values().removeIf(all -> all.size() == 1);
    assertEquals(Map.of(), places);
  }
}
