package dev.egresstls.lab.practice.fault;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * Something that somebody breaks.
 *
 * @param cause the cause that must be named
 * @param step the step that turns red because of it
 * @param track the track that it is for; empty for both
 * @param breaks what is done, through the API
 * @param tidies takes away what getting rid of the cause leaves behind
 * @param byHand does what the lab says and does not do, because the object is not its own; empty
 *     where the lab does it
 */
record Fault(
    String cause,
    int step,
    String track,
    Consumer<Api> breaks,
    Consumer<Api> tidies,
    Optional<Consumer<Api>> byHand) {

  static Fault of(String cause, int step, Consumer<Api> breaks) {
    return new Fault(cause, step, "", breaks, api -> {}, Optional.empty());
  }

  Fault on(String only) {
    return new Fault(cause, step, only, breaks, tidies, byHand);
  }

  Fault tidying(Consumer<Api> after) {
    return new Fault(cause, step, track, breaks, after, byHand);
  }

  /** The lab leaves it to its owner, who does this. */
  Fault left(Consumer<Api> owner) {
    return new Fault(cause, step, track, breaks, tidies, Optional.of(owner));
  }

  boolean isFor(String aTrack) {
    return track.isEmpty() || track.equals(aTrack);
  }

  @Override
  public String toString() {
    return cause;
  }
}
