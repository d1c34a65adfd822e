package dev.egresstls.lab.world;

import java.util.Optional;

/**
 * Small texts that outlive the process: what the lab must remember to take its changes back. They
 * are distinguished by names of letters, digits and hyphens.
 */
public interface Notes {
  /** The names of inventories begin so; they remember no change. */
  String INVENTORY = "inventory-";

  /** Whether there is no note and no journal at all. */
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
   * The bytes of a journal as they stand on disk; empty if there is none.
   *
   * @throws dev.egresstls.lab.lab.LabFailure (precondition) if there is one that cannot be read
   */
  Optional<byte[]> journal(String name);

  /**
   * Appends to a journal; it is on disk when this returns.
   *
   * @param keep how many bytes of what is there to keep: what lies behind them was cut off in the
   *     middle of a write
   * @throws dev.egresstls.lab.lab.LabFailure (precondition) if it cannot be written
   */
  void append(String name, long keep, String text);

  /** What was last kept with a journal; empty if nothing is. */
  Optional<String> head(String name);

  /**
   * Keeps a line with a journal, in the place of an earlier one; it is on disk when this returns.
   *
   * @throws dev.egresstls.lab.lab.LabFailure (precondition) if it cannot be written; then the
   *     earlier one is still there
   */
  void writeHead(String name, String text);

  /** Ends a journal, and what is kept with it, of which nothing is needed any more. */
  void dropJournal(String name);

  /**
   * Puts a damaged journal, and what is kept with it, aside, so that a new one can begin.
   *
   * @return where it is kept
   */
  String putAside(String name);

  /** Where a journal is, for a person. */
  String where(String name);

  /** Where a note is, for a person. */
  String whereNote(String name);

  /**
   * Holds a name, so that no other process works on the same thing; its end lets go, too.
   *
   * @param who what others report meanwhile
   * @return lets go; empty if another holds it
   * @throws dev.egresstls.lab.lab.LabFailure (precondition) if nothing can be written
   */
  Optional<AutoCloseable> hold(String name, String who);

  /** What the one who holds a name has said; empty if it said nothing. */
  String holder(String name);
}
