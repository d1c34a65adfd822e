package dev.egresstls.lab.practice.controlplane;

import dev.egresstls.lab.practice.store.ObjectChange;

/** Brings some of the cluster's objects nearer to what they ask for. */
@FunctionalInterface
public interface Controller {
  /**
   * Hears of a change, in order. It runs on the {@link Workqueue}, so controllers never work at the
   * same time. What it reads of the store may already be newer than the change.
   */
  void seen(ObjectChange change);
}
