package dev.egresstls.lab.explain;

import dev.egresstls.lab.check.Finding;
import dev.egresstls.lab.event.Verdict;
import dev.egresstls.lab.explain.causes.KnownCauses;
import dev.egresstls.lab.explain.context.CauseContext;
import dev.egresstls.lab.explain.context.Row;
import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.LabCause;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What some checks found, and because of what.
 *
 * @param verdicts one a check, in order; each failing one with its most fundamental cause, if one
 *     is known
 * @param causes all that is true and explains one of the failing ones, the most fundamental first
 */
public record Diagnosis(List<Verdict> verdicts, List<TrueCause> causes) {
  public Diagnosis {
    verdicts = List.copyOf(verdicts);
    causes = List.copyOf(causes);
  }

  /**
   * What is known of a cluster.
   *
   * @param objects everything that was read
   * @param listed the kinds of which that is all there is: only of these may an object be said to
   *     be missing
   */
  public record Known(List<Tree> objects, Set<String> listed) {}

  /**
   * Names the causes of what fails.
   *
   * @param alone whether nobody else can be at work in the cluster
   */
  public static Diagnosis of(
      Lab lab, Vars vars, List<Finding> findings, Known known, boolean alone) {
    CauseContext scene = CauseContext.of(lab, vars, known.objects(), findings, known.listed());
    Causes causes = new Causes(scene, alone);
    List<Verdict> verdicts = new ArrayList<>();
    Map<String, TrueCause> all = new LinkedHashMap<>();
    for (Finding finding : findings) {
      List<TrueCause> found = causes.of(finding);
      found.forEach(cause -> all.putIfAbsent(cause.id(), cause));
      verdicts.add(
          found.isEmpty() ? finding.verdict() : finding.verdict().because(found.get(0).told()));
    }
    List<TrueCause> sorted = new ArrayList<>(all.values());
    List<String> order = order(lab);
    sorted.sort(Comparator.comparing(cause -> order.indexOf(cause.id())));
    return new Diagnosis(verdicts, sorted);
  }

  /** What a lab itself knows goes between what no lab works without, and the rest of the table. */
  private static List<String> order(Lab lab) {
    return Stream.of(
            KnownCauses.ALL.stream().filter(KnownCauses::isFundamental).map(Row::id),
            lab.scenario().causes().stream().map(LabCause::id),
            KnownCauses.ALL.stream().filter(row -> !KnownCauses.isFundamental(row)).map(Row::id))
        .flatMap(ids -> ids)
        .toList();
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
