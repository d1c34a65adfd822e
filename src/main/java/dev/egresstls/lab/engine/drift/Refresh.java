package dev.egresstls.lab.engine.drift;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.world.NameResolver.Answer;
import dev.egresstls.lab.world.World;
import java.util.List;

/** Writes a slice again with the addresses that DNS gives now. */
public final class Refresh {
  private final LabRun run;
  private final Drift before;
  private final Answer answer;
  private final int step;

  private Refresh(LabRun run, Drift before, Answer answer, int step) {
    this.run = run;
    this.before = before;
    this.answer = answer;
    this.step = step;
  }

  /**
   * Looks what there is to write; writes nothing yet.
   *
   * @throws dev.egresstls.lab.lab.LabFailure (precondition) if no DNS answers, or there is no
   *     cluster
   */
  public static Refresh of(LabRun run, World world) throws InterruptedException {
    DriftLook look = new DriftLook(run, world);
    Drift drift = look.look();
    Answer answer =
        drift
            .reference()
            .orElseThrow(
                () ->
                    drift
                        .machine()
                        .problem()
                        .or(drift.pod()::problem)
                        .orElse(Problem.of(Problem.Kind.PRECONDITION, say("engine.drift.noAnswer")))
                        .failure());
    return new Refresh(run, drift, answer, look.step());
  }

  /** What was seen before anything was written. */
  public Drift before() {
    return before;
  }

  /** Whether the slice has other addresses than DNS gives. */
  public boolean needed() {
    return !List.copyOf(before.written()).equals(answer.ips());
  }

  /** The addresses that DNS gives, which the slice has now. */
  public List<String> addresses() {
    return answer.ips();
  }

  /** The number of the step that writes the slice; what it and those after it hold may change. */
  public int firstStep() {
    return step;
  }

  /** What will be written and where that is from, or that nothing needs to be. */
  public String says() {
    String from = before.pod().answer().isPresent() ? "pods" : "machine";
    return needed()
        ? say("engine.refresh.writes." + from, before.slice(), String.join(", ", answer.ips()))
        : say("engine.refresh.has." + from, before.slice());
  }

  /** Writes the slice. */
  public void write() throws InterruptedException {
    run.writeSlices(step, answer.ips());
  }
}
