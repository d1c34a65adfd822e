package dev.egresstls.lab.classroom;

import dev.egresstls.lab.classroom.LabTerms.Asked;
import dev.egresstls.lab.classroom.LearnerProgress.Prediction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a class came to: where people got stuck and why, and what they predicted. It is computed
 * from the same board that the trainer watches.
 */
public final class ClassFigures {
  private final List<LearnerProgress> begun;
  private final LabTerms terms;

  /** Those of a board. */
  public ClassFigures(Board board, LabTerms terms) {
    this.begun =
        board.rows().stream()
            .map(Board.Row::progress)
            .filter(one -> one.updated().isPresent())
            .toList();
    this.terms = terms;
  }

  /**
   * A step.
   *
   * @param number counted from 1
   * @param held how many learners it holds for
   * @param here how many are at it, as the board says
   * @param hints how many were shown to all
   */
  public record OfStep(
      int number, String id, int held, int here, Failures failures, int hints, Times times) {}

  /**
   * How a step failed.
   *
   * @param now for how many of those who are at it
   * @param ever for how many learners
   * @param times how often in all
   */
  public record Failures(int now, int ever, int times) {}

  /**
   * How long learners were at a step; empty if nobody was.
   *
   * @param half the median
   */
  public record Times(Optional<Duration> half, Optional<Duration> longest) {
    static Times of(List<Duration> sorted) {
      int size = sorted.size();
      return size == 0
          ? new Times(Optional.empty(), Optional.empty())
          : new Times(
              Optional.of(sorted.get((size - 1) / 2).plus(sorted.get(size / 2)).dividedBy(2)),
              Optional.of(sorted.get(size - 1)));
    }
  }

  /**
   * Why a step failed.
   *
   * @param number the step's, counted from 1
   * @param cause its ID; empty for no known cause
   * @param learners for how many
   * @param times how often in all
   * @param open for how many it was not repaired
   * @param first when it was seen first
   * @param last when it was seen last
   */
  public record OfCause(
      int number,
      String step,
      Optional<String> cause,
      int learners,
      int times,
      int open,
      Instant first,
      Instant last) {}

  /**
   * A question.
   *
   * @param chosen how many chose each option, in order
   * @param unknownRight how many were right of those whose option is not known
   * @param unknownWrong how many of them were wrong
   */
  public record OfQuestion(Asked asked, List<Integer> chosen, int unknownRight, int unknownWrong) {
    public OfQuestion {
      chosen = List.copyOf(chosen);
    }
  }

  /** One of each step, in order. */
  public List<OfStep> steps() {
    List<OfStep> all = new ArrayList<>();
    for (int i = 0; i < terms.steps().size(); i++) {
      String id = terms.steps().get(i);
      List<StepProgress> steps = of(i);
      List<StepProgress> here = here().filter(one -> one.id().equals(id)).toList();
      Failures failures =
          new Failures(
              (int) here.stream().filter(StepProgress::fails).count(),
              (int) steps.stream().filter(one -> one.history().failures() > 0).count(),
              steps.stream().mapToInt(one -> one.history().failures()).sum());
      all.add(
          new OfStep(
              i + 1,
              id,
              (int) steps.stream().filter(StepProgress::holds).count(),
              here.size(),
              failures,
              steps.stream().mapToInt(StepProgress::hints).sum(),
              Times.of(steps.stream().flatMap(one -> one.took().stream()).sorted().toList())));
    }
    return all;
  }

  private List<StepProgress> of(int index) {
    return begun.stream().map(one -> one.steps().get(index)).toList();
  }

  private Stream<StepProgress> here() {
    return begun.stream().flatMap(one -> one.here().stream());
  }

  /** Why steps failed: by step, and of a step what most learners met first. */
  public List<OfCause> causes() {
    List<OfCause> all = new ArrayList<>();
    for (int i = 0; i < terms.steps().size(); i++) {
      int number = i + 1;
      String step = terms.steps().get(i);
      Map<Optional<String>, OfCause> causes = new LinkedHashMap<>();
      of(i).stream()
          .flatMap(one -> one.history().causes().stream())
          .forEach(one -> causes.merge(one.cause(), of(number, step, one), ClassFigures::sum));
      causes.values().stream()
          .sorted(
              Comparator.comparing((OfCause one) -> -one.learners())
                  .thenComparing(one -> one.cause().orElse("")))
          .forEach(all::add);
    }
    return all;
  }

  private static OfCause of(int number, String step, Failure one) {
    int open = one.repaired() ? 0 : 1;
    return new OfCause(number, step, one.cause(), 1, one.times(), open, one.first(), one.last());
  }

  private static OfCause sum(OfCause one, OfCause other) {
    return new OfCause(
        one.number(),
        one.step(),
        one.cause(),
        one.learners() + other.learners(),
        one.times() + other.times(),
        one.open() + other.open(),
        one.first().isBefore(other.first()) ? one.first() : other.first(),
        one.last().isAfter(other.last()) ? one.last() : other.last());
  }

  /** How many entries learners' labs dropped, since a step failed for so many causes. */
  public int dropped() {
    return begun.stream()
        .flatMap(one -> one.steps().stream())
        .mapToInt(one -> one.history().dropped())
        .sum();
  }

  /** The questions that were answered, in the order of the lab. */
  public List<OfQuestion> questions() {
    return terms.questions().stream()
        .map(this::question)
        .filter(
            one ->
                one.unknownRight() + one.unknownWrong() > 0
                    || one.chosen().stream().anyMatch(count -> count > 0))
        .toList();
  }

  private OfQuestion question(Asked asked) {
    List<Prediction> all =
        begun.stream()
            .flatMap(one -> one.predictions().stream())
            .filter(one -> one.about().equals(asked.about()))
            .toList();
    List<Integer> chosen = new ArrayList<>();
    for (int option = 1; option <= asked.options().size(); option++) {
      Optional<Integer> number = Optional.of(option);
      chosen.add((int) all.stream().filter(one -> one.option().equals(number)).count());
    }
    return new OfQuestion(asked, chosen, unknown(all, true), unknown(all, false));
  }

  private static int unknown(List<Prediction> all, boolean right) {
    return (int)
        all.stream()
            .filter(one -> one.option().isEmpty() && one.right().equals(Optional.of(right)))
            .count();
  }
}
