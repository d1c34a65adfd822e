package dev.egresstls.lab.ledger.drift;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.ledger.Fingerprint;
import dev.egresstls.lab.world.Clock;
import dev.egresstls.lab.world.Notes;
import dev.egresstls.lab.world.Resources;
import java.util.Set;

/** The inventory of a cluster from before the lab's first change of it, kept with the notes. */
public final class Baseline {
  private final Resources resources;
  private final Notes notes;
  private final Clock clock;
  private final Set<String> near;
  private final String purpose;
  private String name = "";

  /**
   * That of one cluster.
   *
   * @param namespace the lab's
   */
  public Baseline(Resources resources, Notes notes, Clock clock, String namespace) {
    this(resources, notes, clock, namespace, "");
  }

  /**
   * The same from before something else than the lab's first change.
   *
   * @param purpose the end of its name
   */
  public Baseline(Resources resources, Notes notes, Clock clock, String namespace, String purpose) {
    this.purpose = purpose;
    this.resources = resources;
    this.notes = notes;
    this.clock = clock;
    this.near = Set.of(namespace, "istio-system");
  }

  private synchronized String name() {
    if (name.isEmpty()) {
      name = Notes.INVENTORY + Fingerprint.of(resources) + purpose;
    }
    return name;
  }

  /** Whether there is one. */
  public boolean taken() {
    return notes.read(name()).flatMap(Snapshot::read).isPresent();
  }

  /** Takes it, unless there is one already. */
  public void keep() throws InterruptedException {
    if (!taken()) {
      Snapshot now = now();
      resources.verifyLook();
      notes.write(name(), now.write());
    }
  }

  private Snapshot now() throws InterruptedException {
    return new SnapshotReader(resources, near).read(clock.now());
  }

  /**
   * Compares the cluster with it.
   *
   * @throws dev.egresstls.lab.lab.LabFailure (precondition) if there is none
   */
  public DriftProof compare() throws InterruptedException {
    Snapshot before =
        notes
            .read(name())
            .flatMap(Snapshot::read)
            .orElseThrow(
                () ->
                    Problem.of(
                            Problem.Kind.PRECONDITION,
                            say("ledger.drift.none"),
                            say("ledger.drift.none.try"))
                        .failure());
    Snapshot now = now();
    resources.verifyLook();
    return DriftProof.between(before, now);
  }

  /** Forgets it, so that the next first change takes another. */
  public void forget() {
    notes.remove(name());
  }
}
