package dev.egresstls.lab.engine;

import dev.egresstls.lab.check.Finding;
import dev.egresstls.lab.event.Gap;
import dev.egresstls.lab.event.Verdict;
import dev.egresstls.lab.lab.Check;
import dev.egresstls.lab.lab.Expectation;
import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.PredictionQuestion;
import dev.egresstls.lab.lab.Probe;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.Query;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What of this cluster shows the answer of a prediction.
 *
 * @param met whether it shows the answer
 * @param says the line that shows it
 * @param gaps what was found otherwise; empty if objects are there that should not be
 * @param problem why it could not be looked at
 */
public record AnswerEvidence(boolean met, String says, List<Gap> gaps, Optional<Problem> problem) {
  public AnswerEvidence {
    gaps = List.copyOf(gaps);
    Objects.requireNonNull(problem);
  }

  /** Looks, for as long as the check waits. */
  public static AnswerEvidence of(LabRun run, PredictionQuestion.Evidence evidence)
      throws InterruptedException {
    Check check = evidence.check();
    if (check.probe() instanceof Probe.ResourceState kind && absent(check)) {
      return absence(run, kind, check.says());
    }
    List<Verdict> found =
        run.pausedRun().await(List.of(check), run.vars()).stream().map(Finding::verdict).toList();
    boolean met = found.stream().anyMatch(Verdict::met);
    String says = found.stream().filter(Verdict::met).map(Verdict::says).findFirst().orElse("");
    return new AnswerEvidence(
        met,
        says,
        found.stream().flatMap(one -> one.gaps().stream()).toList(),
        found.stream().flatMap(one -> one.problem().stream()).findFirst());
  }

  /**
   * What a check looks at, once it is as expected or the time to wait is over: an empty object if
   * there is no such object.
   */
  public static List<Tree> seen(LabRun run, Check check) throws InterruptedException {
    if (check.probe() instanceof Probe.ResourceState kind && kind.name().isEmpty()) {
      List<Tree> objects = run.world().cluster().orElseThrow().resources().list(query(run, kind));
      return objects.isEmpty() ? List.of(Tree.object()) : objects;
    }
    List<Finding> found = run.pausedRun().await(List.of(check), run.vars());
    for (Finding one : found) {
      if (one.evidence().problem().isPresent()) {
        throw one.evidence().problem().get().failure();
      }
    }
    return found.stream()
        .map(one -> one.evidence().tree())
        .map(tree -> tree.isMissing() ? Tree.object() : tree)
        .toList();
  }

  private static Query query(LabRun run, Probe.ResourceState kind) {
    Vars vars = run.vars();
    return Query.in(
        vars.fill(kind.namespace().orElse("")), vars.fill(kind.apiVersion()), kind.kind());
  }

  /** Whether a check expects that there is no such object, which no check of a step can. */
  private static boolean absent(Check check) {
    return check.expect().values().stream()
        .allMatch(one -> one instanceof Expectation.Present present && !present.wanted());
  }

  /** Whether the cluster has no object of a kind, which no step watches. */
  private static AnswerEvidence absence(LabRun run, Probe.ResourceState kind, String says)
      throws InterruptedException {
    try {
      boolean none =
          run.world().cluster().orElseThrow().resources().list(query(run, kind)).isEmpty();
      return new AnswerEvidence(none, says, List.of(), Optional.empty());
    } catch (LabFailure e) {
      return new AnswerEvidence(false, "", List.of(), Optional.of(e.problem()));
    }
  }
}
