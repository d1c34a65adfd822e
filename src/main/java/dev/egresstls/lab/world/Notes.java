package dev.egresstls.lab.world;

import java.util.Optional;

/**
 * Small texts that outlive the process: what the lab must remember to take its changes back. They
 * are told apart by names of letters, digits and hyphens.
 */
public interface Notes {
  /** Whether there is no note at all. */
  boolean none();

  /**
   * Reads a note; empty if there is none.
   *
   * @throws dev.egresstls.lab.lab.LabFailure if there is one that cannot be read
   */
  Optional<String> read(String name);

  /**
   * Writes a note, in the place of an earlier one; it is on disk when this returns.
   *
   * @throws dev.egresstls.lab.lab.LabFailure (precondition) if it cannot be written; then the
   *     earlier one is still there
   */
  void write(String name, String text);

  /** Removes a note, if there is one. */
  void remove(String name);

  /**
   * Holds a name, so that no other process works on the same thing; its end lets go, too.
   *
   * @return lets go; empty if another holds it
   * @throws dev.egresstls.lab.lab.LabFailure (precondition) if nothing can be written
   */
  Optional<AutoCloseable> hold(String name);
}
