package dev.egresstls.lab.explain;

import dev.egresstls.lab.check.Finding;
import dev.egresstls.lab.event.Verdict;
import dev.egresstls.lab.explain.causes.KnownCauses;
import dev.egresstls.lab.explain.context.CauseContext;
import dev.egresstls.lab.explain.context.Row;
import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What some checks found, and because of what.
 *
 * @param verdicts one a check, in order; each failing one with its most fundamental cause, if one
 *     is known
 * @param causes all that is true and explains one of the failing ones, the most fundamental first
 */
public record Diagnosis(List<Verdict> verdicts, List<TrueCause> causes) {
  private static final List<String> ORDER = KnownCauses.ALL.stream().map(Row::id).toList();

  public Diagnosis {
    verdicts = List.copyOf(verdicts);
    causes = List.copyOf(causes);
  }

  /**
   * Names the causes of what fails.
   *
   * @param objects everything that is known of the cluster
   * @param listed the kinds of which that is all there is: only of these may an object be said to
   *     be missing
   * @param alone whether nobody else can be at work in the cluster
   */
  public static Diagnosis of(
      Lab lab,
      Vars vars,
      List<Finding> findings,
      List<Tree> objects,
      Set<String> listed,
      boolean alone) {
    Causes causes = new Causes(CauseContext.of(lab, vars, objects, findings, listed), alone);
    List<Verdict> verdicts = new ArrayList<>();
    Map<String, TrueCause> all = new LinkedHashMap<>();
    for (Finding finding : findings) {
      List<TrueCause> found = causes.of(finding);
      found.forEach(cause -> all.putIfAbsent(cause.id(), cause));
      verdicts.add(
          found.isEmpty() ? finding.verdict() : finding.verdict().because(found.get(0).told()));
    }
    List<TrueCause> sorted = new ArrayList<>(all.values());
    sorted.sort(Comparator.comparing(cause -> ORDER.indexOf(cause.id())));
    return new Diagnosis(verdicts, sorted);
  }

  /** The most fundamental cause. */
  public Optional<TrueCause> first() {
    return causes.stream().findFirst();
  }

  /** A cause by its id, if it is true. */
  public Optional<TrueCause> cause(String id) {
    return causes.stream().filter(cause -> cause.id().equals(id)).findFirst();
  }

  /** Whether every check holds. */
  public boolean holds() {
    return verdicts.stream().allMatch(Verdict::met);
  }
}
