package dev.egresstls.lab.app.query;

import dev.egresstls.lab.app.Answer;
import dev.egresstls.lab.app.launch.LaunchBanner;
import dev.egresstls.lab.engine.StepReport;
import dev.egresstls.lab.event.Cause;
import dev.egresstls.lab.event.Gap;
import dev.egresstls.lab.event.Verdict;
import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.value.Tree;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A run as one JSON object, as {@code docs/json.md} describes it.
 *
 * @param banner the mode, the context and the lab, as far as they are known
 * @param steps how each step stands; empty if no cluster was opened
 * @param already the numbers of the steps that held before anything was done
 * @param problem what ended the run early
 */
public record RunDocument(
    LaunchBanner banner,
    List<StepReport> steps,
    Set<Integer> already,
    int exitCode,
    Duration elapsed,
    Optional<Problem> problem) {

  public RunDocument {
    steps = List.copyOf(steps);
    already = Set.copyOf(already);
  }

  /** The object. */
  public Tree tree() {
    Lab lab = banner.lab();
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("schemaVersion", Answer.SCHEMA_VERSION);
    object.put("lab", lab.id());
    object.put("mode", banner.mode().word());
    object.put("context", banner.context());
    object.put("track", lab.track().id());
    object.put("istio", lab.track().istio());
    object.put("steps", steps.stream().map(this::step).toList());
    object.put("held", steps.stream().filter(RunDocument::holds).count());
    object.put("total", lab.steps().size());
    object.put("exitCode", exitCode);
    object.put("elapsedMs", elapsed.toMillis());
    problem.ifPresent(one -> object.put("problem", problem(one)));
    return Tree.of(object);
  }

  private static boolean holds(StepReport report) {
    return report.state() == dev.egresstls.lab.event.StepState.HOLDS;
  }

  private Tree step(StepReport report) {
    return step(report, already.contains(report.number()));
  }

  /**
   * A step, as all documents have it.
   *
   * @param already whether it held before anything was done
   */
  static Tree step(StepReport report, boolean already) {
    Map<String, Object> step = new LinkedHashMap<>();
    step.put("id", report.step().id());
    step.put("number", report.number());
    step.put("title", report.step().title());
    step.put("state", report.state().word());
    step.put("already", already);
    step.put("elapsedMs", report.elapsed().toMillis());
    step.put("checks", report.verdicts().stream().map(RunDocument::check).toList());
    report.blame().ifPresent(one -> step.put("problem", problem(one)));
    return Tree.of(step);
  }

  static Tree check(Verdict verdict) {
    Tree check =
        Tree.object(
            "id", verdict.checkId(),
            "state", verdict.state().name().toLowerCase(Locale.ROOT),
            "says", verdict.says(),
            "gaps", verdict.gaps().stream().map(RunDocument::gap).toList());
    return verdict.cause().map(cause -> check.with("cause", cause(cause))).orElse(check);
  }

  /** A cause, as the checks of all documents have it. */
  static Tree cause(Cause cause) {
    return Tree.object(
        "id", cause.id(),
        "because", cause.because(),
        "seen", cause.seen().stream().map(RunDocument::gap).toList(),
        "fix", cause.fix(),
        "left", cause.left(),
        "byHand", cause.byHand(),
        "read", cause.read());
  }

  static Tree gap(Gap gap) {
    return Tree.object(
        "subject", gap.subject(),
        "path", gap.path(),
        "want", gap.expected(),
        "got", gap.saw(),
        "changedBy", gap.changedBy().orElse(null));
  }

  static Tree problem(Problem problem) {
    return Tree.object(
        "what", problem.what(),
        "because", problem.because().orElse(null),
        "tries", problem.tries());
  }
}
