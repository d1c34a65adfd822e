package dev.egresstls.lab.app.author;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * One thing that a proof of a lab found out.
 *
 * @param track the track on which it was tried
 * @param name what was tried, such as {@code step slice}
 * @param wrong what is wrong; empty if it holds
 * @param skipped why it was not tried; empty if it was
 */
public record ProofCase(
    String track, String name, List<String> wrong, String skipped, Duration elapsed) {
  public ProofCase {
    wrong = List.copyOf(wrong);
    Objects.requireNonNull(skipped);
  }

  /** Whether nothing is wrong with it. */
  public boolean good() {
    return wrong.isEmpty();
  }
}
