package dev.egresstls.lab.world;

import java.util.List;

/** Looks up host names. */
public interface Names {
  /**
   * The IPv4 addresses of a host, each once, sorted as {@code sort -u} does (by text).
   *
   * @return never empty
   * @throws dev.egresstls.lab.lab.LabFailure if the name has none, or nobody answers
   */
  List<String> ipv4(String host) throws InterruptedException;
}
