package dev.egresstls.lab.classroom;

import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.ledger.Inventory.Found;
import dev.egresstls.lab.ledger.Ledger;
import dev.egresstls.lab.ledger.drift.Baseline;
import dev.egresstls.lab.ledger.drift.DriftProof;
import dev.egresstls.lab.ledger.journal.ChangeGroup;
import dev.egresstls.lab.ledger.undo.ClassRemoval;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Deletes a class from the trainer's cluster, with all that the learners have made in it. */
public final class ClassDismissal {
  private final LabRun run;
  private final String course;
  private final ClassRemoval removal;

  /** Of one class. */
  public ClassDismissal(LabRun run, String course) {
    this.run = run;
    this.course = course;
    this.removal = run.world().classRemoval(ClassNames.LABEL, course);
  }

  /** What there is of it. */
  public List<Found> plan() {
    return removal.plan();
  }

  /** How many objects each of its namespaces has. */
  public Map<String, Integer> within(List<Found> plan) {
    return removal.within(plan);
  }

  /** Whether there is an inventory from before the class with which nothing was compared yet. */
  public boolean unproved() {
    return ClassSetup.baseline(run, course).taken();
  }

  /**
   * Deletes what was found.
   *
   * @return how the cluster differs from before; empty if somebody else has applied the class, so
   *     that nobody knows how it was
   */
  public Optional<DriftProof> dismiss(List<Found> plan) throws InterruptedException {
    removal.remove(plan);
    Ledger ledger = run.world().ledger();
    Set<Integer> own =
        ledger.items().items().stream()
            .filter(item -> item.group().kind() == ChangeGroup.Kind.CLASS)
            .filter(item -> item.group().id().equals(course))
            .map(item -> item.entry().number())
            .collect(Collectors.toSet());
    ledger.undo(entry -> own.contains(entry.number())); // all is gone: this closes the entries
    Baseline before = ClassSetup.baseline(run, course);
    if (!before.taken()) {
      return Optional.empty();
    }
    DriftProof proof = before.compare();
    if (proof.none()) {
      before.forget();
    }
    return Optional.of(proof);
  }
}
