package dev.egresstls.lab.app.author;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.catalog.page.LabPlaces;
import dev.egresstls.lab.engine.StepReport;
import dev.egresstls.lab.event.Gap;
import dev.egresstls.lab.event.Verdict;
import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What is proved on one track, one case after the other; what is wrong has its place. */
final class ProofCases {
  private static final Pattern PLACED = Pattern.compile("\\S.*:[0-9]+:[0-9]+: .*", Pattern.DOTALL);

  /** Work that finds out what is wrong. */
  interface Trial {
    List<String> wrong() throws InterruptedException;
  }

  private final String track;
  private final LabPlaces places;
  private final Consumer<ProofCase> cases;

  ProofCases(String track, LabPlaces places, Consumer<ProofCase> cases) {
    this.track = track;
    this.places = places;
    this.cases = cases;
  }

  /** Where the parts of the lab are. */
  LabPlaces places() {
    return places;
  }

  /** A sentence with the place of the part of the lab that it is about. */
  String at(String[] path, String... more) {
    return places.at(path(path, more)) + ": ";
  }

  /** A part of a part. */
  static String[] path(String[] path, String... more) {
    return Stream.of(path, more).flatMap(Stream::of).toArray(String[]::new);
  }

  /**
   * Tries one thing; gives whether nothing is wrong with it.
   *
   * @param path the part of the lab that it is about: what is wrong is there, unless that says more
   */
  boolean tried(String name, String[] path, Trial trial) throws InterruptedException {
    long begun = System.nanoTime();
    List<String> wrong;
    try {
      wrong = trial.wrong();
    } catch (LabFailure e) {
      wrong = List.of(sentence(e.problem()));
    }
    Duration elapsed = Duration.ofNanos(System.nanoTime() - begun);
    List<String> placed =
        wrong.stream()
            .map(one -> PLACED.matcher(one).matches() ? one : at(path) + one)
            .distinct()
            .toList();
    cases.accept(new ProofCase(track, name, placed, "", elapsed));
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
  static List<String> sentences(StepReport report) {
    List<String> why = new ArrayList<>();
    report.problem().ifPresent(problem -> why.add(sentence(problem)));
    report.verdicts().stream()
        .filter(one -> !one.met())
        .flatMap(one -> one.gaps().stream())
        .forEach(gap -> why.add(sentence(gap)));
    return why;
  }

  /** Why a step does not hold, each at what is expected. */
  List<String> wrong(StepReport report) {
    List<String> wrong = new ArrayList<>();
    String[] step = {"steps", report.step().id()};
    report.problem().ifPresent(problem -> wrong.add(at(step, "do") + sentence(problem)));
    for (Verdict verdict : report.verdicts()) {
      if (!verdict.met()) {
        String[] check = path(step, "check", verdict.checkId());
        verdict.gaps().forEach(gap -> wrong.add(at(check, "expect", gap.path()) + sentence(gap)));
      }
    }
    return wrong;
  }
}
