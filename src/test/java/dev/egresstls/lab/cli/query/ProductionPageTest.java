package dev.egresstls.lab.cli.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.egresstls.lab.catalog.Catalog;
import dev.egresstls.lab.lab.Curriculum;
import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.Vars;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Whatever the page for production says that {@code trace} prints, it prints, for the page's YAML.
 */
class ProductionPageTest extends TraceProcess {
  private static final List<Lab> LABS =
      Catalog.builtIn().ids().stream()
          .map(id -> Catalog.builtIn().read(id, Optional.empty()))
          .toList();
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w+)\\n(.*?)^```$");
  private static final Pattern NAME = Pattern.compile("# ([a-z-]+\\.yaml)\\n");
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

  private final Map<String, String> files = new LinkedHashMap<>();

  private static List<String> texts() {
    return LABS.stream()
        .flatMap(lab -> lab.curriculum().production().stream().map(page -> texts(lab, page)))
        .flatMap(List::stream)
        .toList();
  }

  /** Each lab has its own file of a name. */
  private static List<String> texts(Lab lab, Curriculum.Production page) {
    Vars vars = Vars.of(lab, Map.of());
    List<String> texts = texts(page).stream().map(vars::show).toList();
    List<String> names = files(String.join("\n", texts)).toList();
    List<String> own = new ArrayList<>();
    for (String text : texts) {
      String named = text;
      for (String name : names) {
        named = named.replaceAll("(?<![a-z-])" + Pattern.quote(name), lab.id() + "-" + name);
      }
      own.add(named);
    }
    return own;
  }

  private static List<String> texts(Curriculum.Production page) {
    List<String> texts = new ArrayList<>(List.of(page.intro()));
    page.topics().forEach(topic -> texts.add(topic.prose()));
    return texts;
  }

  private static List<String> blocks(String text, String language) {
    return BLOCK
        .matcher(text)
        .results()
        .filter(found -> found.group(1).equals(language))
        .map(found -> found.group(2))
        .toList();
  }

  @BeforeEach
  void the_yaml_of_the_page_in_files() throws IOException {
    for (String text : texts()) {
      for (String yaml : blocks(text, "yaml")) {
        Matcher name = NAME.matcher(yaml);
        assertTrue(name.lookingAt(), yaml);
        assertEquals(null, files.put(name.group(1), file(name.group(1), yaml)), name.group(1));
      }
    }
  }

  @TestFactory
  Stream<DynamicTest> each_trace_of_the_page_prints_what_the_page_says() {
    return texts().stream()
        .flatMap(text -> blocks(text, "console").stream())
        .flatMap(block -> Stream.of(block.replace("\\\n", " ").split("(?m)^\\$ ")))
        .filter(command -> !command.isBlank())
        .map(command -> dynamicTest(command.lines().findFirst().orElse(""), () -> run(command)));
  }

  private void run(String said) {
    List<String> lines = said.lines().toList();
    List<String> words =
        WORD.matcher(lines.get(0))
            .results()
            .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
            .map(word -> files.getOrDefault(word, word))
            .toList();
    assertEquals(List.of("egresstls-lab", "trace"), words.subList(0, 2), said);
    assertEquals(0, trace(words.subList(2, words.size()).toArray(String[]::new)), err());
    String printed = out().replaceAll("\\s+", " ");
    assertTrue(lines.size() > 1, said);
    int from = 0;
    for (String line : lines.subList(1, lines.size())) {
      int found = printed.indexOf(line.strip().replaceAll("\\s+", " "), from);
      assertTrue(found >= 0, () -> "not printed (in this order): " + line + "\n" + out());
      from = found;
    }
  }

  /** A page without a trace or without a file that one uses would prove less than it seems to. */
  @TestFactory
  Stream<DynamicTest> each_yaml_that_trace_reads_is_traced() {
    String all = String.join("\n", texts());
    return files(all)
        .filter(name -> !name.endsWith("kube-state-metrics.yaml"))
        .map(
            name ->
                dynamicTest(
                    name, () -> assertTrue(all.matches("(?s).*--objects[^$]* " + name + ".*"))));
  }

  private static Stream<String> files(String all) {
    return blocks(all, "yaml").stream()
        .map(
            yaml -> {
              Matcher name = NAME.matcher(yaml);
              return name.lookingAt() ? name.group(1) : yaml;
            });
  }
}
