package dev.egresstls.lab.shell.opening;

import dev.egresstls.lab.event.StepState;
import dev.egresstls.lab.session.Session;
import java.util.ArrayList;
import java.util.List;

/** Says which steps hold already, and where that leaves the learner. */
public final class Standing {
  private Standing() {}

  /** {@code Steps 1 and 3 to 6 already hold. Standing at step 2.} */
  public static String sentence(Session session) {
    List<String> ranges = new ArrayList<>();
    int number = 1;
    while (number <= session.total()) {
      int end = number;
      while (end <= session.total() && session.state(end) == StepState.HOLDS) {
        end++;
      }
      if (end > number) {
        ranges.add(range(number, end - 1));
      }
      number = Math.max(end, number + 1);
    }
    boolean one = session.held() == 1;
    String standing =
        session.finished() ? "Nothing is left to do." : "Standing at step " + session.at() + ".";
    return (one ? "Step " : "Steps ")
        + joined(ranges)
        + (one ? " already holds. " : " already hold. ")
        + standing;
  }

  private static String range(int from, int to) {
    return from == to ? String.valueOf(from) : from + (to == from + 1 ? " and " : " to ") + to;
  }

  private static String joined(List<String> ranges) {
    if (ranges.size() < 2) {
      return String.join("", ranges);
    }
    return String.join(", ", ranges.subList(0, ranges.size() - 1))
        + " and "
        + ranges.get(ranges.size() - 1);
  }
}
