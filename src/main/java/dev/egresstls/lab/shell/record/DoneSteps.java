package dev.egresstls.lab.shell.record;

import dev.egresstls.lab.event.Event;
import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.Step;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which steps the lab did itself in this session. What held already was put there by someone else,
 * or in an earlier session. Used from any thread.
 */
public final class DoneSteps {
  private final Set<Integer> begun = new TreeSet<>();

  /** An action that was begun may have changed something, whatever came of the step. */
  public synchronized void saw(Event event) {
    if (event instanceof Event.ActionStarted started) {
      begun.add(started.number());
    }
  }

  /** Those steps, in order. */
  public synchronized List<Step> of(Lab lab) {
    return begun.stream().map(number -> lab.steps().get(number - 1)).toList();
  }
}
