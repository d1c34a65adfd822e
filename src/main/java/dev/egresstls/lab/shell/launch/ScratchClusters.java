package dev.egresstls.lab.shell.launch;

import dev.egresstls.lab.event.Sink;

/** Opens a practice cluster of its own for a what-if that the cluster at hand cannot show. */
@FunctionalInterface
public interface ScratchClusters {
  /**
   * Opens it; nothing is installed in it yet.
   *
   * @param istio the version of Istio, which also decides for a track of the lab
   * @param ipv6 whether its pods have IPv6 addresses, too
   * @param sink hears of everything that happens in it
   */
  LaunchedRun open(String istio, boolean ipv6, Sink sink) throws InterruptedException;
}
