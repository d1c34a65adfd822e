package dev.egresstls.lab.check;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.event.Gap;
import dev.egresstls.lab.event.Verdict;
import dev.egresstls.lab.lab.Check;
import dev.egresstls.lab.lab.Expectation;
import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says whether what was seen is as a check expects. Pure: the same evidence, the same verdict. */
public final class Judge {
  private Judge() {}

  /**
   * Judges a check.
   *
   * @return unknown if it could not be looked at, or a {@code ${name}} has no value yet
   */
  public static Verdict judge(Check check, Evidence evidence, Vars vars) {
    if (evidence.problem().isPresent()) {
      return unknown(check, evidence, evidence.problem().get());
    }
    try {
      List<Gap> gaps = gaps(check, evidence, vars);
      boolean met = gaps.isEmpty();
      return new Verdict(
          check.id(),
          met ? Verdict.State.MET : Verdict.State.UNMET,
          met ? vars.fill(check.says(), evidence.tree()) : "",
          gaps,
          evidence.facts(),
          Optional.empty(),
          Optional.empty());
    } catch (LabFailure e) {
      return unknown(check, evidence, e.problem());
    } catch (IllegalArgumentException e) {
      return unknown(check, evidence, Problem.of(Problem.Kind.USAGE, e.getMessage()));
    }
  }

  private static List<Gap> gaps(Check check, Evidence evidence, Vars vars) {
    Tree seen = evidence.tree();
    if (seen.isMissing()) {
      String nothing = say("check.word.nothing");
      String saw = evidence.nothing().isEmpty() ? nothing : nothing + ": " + evidence.nothing();
      return List.of(new Gap(evidence.subject(), "", say("check.toExist"), saw, Optional.empty()));
    }
    List<Gap> gaps = new ArrayList<>();
    for (Map.Entry<String, Expectation> one : check.expect().entrySet()) {
      String path = one.getKey();
      new Comparison(evidence.subject(), vars, seen, path, seen.at(path))
          .with(one.getValue())
          .forEach(gap -> gaps.add(LastWriter.named(gap, seen)));
    }
    gaps.addAll(evidence.gaps());
    return gaps;
  }

  private static Verdict unknown(Check check, Evidence evidence, Problem problem) {
    String saw = problem.what() + problem.because().map(why -> ": " + why).orElse("");
    Gap gap = new Gap(evidence.subject(), "", say("check.answer"), saw, Optional.empty());
    return new Verdict(
        check.id(),
        Verdict.State.UNKNOWN,
        "",
        List.of(gap),
        evidence.facts(),
        Optional.empty(),
        evidence.problem());
  }
}
