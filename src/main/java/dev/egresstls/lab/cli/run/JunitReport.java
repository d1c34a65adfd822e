package dev.egresstls.lab.cli.run;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.app.query.RunDocument;
import dev.egresstls.lab.engine.StepReport;
import dev.egresstls.lab.event.Gap;
import dev.egresstls.lab.event.StepState;
import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A run as the XML that CI systems read as a test report ("JUnit XML"): a test case for each step.
 * A step that fails is a failure, one that could not be done or checked an error, and one that was
 * not reached is skipped.
 */
final class JunitReport {
  /** How a step went. */
  private enum Outcome {
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
  private record Case(
      String name, Duration elapsed, Outcome outcome, String message, List<String> details) {}

  private final RunDocument document;
  private final StringBuilder xml = new StringBuilder();

  private JunitReport(RunDocument document) {
    this.document = document;
  }

  /** The document, with a line break at its end. */
  static String of(RunDocument document) {
    JunitReport report = new JunitReport(document);
    report.write();
    return report.xml.toString();
  }

  private void write() {
    List<Case> cases = new ArrayList<>();
    document.steps().forEach(step -> cases.add(step(step)));
    document.problem().ifPresent(problem -> cases.add(problem(problem)));
    Lab lab = document.banner().lab();
    String suite = lab.id() + "." + lab.track().id();
    xml.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    xml.append("<testsuites").append(attribute("name", "egresstls-lab")).append(counts(cases));
    xml.append(">\n");
    xml.append("  <testsuite").append(attribute("name", suite)).append(counts(cases));
    xml.append(">\n    <properties>\n");
    property("mode", document.banner().mode().word());
    property("context", document.banner().context());
    property("istio", lab.track().istio());
    xml.append("    </properties>\n");
    cases.forEach(one -> write(one, suite));
    xml.append("  </testsuite>\n</testsuites>\n");
  }

  private static Case step(StepReport step) {
    String name = step.number() + " " + step.step().title();
    Optional<Problem> blame = step.blame();
    if (step.state() == StepState.HOLDS) {
      return new Case(name, step.elapsed(), Outcome.PASSED, "", List.of());
    }
    if (step.state() != StepState.BROKEN) {
      return new Case(
          name, step.elapsed(), Outcome.SKIPPED, say("cli.junit.not-reached"), List.of());
    }
    if (blame.isPresent()) {
      return new Case(
          name, step.elapsed(), Outcome.ERROR, blame.get().what(), details(blame.get()));
    }
    List<String> gaps =
        step.verdicts().stream()
            .flatMap(verdict -> verdict.gaps().stream())
            .distinct()
            .map(JunitReport::gap)
            .toList();
    String first = gaps.isEmpty() ? step.step().title() : gaps.get(0);
    return new Case(name, step.elapsed(), Outcome.FAILURE, first, gaps);
  }

  private static String gap(Gap gap) {
    return say("cli.junit.gap", gap.subject(), gap.path(), gap.expected(), gap.saw());
  }

  /** What ended the run early is no step, and must not be taken for a pass. */
  private static Case problem(Problem problem) {
    return new Case(
        say("cli.junit.run"), Duration.ZERO, Outcome.ERROR, problem.what(), details(problem));
  }

  private static List<String> details(Problem problem) {
    List<String> details = new ArrayList<>();
    problem.because().ifPresent(details::add);
    details.addAll(problem.tries());
    return details;
  }

  private String counts(List<Case> cases) {
    return attribute("tests", String.valueOf(cases.size()))
        + attribute("failures", count(cases, Outcome.FAILURE))
        + attribute("errors", count(cases, Outcome.ERROR))
        + attribute("skipped", count(cases, Outcome.SKIPPED))
        + attribute("time", seconds(document.elapsed()));
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
