package dev.egresstls.lab.event;

import dev.egresstls.lab.lab.Problem;
import java.util.List;

/**
 * What came of taking changes back.
 *
 * @param purpose what they were made for, such as {@code try no-policy}
 * @param done what is as it was, one line each; empty if nothing had been changed
 * @param kept what someone else has changed since, and was left to them
 * @param failed what could not be undone
 * @param held the numbers of the steps that were checked again and hold
 * @param broken the numbers of those that held before and do not hold now
 * @param total how many steps the lab has
 */
public record UndoneReport(
    String purpose,
    List<String> done,
    List<String> kept,
    List<Problem> failed,
    List<Integer> held,
    List<Integer> broken,
    int total) {
  public UndoneReport {
    done = List.copyOf(done);
    kept = List.copyOf(kept);
    failed = List.copyOf(failed);
    held = List.copyOf(held);
    broken = List.copyOf(broken);
  }

  /** Whether everything is as it was before. */
  public boolean whole() {
    return failed.isEmpty() && broken.isEmpty();
  }
}
