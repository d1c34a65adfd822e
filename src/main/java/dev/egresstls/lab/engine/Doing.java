package dev.egresstls.lab.engine;

/** Does one action. */
@FunctionalInterface
interface Doing {
  /**
   * Does it and returns when it is done.
   *
   * @throws dev.egresstls.lab.lab.LabFailure if it cannot be done
   * @throws InterruptedException if the learner interrupted; nothing of it goes on
   */
  void run() throws InterruptedException;
}
