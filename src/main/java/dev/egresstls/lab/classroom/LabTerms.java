package dev.egresstls.lab.classroom;

import dev.egresstls.lab.explain.CauseBook;
import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.Step;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.lab.WhatIf;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What progress in a lab can name. Whatever else a learner's ConfigMap names is not shown to
 * anybody.
 *
 * @param lab its ID
 * @param steps the IDs of its steps, in order
 * @param predictions what can be predicted: steps, what comes before them, and what-ifs
 * @param causes the IDs of causes
 */
public record LabTerms(
    String lab, List<String> steps, Set<String> predictions, Set<String> causes) {
  /** Before the ID of a step: what was predicted of the request before that step. */
  public static final String BEFORE = "before ";

  public LabTerms {
    steps = List.copyOf(steps);
    predictions = Set.copyOf(predictions);
    causes = Set.copyOf(causes);
  }

  /** Those of a lab. */
  public static LabTerms of(Lab lab) {
    List<String> steps = lab.steps().stream().map(Step::id).toList();
    Set<String> predictions = new LinkedHashSet<>(steps);
    steps.forEach(step -> predictions.add(BEFORE + step));
    lab.whatIfs().stream().map(WhatIf::id).forEach(predictions::add);
    CauseBook causes = new CauseBook(lab, Vars.of(lab, Map.of()));
    return new LabTerms(lab.id(), steps, predictions, Set.copyOf(causes.ids()));
  }
}
