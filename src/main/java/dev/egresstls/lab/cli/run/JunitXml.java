package dev.egresstls.lab.cli.run;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The XML that CI systems read as a test report ("JUnit XML"). */
public final class JunitXml {
  /** How something went. */
  public enum Outcome {
    PASSED,
    FAILURE,
    ERROR,
    SKIPPED
  }

  /**
   * A test case.
   *
   * @param message empty if it passed
   * @param details more of the same, below each other
   */
  public record Case(
      String name, Duration elapsed, Outcome outcome, String message, List<String> details) {}

  private final Duration elapsed;
  private final StringBuilder xml = new StringBuilder();

  private JunitXml(Duration elapsed) {
    this.elapsed = elapsed;
  }

  /** The document of one suite, with a line break at its end. */
  public static String of(
      String suite, Map<String, String> properties, List<Case> cases, Duration elapsed) {
    JunitXml written = new JunitXml(elapsed);
    written.write(suite, properties, cases);
    return written.xml.toString();
  }

  private void write(String suite, Map<String, String> properties, List<Case> cases) {
    xml.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    xml.append("<testsuites").append(attribute("name", "egresstls-lab")).append(counts(cases));
    xml.append(">\n");
    xml.append("  <testsuite").append(attribute("name", suite)).append(counts(cases));
    xml.append(">\n    <properties>\n");
    properties.forEach(this::property);
    xml.append("    </properties>\n");
    cases.forEach(one -> write(one, suite));
    xml.append("  </testsuite>\n</testsuites>\n");
  }

  private String counts(List<Case> cases) {
    return attribute("tests", String.valueOf(cases.size()))
        + attribute("failures", count(cases, Outcome.FAILURE))
        + attribute("errors", count(cases, Outcome.ERROR))
        + attribute("skipped", count(cases, Outcome.SKIPPED))
        + attribute("time", seconds(elapsed));
  }

  private static String count(List<Case> cases, Outcome outcome) {
    return String.valueOf(cases.stream().filter(one -> one.outcome() == outcome).count());
  }

  private static String seconds(Duration elapsed) {
    return String.format(Locale.ROOT, "%.3f", elapsed.toMillis() / 1000.0);
  }

  private void property(String name, String value) {
    xml.append("      <property").append(attribute("name", name));
    xml.append(attribute("value", value)).append("/>\n");
  }

  private void write(Case one, String suite) {
    xml.append("    <testcase").append(attribute("name", one.name()));
    xml.append(attribute("classname", suite)).append(attribute("time", seconds(one.elapsed())));
    if (one.outcome() == Outcome.PASSED) {
      xml.append("/>\n");
      return;
    }
    String element = one.outcome().name().toLowerCase(Locale.ROOT);
    xml.append(">\n      <").append(element).append(attribute("message", one.message()));
    if (one.outcome() != Outcome.SKIPPED) {
      xml.append(attribute("type", element));
    }
    if (one.details().isEmpty()) {
      xml.append("/>\n");
    } else {
      String text = escaped(String.join("\n", one.details()));
      xml.append('>').append(text).append("</").append(element).append(">\n");
    }
    xml.append("    </testcase>\n");
  }

  private static String attribute(String name, String value) {
    return " " + name + "=\"" + escaped(value).replace("\n", "&#10;") + "\"";
  }

  /** As XML 1.0 allows it: what it does not know in any form is replaced. */
  private static String escaped(String text) {
    StringBuilder safe = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '&' -> safe.append("&amp;");
                case '"' -> safe.append("&quot;");
                default -> safe.appendCodePoint(allowed(c) ? c : '?');
              }
            });
    return safe.toString();
  }

  private static boolean allowed(int c) {
    return c == '\t'
        || c == '\n'
        || c >= 0x20 && c <= 0xD7FF
        || c >= 0xE000 && c != 0xFFFE && c != 0xFFFF;
  }
}
