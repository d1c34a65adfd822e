package dev.egresstls.lab.practice.node;

import dev.egresstls.lab.value.Tree;

/** Hears what the node does with containers, so that they can write logs. */
public interface ContainerWatcher {
  /** Hears nothing. */
  ContainerWatcher NONE =
      new ContainerWatcher() {
        @Override
        public void started(Tree pod, String container) {}

        @Override
        public void gone(Tree pod) {}
      };

  /** A container of a pod has just been started; the pod has its address. */
  void started(Tree pod, String container);

  /** A pod has been removed. */
  void gone(Tree pod);
}
