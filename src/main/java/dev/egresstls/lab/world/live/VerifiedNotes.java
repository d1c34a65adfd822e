package dev.egresstls.lab.world.live;

import dev.egresstls.lab.world.Notes;
import java.util.Optional;

/**
 * Notes about one cluster, which change only while that very cluster answers: what was concluded
 * from reading another one is not written down, and drops no note.
 */
final class VerifiedNotes implements Notes {
  private final Notes notes;
  private final Runnable verify;

  /**
   * Notes.
   *
   * @param verify throws a {@link dev.egresstls.lab.lab.LabFailure} if another cluster answers
   */
  VerifiedNotes(Notes notes, Runnable verify) {
    this.notes = notes;
    this.verify = verify;
  }

  @Override
  public boolean none() {
    return notes.none();
  }

  @Override
  public Optional<String> read(String name) {
    return notes.read(name);
  }

  @Override
  public void write(String name, String text) {
    verify.run();
    notes.write(name, text);
  }

  @Override
  public void remove(String name) {
    verify.run();
    notes.remove(name);
  }

  @Override
  public Optional<AutoCloseable> hold(String name) {
    return notes.hold(name);
  }
}
