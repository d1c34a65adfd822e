package dev.egresstls.lab.render;

import static dev.egresstls.lab.message.Messages.say;

import java.util.List;
import java.util.Objects;

/**
 * A hop as a row of two texts.
 *
 * @param hop what station it is, such as {@code listener}
 * @param left what stands there; in a comparison, what stands there on the first way
 * @param right why; in a comparison, what stands there on the second way
 * @param marked whether the row is one that differs
 * @param more further lines below it, less important
 */
public record HopRow(String hop, String left, String right, boolean marked, List<String> more) {
  public HopRow {
    Objects.requireNonNull(hop);
    Objects.requireNonNull(left);
    Objects.requireNonNull(right);
    more = List.copyOf(more);
  }

  /** What a station is called where it is shown: most bear the names of Envoy's own parts. */
  public static String title(String station) {
    return station.equals("access log") ? say("render.route.access-log") : station;
  }

  /** A row with nothing below it. */
  public static HopRow of(String hop, String left, String right, boolean marked) {
    return new HopRow(hop, left, right, marked, List.of());
  }
}
