package dev.egresstls.lab.check;

import dev.egresstls.lab.event.Gap;
import dev.egresstls.lab.event.Verdict.Fact;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.mesh.proof.Proof;
import dev.egresstls.lab.value.Tree;
import java.util.List;
import java.util.Optional;

/**
 * What was seen where a check looks.
 *
 * @param subject what was looked at, such as {@code Service default/web}
 * @param tree what stands there, in the shape that the probe describes; {@link Tree#MISSING} if
 *     there is nothing
 * @param nothing why there is nothing, in a few words; empty if it just is not there
 * @param facts short lines for the learner
 * @param gaps differences that the probe itself found, such as a prediction that did not come true
 * @param problem why it could not be looked at
 * @param proof which way the packet went, if a request was sent
 */
public record Evidence(
    String subject,
    Tree tree,
    String nothing,
    List<Fact> facts,
    List<Gap> gaps,
    Optional<Problem> problem,
    Optional<Proof> proof) {
  public Evidence {
    facts = List.copyOf(facts);
    gaps = List.copyOf(gaps);
  }

  /** Something that was seen. */
  public static Evidence of(String subject, Tree tree) {
    return new Evidence(
        subject, tree, "", List.of(), List.of(), Optional.empty(), Optional.empty());
  }

  /**
   * Nothing was there.
   *
   * @param why in a few words; may be empty
   */
  public static Evidence nothing(String subject, String why) {
    return new Evidence(
        subject, Tree.MISSING, why, List.of(), List.of(), Optional.empty(), Optional.empty());
  }

  /** It could not be looked at. */
  public static Evidence unknown(String subject, Problem problem) {
    return new Evidence(
        subject, Tree.MISSING, "", List.of(), List.of(), Optional.of(problem), Optional.empty());
  }

  /** The same, with a line for the learner. */
  public Evidence fact(String label, String text) {
    List<Fact> more = new java.util.ArrayList<>(facts);
    more.add(new Fact(label, text));
    return new Evidence(subject, tree, nothing, more, gaps, problem, proof);
  }

  /** The same, with differences that the probe itself found. */
  public Evidence gaps(List<Gap> found) {
    return new Evidence(subject, tree, nothing, facts, found, problem, proof);
  }

  /** The same, with the way that the packet went. */
  public Evidence proof(Proof went) {
    return new Evidence(subject, tree, nothing, facts, gaps, problem, Optional.of(went));
  }
}
