package dev.egresstls.lab.practice.node;

import java.util.LinkedHashMap;
import java.util.Map;

/** Hands out pod addresses, each to one pod at a time. Used on one thread. */
final class PodAddresses {
  /** The node's range. */
  static final String CIDR = "10.244.0.0/24";

  private static final String PREFIX = "10.244.0.";
  private static final int FIRST = 2;
  private static final int LAST = 254;

  private final Map<Integer, String> holders = new LinkedHashMap<>();
  private int next = FIRST;

  /**
   * A free address, later ones first, as the CNI plugin host-local goes round its range.
   *
   * @param uid the pod that gets it
   */
  String take(String uid) {
    for (int tried = FIRST; tried <= LAST; tried++) {
      int candidate = next;
      next = next == LAST ? FIRST : next + 1;
      if (holders.putIfAbsent(candidate, uid) == null) {
        return PREFIX + candidate;
      }
    }
    throw new IllegalStateException("no pod address is free in " + CIDR);
  }

  /** The address of a pod that is gone can be given to another. */
  void release(String uid) {
    holders.values().remove(uid);
  }
}
