package dev.egresstls.lab.shell;

import dev.egresstls.lab.experiment.Challenge;
import dev.egresstls.lab.session.ChallengeResult;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A challenge that the learner is at, and what is counted of it. */
public final class RunningChallenge {
  private final Challenge challenge;
  private final Instant began;
  private int hints;
  private int shown;
  private int looks;
  private boolean asked;

  /** One whose symptom was observed at a time. */
  public RunningChallenge(Challenge challenge, Instant began) {
    this.challenge = challenge;
    this.began = began;
  }

  public Challenge challenge() {
    return challenge;
  }

  /** When the symptom was observed. */
  public Instant began() {
    return began;
  }

  /** How many hints were shown; the answer counts as one. */
  public int hints() {
    return hints;
  }

  /** With how many commands the learner has looked. */
  public int looks() {
    return looks;
  }

  /** One more look. */
  public void looked() {
    looks++;
  }

  /** The next hint, which counts; empty if there is none left. */
  public Optional<String> hint() {
    if (shown == challenge.hints().size()) {
      return Optional.empty();
    }
    hints++;
    shown++;
    return Optional.of(challenge.hints().get(shown - 1));
  }

  /** Which hint was shown last, from 1. */
  public int shown() {
    return shown;
  }

  /**
   * Asks for what gives the answer away: the first time it stays locked.
   *
   * @return whether it is open now
   */
  public boolean unlocks() {
    boolean open = asked;
    asked = true;
    hints += open ? 1 : 0;
    return open;
  }

  /** What came of it. */
  public ChallengeResult result(boolean solved, Instant now) {
    return new ChallengeResult(
        challenge.title(),
        challenge.level().word(),
        challenge.seed(),
        solved,
        Duration.between(began, now),
        hints,
        looks);
  }
}
