package dev.egresstls.lab.classroom;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a class came to: where people got stuck, and which predictions were wrong. */
public final class ClassFigures {
  private ClassFigures() {}

  /**
   * A step.
   *
   * @param held how many learners it held for
   * @param failing for how many it fails now
   * @param stopped how many stopped there
   * @param hints how many were shown to all
   * @param half the median time to make it hold; empty if nobody did
   * @param longest the longest time
   * @param causes why it fails, with the number of learners
   */
  public record OfStep(
      String id,
      int held,
      int failing,
      int stopped,
      int hints,
      Optional<Duration> half,
      Optional<Duration> longest,
      Map<String, Integer> causes) {}

  /** How often what was predicted came so, or not. */
  public record OfPrediction(String about, int right, int wrong) {}

  /** One of each step, in order. */
  public static List<OfStep> steps(Board board, List<String> ids) {
    List<OfStep> all = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      int number = i + 1;
      List<LearnerProgress> begun =
          board.rows().stream()
              .map(Board.Row::progress)
              .filter(one -> one.updated().isPresent())
              .toList();
      List<StepProgress> steps = begun.stream().map(one -> one.steps().get(number - 1)).toList();
      List<Duration> times = steps.stream().flatMap(one -> one.took().stream()).sorted().toList();
      Map<String, Integer> causes = new TreeMap<>();
      steps.forEach(one -> one.cause().ifPresent(cause -> causes.merge(cause, 1, Integer::sum)));
      all.add(
          new OfStep(
              ids.get(i),
              (int) steps.stream().filter(StepProgress::holds).count(),
              (int) steps.stream().filter(StepProgress::fails).count(),
              (int) begun.stream().filter(one -> !one.finished() && one.at() == number).count(),
              steps.stream().mapToInt(StepProgress::hints).sum(),
              times.isEmpty() ? Optional.empty() : Optional.of(times.get(times.size() / 2)),
              times.stream().max(Comparator.naturalOrder()),
              causes));
    }
    return all;
  }

  /** One of each step or what-if about which anything was predicted, most wrong ones first. */
  public static List<OfPrediction> predictions(Board board) {
    Map<String, int[]> counts = new LinkedHashMap<>();
    for (Board.Row row : board.rows()) {
      for (LearnerProgress.Prediction one : row.progress().predictions()) {
        one.right()
            .ifPresent(
                right -> counts.computeIfAbsent(one.about(), key -> new int[2])[right ? 0 : 1]++);
      }
    }
    return counts.entrySet().stream()
        .map(one -> new OfPrediction(one.getKey(), one.getValue()[0], one.getValue()[1]))
        .sorted(Comparator.comparing((OfPrediction one) -> -one.wrong()))
        .toList();
  }
}
