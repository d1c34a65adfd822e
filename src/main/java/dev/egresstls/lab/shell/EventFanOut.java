package dev.egresstls.lab.shell;

import dev.egresstls.lab.console.Console;
import dev.egresstls.lab.event.Event;
import dev.egresstls.lab.event.Sink;
import dev.egresstls.lab.shell.record.DoneSteps;
import dev.egresstls.lab.shell.record.LearningLog;
import dev.egresstls.lab.shell.record.Predictions;
import dev.egresstls.lab.shell.record.SessionLog;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/**
 * Gives each event of one world to all that hear of it: the screen, the journal, what the learner
 * guessed and what the lab did. Once the session has moved on, nothing more is heard of that world.
 */
final class EventFanOut implements Sink {
  private final Console console;
  private final Sink screen;
  private final SessionLog journal;
  private final BooleanSupplier current;
  private final Predictions guesses = new Predictions();
  private final DoneSteps doneSteps = new DoneSteps();
  private final LearningLog learning = new LearningLog(Instant.now());

  EventFanOut(Console console, Sink screen, SessionLog journal, BooleanSupplier current) {
    this.console = console;
    this.screen = screen;
    this.journal = journal;
    this.current = current;
  }

  /** An event of the run. */
  @Override
  public void accept(Event event) {
    if (!current.getAsBoolean()) {
      return;
    }
    tell(event);
    doneSteps.saw(event);
    boolean progress = event instanceof Event.ToolOutput || event instanceof Event.Waiting;
    if (!progress) {
      console.promptChanged();
    }
  }

  /** An event of the shell's own. */
  void tell(Event event) {
    Instant now = Instant.now();
    journal.happened(now, event);
    learning.saw(now, event);
    screen.accept(event);
    guesses.saw(event);
  }

  Predictions guesses() {
    return guesses;
  }

  LearningLog learning() {
    return learning;
  }

  DoneSteps doneSteps() {
    return doneSteps;
  }
}
