package dev.egresstls.lab.engine;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.check.Finding;
import dev.egresstls.lab.check.PodProgress;
import dev.egresstls.lab.event.Event;
import dev.egresstls.lab.event.Gap;
import dev.egresstls.lab.lab.Probe;
import dev.egresstls.lab.world.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Says what a step waits for, when that has changed. */
final class WaitReporter implements Consumer<List<Finding>> {
  private final Progress progress;
  private final Clock clock;
  private final int number;
  private final long start;
  private Optional<Said> said = Optional.empty();

  /** What is waited for, and what is seen of it. */
  private record Said(String forWhat, String seen) {}

  WaitReporter(Progress progress, Clock clock, int number) {
    this.progress = progress;
    this.clock = clock;
    this.number = number;
    this.start = clock.nanos();
  }

  @Override
  public void accept(List<Finding> findings) {
    Optional<Said> now =
        findings.stream()
            .filter(finding -> !finding.met())
            .flatMap(finding -> finding.verdict().gaps().stream())
            .findFirst()
            .map(gap -> pod(findings).orElseGet(() -> plain(gap)));
    if (now.isEmpty() || now.equals(said)) {
      return;
    }
    said = now;
    Duration elapsed = Duration.ofNanos(clock.nanos() - start);
    progress.emit(
        new Event.Waiting(
            number, progress.step(number), now.get().forWhat(), now.get().seen(), elapsed));
  }

  /** A pod that is not ready yet explains whatever else is not: how far it is says most. */
  private Optional<Said> pod(List<Finding> findings) {
    return findings.stream()
        .filter(finding -> finding.check().probe() instanceof Probe.PodState)
        .flatMap(finding -> pod(finding).stream())
        .findFirst();
  }

  private Optional<Said> pod(Finding finding) {
    String name = progress.vars().fill(((Probe.PodState) finding.check().probe()).deployment());
    return finding.evidence().tree().isMissing()
        ? Optional.empty()
        : new PodProgress(finding.evidence().tree())
            .words()
            .map(words -> new Said(say("engine.waiting.pod", name), words));
  }

  private static Said plain(Gap gap) {
    return new Said(gap.subject(), gap.sentence());
  }
}
