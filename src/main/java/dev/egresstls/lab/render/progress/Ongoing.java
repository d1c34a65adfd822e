package dev.egresstls.lab.render.progress;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.event.Event;
import dev.egresstls.lab.lab.Step;
import dev.egresstls.lab.render.text.Theme;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Knows out of the events what is being done. */
public final class Ongoing {
  private static final int TAIL = 6;

  private final Theme theme;
  private final LongSupplier nanos;
  private final Deque<String> output = new ArrayDeque<>();
  private String what = "";
  private String seen = "";
  private long begun;

  /**
   * Nothing is being done.
   *
   * @param nanos tells the time
   */
  public Ongoing(Theme theme, LongSupplier nanos) {
    this.theme = theme;
    this.nanos = nanos;
  }

  /** What goes on after an event; empty if it is not about that. */
  public synchronized Optional<Live> saw(Event event) {
    if (event instanceof Event.StepStarted started) {
      begun = nanos.getAsLong();
      return now(started.number(), started.step(), "", "", true);
    }
    if (event instanceof Event.ActionStarted action) {
      return now(action.number(), action.step(), action.what(), "", true);
    }
    if (event instanceof Event.ToolOutput said) {
      output.addLast(say("render.progress.output", said.tool(), said.line()));
      if (output.size() > TAIL) {
        output.removeFirst();
      }
      return now(said.number(), said.step(), what, seen, false);
    }
    if (event instanceof Event.Downloading download) {
      String far = new Received(theme, download).text();
      return now(download.number(), download.step(), download.what(), far, true);
    }
    if (event instanceof Event.Waiting waiting) {
      return now(waiting.number(), waiting.step(), waiting.forWhat(), waiting.seen(), true);
    }
    return Optional.empty();
  }

  /** Whether an event ends what goes on. What the watch sees by itself does not. */
  public static boolean ends(Event event) {
    return !(event instanceof Event.Regressed || event instanceof Event.Recovered);
  }

  private Optional<Live> now(int number, Step step, String does, String far, boolean fresh) {
    what = does;
    seen = far;
    if (fresh) {
      output.clear();
    }
    Duration took = Duration.ofNanos(nanos.getAsLong() - begun);
    return Optional.of(new Work(theme, number, step, what, seen, took, List.copyOf(output)));
  }
}
