package dev.egresstls.lab.shell.record;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.event.Event;
import dev.egresstls.lab.render.text.Mark;
import dev.egresstls.lab.value.Secrets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What happened in a session, with times. Written to by any thread. */
public final class SessionLog {
  /**
   * One thing that happened.
   *
   * @param mark how a step stood then; empty for what was typed, and for notes
   */
  public record Entry(Instant at, Optional<Mark> mark, String what) {}

  private final List<Entry> entries = new ArrayList<>();

  /** Whether a line was typed with a blank before it, which keeps it out of all records. */
  static boolean isKeptOut(String line) {
    return line.startsWith(" ") || line.startsWith("\t");
  }

  /** Notes a line that was typed, unless a blank stands before it. */
  public void typed(Instant at, String line) {
    if (!line.isBlank() && !isKeptOut(line)) {
      add(new Entry(at, Optional.empty(), "› " + Secrets.hidden(line.strip())));
    }
  }

  /** Notes something else. */
  public void note(Instant at, String what) {
    add(new Entry(at, Optional.empty(), Secrets.hidden(what)));
  }

  /** Notes what came of a step, or of a what-if. */
  public void happened(Instant at, Event event) {
    if (event instanceof Event.StepHeld held && !held.already()) {
      step(at, Mark.MET, held.number(), held.step().title(), "held");
    } else if (event instanceof Event.StepBroke broke) {
      step(at, Mark.UNMET, broke.number(), broke.step().title(), "broke");
    } else if (event instanceof Event.StepFailed failed) {
      step(at, Mark.UNMET, failed.number(), failed.step().title(), "failed");
    } else if (event instanceof Event.Regressed lost) {
      step(at, Mark.UNMET, lost.number(), lost.step().title(), "regressed");
    } else if (event instanceof Event.Recovered back) {
      step(at, Mark.MET, back.number(), back.step().title(), "recovered");
    } else if (event instanceof Event.StepSkipped left) {
      step(at, Mark.SKIPPED, left.number(), left.step().title(), "skipped");
    } else if (event instanceof Event.StepInterrupted stopped) {
      step(at, Mark.TODO, stopped.number(), stopped.step().title(), "interrupted");
    } else if (event instanceof Event.Tried tried) {
      note(at, say("shell.log.tried", tried.report().id()));
    } else if (event instanceof Event.Undone) {
      note(at, say("shell.log.undone"));
    }
  }

  private void step(Instant at, Mark mark, int number, String title, String what) {
    String text = number + " " + title + ": " + say("shell.log.step." + what);
    add(new Entry(at, Optional.of(mark), text));
  }

  private synchronized void add(Entry entry) {
    entries.add(entry);
  }

  /** All of it, in order. */
  public synchronized List<Entry> entries() {
    return List.copyOf(entries);
  }
}
