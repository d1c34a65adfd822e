package dev.egresstls.lab.shell;

import static dev.egresstls.lab.message.Messages.count;
import static dev.egresstls.lab.message.Messages.say;
import static dev.egresstls.lab.message.Messages.together;

import dev.egresstls.lab.event.StepState;
import dev.egresstls.lab.session.Session;
import java.util.ArrayList;
import java.util.List;

/** Says which steps hold already, and where that leaves the learner. */
public final class ProgressSummary {
  private ProgressSummary() {}

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
    String standing =
        session.finished()
            ? say("shell.position.nothing-left")
            : say("shell.position.at", session.at());
    return count("shell.position.held", session.held(), joined(ranges)) + " " + standing;
  }

  private static String range(int from, int to) {
    if (from == to) {
      return String.valueOf(from);
    }
    return to == from + 1 ? together(List.of(from, to)) : say("shell.position.range", from, to);
  }

  private static String joined(List<String> ranges) {
    if (ranges.size() < 2) {
      return String.join("", ranges);
    }
    int last = ranges.size() - 1;
    return together(List.of(String.join(", ", ranges.subList(0, last)), ranges.get(last)));
  }
}
