package dev.egresstls.lab.app.author;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.check.Evidence;
import dev.egresstls.lab.check.Judge;
import dev.egresstls.lab.event.Verdict;
import dev.egresstls.lab.lab.Check;
import dev.egresstls.lab.lab.Expectation;
import dev.egresstls.lab.lab.PredictionQuestion;
import dev.egresstls.lab.lab.Probe;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.value.Tree;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether what is observed is what the right answer of a question says, and what no other says. */
final class OptionProof {
  /** Says why what is observed is not as an option says; nothing if it is. */
  @FunctionalInterface
  interface WhyNot {
    Optional<String> of(int option) throws InterruptedException;
  }

  private OptionProof() {}

  /** A question of which each option says what would be observed. */
  static void of(
      ProofCases cases,
      String name,
      PredictionQuestion question,
      String[] at,
      List<Tree> seen,
      Vars vars)
      throws InterruptedException {
    List<Boolean> observable = new ArrayList<>();
    for (int option = 1; option <= question.options().size(); option++) {
      observable.add(!question.shows(option).isEmpty());
    }
    of(cases, name, question, observable, at, option -> whyNot(question.shows(option), seen, vars));
  }

  /**
   * The same for any kind of question.
   *
   * @param observable for each option whether anything shows it
   */
  static void of(
      ProofCases cases,
      String name,
      PredictionQuestion question,
      List<Boolean> observable,
      String[] at,
      WhyNot whyNot)
      throws InterruptedException {
    int right = question.answer();
    if (!observable.get(right - 1)) {
      cases.skip(name, say("app.author.author-only"));
      return;
    }
    cases.tried(name, at, () -> wrong(cases, question, observable, at, whyNot));
    for (int option = 1; option <= observable.size(); option++) {
      if (!observable.get(option - 1)) {
        cases.skip(say("app.author.option", name, option), say("app.author.author-only"));
      }
    }
  }

  private static List<String> wrong(
      ProofCases cases,
      PredictionQuestion question,
      List<Boolean> observable,
      String[] at,
      WhyNot whyNot)
      throws InterruptedException {
    List<String> wrong = new ArrayList<>();
    List<Integer> holding = new ArrayList<>();
    for (int option = 1; option <= observable.size(); option++) {
      if (observable.get(option - 1) && whyNot.of(option).isEmpty()) {
        holding.add(option);
      }
    }
    int right = question.answer();
    Optional<String> why = whyNot.of(right);
    if (why.isPresent()) {
      wrong.add(
          cases.at(at, "answer")
              + say("app.author.answer", right, why.get())
              + (holding.isEmpty() ? "" : say("app.author.answer.other", holding.get(0))));
    } else {
      for (int option : holding) {
        if (option != right) {
          wrong.add(
              cases.at(at, "options", String.valueOf(option - 1))
                  + say("app.author.option.too", option, right));
        }
      }
    }
    return wrong;
  }

  /** Why nothing that was seen is as expected; empty if something is. */
  static Optional<String> whyNot(Map<String, Expectation> expect, List<Tree> seen, Vars vars) {
    Check check = new Check("", "", new Probe.PodState("", ""), expect, Duration.ZERO);
    Optional<String> first = Optional.empty();
    // That there is none is so if none of all objects is otherwise.
    boolean none =
        expect.values().stream()
            .allMatch(one -> one instanceof Expectation.Present there && !there.wanted());
    for (Tree tree : seen) {
      Verdict verdict = Judge.judge(check, Evidence.of(say("app.author.observed"), tree), vars);
      if (verdict.met() && !none) {
        return Optional.empty();
      }
      if (verdict.met()) {
        continue;
      }
      first =
          first.or(
              () ->
                  verdict.gaps().stream()
                      .map(ProofCases::sentence)
                      .findFirst()
                      .or(() -> verdict.problem().map(ProofCases::sentence)));
    }
    return first;
  }
}
