package dev.egresstls.lab.practice.controlplane;

import dev.egresstls.lab.practice.store.Objects;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.Clock;
import java.time.temporal.ChronoUnit;

/** What every controller works with. */
public record ControllerContext(Objects objects, Workqueue queue, ReconcilePace pace, Clock clock) {

  /** This moment as Kubernetes writes it: whole seconds, such as {@code 2026-11-23T20:55:44Z}. */
  public String now() {
    return clock.now().truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** Does some work one phase later. */
  public void nextPhase(Runnable work) {
    queue.after(pace.phase(), work);
  }

  /**
   * Records an Event about an object, as {@code kubectl describe} shows it.
   *
   * @param source the component that tells it, such as {@code kubelet}
   */
  public void event(Tree about, String source, String reason, String message) {
    new EventRecorder(this).record(about, "Normal", source, reason, message);
  }

  /** Records an Event of type Warning about an object. */
  public void warning(Tree about, String source, String reason, String message) {
    new EventRecorder(this).record(about, "Warning", source, reason, message);
  }
}
