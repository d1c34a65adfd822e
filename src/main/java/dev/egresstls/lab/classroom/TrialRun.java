package dev.egresstls.lab.classroom;

import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.engine.StepReport;
import dev.egresstls.lab.ledger.ClassNote;
import dev.egresstls.lab.ledger.Items;
import dev.egresstls.lab.ledger.Ledger;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One learner's whole run, to see whether it works and how long it takes; undone afterwards.
 *
 * @param held how many steps hold
 * @param reports how each step stands
 * @param took how long all of it took
 */
public record TrialRun(int held, List<StepReport> reports, Duration took) {
  public TrialRun {
    reports = List.copyOf(reports);
  }

  /** Does every step of a run that is open as a learner, and undoes what it has changed. */
  public static TrialRun of(LabRun run) throws InterruptedException {
    Ledger ledger = run.world().ledger();
    Set<Integer> before = numbers(ledger.items());
    long begun = run.world().clock().nanos();
    try {
      boolean holds = true;
      for (int number = 1; holds && number <= run.lab().steps().size(); number++) {
        holds = run.step(number);
      }
      Duration took = Duration.ofNanos(run.world().clock().nanos() - begun);
      return new TrialRun(run.session().held(), run.reports(), took);
    } finally {
      ledger.undo(entry -> !before.contains(entry.number()));
    }
  }

  /** Takes away what the run has said of itself to the trainer, once it is closed. */
  public static void forget(LabRun trainers, String namespace) {
    Map<String, String> nothing = new LinkedHashMap<>();
    nothing.put(Seat.PROGRESS, null);
    ClassNote note = trainers.world().note(namespace, ClassNames.PROGRESS);
    note.write(nothing);
    note.vacate();
  }

  private static Set<Integer> numbers(Items items) {
    return items.items().stream().map(one -> one.entry().number()).collect(Collectors.toSet());
  }
}
