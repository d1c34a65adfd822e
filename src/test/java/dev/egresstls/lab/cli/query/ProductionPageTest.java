package dev.egresstls.lab.cli.query;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.egresstls.lab.catalog.Catalog;
import dev.egresstls.lab.lab.Curriculum;
import dev.egresstls.lab.lab.Lab;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The YAML of the pages for production is traced there. That {@code trace} prints what they say is
 * proved with the labs.
 */
class ProductionPageTest {
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```yaml\\n(.*?)^```$");
  private static final Pattern NAME = Pattern.compile("# ([a-z-]+\\.yaml)\\n");

  /** A page without a trace or without a file that one uses would prove less than it seems to. */
  @TestFactory
  Stream<DynamicTest> each_yaml_that_trace_reads_is_traced() {
    return Catalog.builtIn().ids().stream()
        .map(id -> Catalog.builtIn().read(id, Optional.empty()))
        .flatMap(ProductionPageTest::tests);
  }

  private static Stream<DynamicTest> tests(Lab lab) {
    String all = text(lab.curriculum().production().orElseThrow());
    return BLOCK
        .matcher(all)
        .results()
        .map(found -> name(found.group(1)))
        .filter(name -> !name.equals("kube-state-metrics.yaml"))
        .map(
            name ->
                dynamicTest(
                    lab.id() + " " + name,
                    () -> assertTrue(all.matches("(?s).*--objects[^$]* " + name + ".*"))));
  }

  private static String text(Curriculum.Production page) {
    List<String> texts = new ArrayList<>(List.of(page.intro()));
    page.topics().forEach(topic -> texts.add(topic.prose()));
    return String.join("\n", texts);
  }

  private static String name(String yaml) {
    Matcher name = NAME.matcher(yaml);
    assertTrue(name.lookingAt(), yaml);
    return name.group(1);
  }
}
