package dev.egresstls.lab.cli.run;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.app.query.RunDocument;
import dev.egresstls.lab.cli.run.JunitXml.Case;
import dev.egresstls.lab.cli.run.JunitXml.Outcome;
import dev.egresstls.lab.engine.StepReport;
import dev.egresstls.lab.event.Gap;
import dev.egresstls.lab.event.StepState;
import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A run as the XML that CI systems read as a test report ("JUnit XML"): a test case for each step.
 * A step that fails is a failure, one that could not be done or checked an error, and one that was
 * not reached is skipped.
 */
final class JunitReport {
  private JunitReport() {}

  /** The document, with a line break at its end. */
  static String of(RunDocument document) {
    List<Case> cases = new ArrayList<>();
    document.steps().forEach(step -> cases.add(step(step)));
    document.problem().ifPresent(problem -> cases.add(problem(problem)));
    Lab lab = document.banner().lab();
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("mode", document.banner().mode().word());
    properties.put("context", document.banner().context());
    properties.put("istio", lab.track().istio());
    return JunitXml.of(lab.id() + "." + lab.track().id(), properties, cases, document.elapsed());
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
}
