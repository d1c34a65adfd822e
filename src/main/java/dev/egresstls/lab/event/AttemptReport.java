package dev.egresstls.lab.event;

import java.util.List;

/**
 * A request of a what-if: what the path model predicted of it, and what was seen.
 *
 * @param says what it was, in a few words; empty if it was the only one
 * @param command as it could be typed in the pod
 * @param way the predicted stations, such as {@code listener 0.0.0.0_80}
 * @param outlook the predicted end, one sentence
 * @param rows predicted and observed
 * @param gaps what the lab's author expected otherwise
 */
public record AttemptReport(
    String says,
    String command,
    List<Station> way,
    String outlook,
    List<Row> rows,
    List<Gap> gaps) {
  /**
   * A predicted station.
   *
   * @param title such as {@code listener}
   * @param because why, one sentence without a full stop
   */
  public record Station(String title, String value, String because) {}

  /** One thing that was predicted. */
  public record Row(String title, String predicted, String seen, boolean same) {}

  public AttemptReport {
    way = List.copyOf(way);
    rows = List.copyOf(rows);
    gaps = List.copyOf(gaps);
  }

  /** Whether all went as predicted, by the model and by the author. */
  public boolean prediction() {
    return gaps.isEmpty() && rows.stream().allMatch(Row::same);
  }
}
