package dev.egresstls.lab.event;

import dev.egresstls.lab.lab.Probe;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.lab.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/** Something that happened in a run. */
public sealed interface Event {

  /** Calls the one method that fits. */
  <R> R match(Cases<R> cases);

  /** One method a variant. */
  interface Cases<R> {
    R started(StepStarted event);

    R doing(ActionStarted event);

    R output(ToolOutput event);

    R downloading(Downloading event);

    R noted(Noted event);

    R waiting(Waiting event);

    R held(StepHeld event);

    R broke(StepBroke event);

    R skipped(StepSkipped event);

    R interrupted(StepInterrupted event);

    R failed(StepFailed event);

    R regressed(Regressed event);

    R recovered(Recovered event);

    R told(Told event);

    R finished(RunFinished event);

    R trying(Trying event);

    R tried(Tried event);

    R undone(Undone event);
  }

  /** A step begins; {@code number} counts from 1. */
  record StepStarted(int number, Step step) implements Event {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.started(this);
    }
  }

  /** An action of a step begins: {@code what} is what the lab does, in one line. */
  record ActionStarted(int number, Step step, String what) implements Event {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.doing(this);
    }
  }

  /** A line that a tool printed, neutralised for a terminal. */
  record ToolOutput(int number, Step step, String tool, String line) implements Event {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.output(this);
    }
  }

  /**
   * A download goes on.
   *
   * @param what what is downloaded, in a few words
   * @param bytes how much has come
   * @param of how much there is, if the server says so
   * @param elapsed since it began
   */
  record Downloading(
      int number, Step step, String what, long bytes, OptionalLong of, Duration elapsed)
      implements Event {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.downloading(this);
    }
  }

  /** Something worth knowing happened on the way, and the step goes on: one sentence. */
  record Noted(int number, Step step, String text) implements Event {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.noted(this);
    }
  }

  /** Still waiting: what for, and what is seen now. */
  record Waiting(int number, Step step, String forWhat, String seen, Duration elapsed)
      implements Event {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.waiting(this);
    }
  }

  /**
   * A step holds: all of its checks were observed.
   *
   * @param already whether it held before anything was done
   */
  record StepHeld(int number, Step step, List<Verdict> verdicts, boolean already, Duration elapsed)
      implements Event {
    public StepHeld {
      verdicts = List.copyOf(verdicts);
    }

    /** Whether a request shows it, which was sent just now. */
    public boolean sent() {
      return step.checks().stream().anyMatch(check -> check.probe() instanceof Probe.Request);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.held(this);
    }
  }

  /** A step does not hold, after it was done (and waited for) or looked at. */
  record StepBroke(int number, Step step, List<Verdict> verdicts, Duration elapsed)
      implements Event {
    public StepBroke {
      verdicts = List.copyOf(verdicts);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.broke(this);
    }
  }

  /** The learner skipped a step. */
  record StepSkipped(int number, Step step) implements Event {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.skipped(this);
    }
  }

  /** The learner interrupted a step. */
  record StepInterrupted(int number, Step step) implements Event {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.interrupted(this);
    }
  }

  /** A step could not be done. */
  record StepFailed(int number, Step step, Problem problem, Duration elapsed) implements Event {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.failed(this);
    }
  }

  /** A step that held no longer does, seen by itself at a moment. */
  record Regressed(int number, Step step, List<Verdict> verdicts, Instant at) implements Event {
    public Regressed {
      verdicts = List.copyOf(verdicts);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.regressed(this);
    }
  }

  /** A step that was broken holds again, seen by itself. */
  record Recovered(int number, Step step, List<Verdict> verdicts) implements Event {
    public Recovered {
      verdicts = List.copyOf(verdicts);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.recovered(this);
    }
  }

  /**
   * Something to read: a caveat, with this run's values.
   *
   * @param warning whether it is about this very run, so that a log must have it, too
   */
  record Told(int number, Step step, String markdown, boolean warning) implements Event {
    /** A caveat. */
    public Told(int number, Step step, String markdown) {
      this(number, step, markdown, false);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.told(this);
    }
  }

  /** The run is over. */
  record RunFinished(int held, int total, Duration elapsed) implements Event {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.finished(this);
    }
  }

  /** A what-if does something: {@code what} is that, in one line. */
  record Trying(String whatIf, String what) implements Event {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.trying(this);
    }
  }

  /** What came of a what-if, before its changes are undone. */
  record Tried(ExperimentReport report) implements Event {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.tried(this);
    }
  }

  /** Changes were undone, and the steps checked again. */
  record Undone(UndoneReport report) implements Event {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.undone(this);
    }
  }
}
