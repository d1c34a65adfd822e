package dev.egresstls.lab.app.launch;

/**
 * What is settled before the first change of an open cluster, each once: that the user lets it be
 * changed, and that the doctor has found nothing which makes a step fail. Used from any thread.
 */
public final class Approval {
  private volatile boolean agreed;
  private volatile boolean examined;

  /** Nothing was examined yet. */
  public Approval(boolean agreed) {
    this.agreed = agreed;
  }

  /** Whether the user has agreed to changes of this cluster. */
  public boolean agreed() {
    return agreed;
  }

  /** The user agrees. */
  public void agree() {
    agreed = true;
  }

  /** Whether the doctor has found nothing that makes a step fail. */
  public boolean examined() {
    return examined;
  }

  /** The doctor has found nothing that makes a step fail. */
  public void pass() {
    examined = true;
  }
}
