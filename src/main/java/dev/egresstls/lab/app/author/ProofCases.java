package dev.egresstls.lab.app.author;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.engine.StepReport;
import dev.egresstls.lab.event.Gap;
import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What is proved on one track, one case after the other. */
final class ProofCases {
  /** Work that finds out what is wrong. */
  interface Trial {
    List<String> wrong() throws InterruptedException;
  }

  private final String track;
  private final Consumer<ProofCase> cases;

  ProofCases(String track, Consumer<ProofCase> cases) {
    this.track = track;
    this.cases = cases;
  }

  /** Tries one thing; gives whether nothing is wrong with it. */
  boolean tried(String name, Trial trial) throws InterruptedException {
    long begun = System.nanoTime();
    List<String> wrong;
    try {
      wrong = trial.wrong();
    } catch (LabFailure e) {
      wrong = List.of(sentence(e.problem()));
    }
    Duration elapsed = Duration.ofNanos(System.nanoTime() - begun);
    cases.accept(new ProofCase(track, name, wrong, "", elapsed));
    return wrong.isEmpty();
  }

  /** Leaves one out, and says why. */
  void skip(String name, String why) {
    cases.accept(new ProofCase(track, name, List.of(), why, Duration.ZERO));
  }

  /** What failed, and why. */
  static String sentence(Problem problem) {
    return problem.what() + problem.because().map(why -> ": " + why).orElse("");
  }

  /** What was expected and found. */
  static String sentence(Gap gap) {
    return say("cli.junit.gap", gap.subject(), gap.path(), gap.expected(), gap.saw());
  }

  /** Why a step does not hold. */
  static List<String> wrong(StepReport report) {
    List<String> wrong = new ArrayList<>();
    report.problem().ifPresent(problem -> wrong.add(sentence(problem)));
    report.verdicts().stream()
        .filter(one -> !one.met())
        .flatMap(one -> one.gaps().stream())
        .forEach(gap -> wrong.add(sentence(gap)));
    return wrong;
  }
}
