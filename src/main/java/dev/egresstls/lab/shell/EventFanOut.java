package dev.egresstls.lab.shell;

import dev.egresstls.lab.event.Event;
import dev.egresstls.lab.event.Sink;
import dev.egresstls.lab.shell.desk.Desk;
import dev.egresstls.lab.shell.ending.Doings;
import dev.egresstls.lab.shell.ending.Guesses;
import dev.egresstls.lab.shell.record.Journal;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/**
 * Gives each event of one world to all that hear of it: the screen, the journal, what the learner
 * guessed and what the lab did. Once the session has moved on, nothing more is heard of that world.
 */
final class EventFanOut implements Sink {
  private final Desk desk;
  private final Sink screen;
  private final Journal journal;
  private final BooleanSupplier current;
  private final Guesses guesses = new Guesses();
  private final Doings doings = new Doings();

  EventFanOut(Desk desk, Sink screen, Journal journal, BooleanSupplier current) {
    this.desk = desk;
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
    doings.saw(event);
    boolean progress = event instanceof Event.ToolOutput || event instanceof Event.Waiting;
    if (!progress) {
      desk.promptChanged();
    }
  }

  /** An event of the shell's own. */
  void tell(Event event) {
    journal.happened(Instant.now(), event);
    screen.accept(event);
    guesses.saw(event);
  }

  Guesses guesses() {
    return guesses;
  }

  Doings doings() {
    return doings;
  }
}
