package dev.egresstls.lab.engine;

import dev.egresstls.lab.check.Finding;
import dev.egresstls.lab.event.Event;
import dev.egresstls.lab.event.Gap;
import dev.egresstls.lab.world.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Says what a step waits for, when that has changed. */
final class WaitingVoice implements Consumer<List<Finding>> {
  private final Progress progress;
  private final Clock clock;
  private final int number;
  private final long start;
  private Optional<Gap> said = Optional.empty();

  WaitingVoice(Progress progress, Clock clock, int number) {
    this.progress = progress;
    this.clock = clock;
    this.number = number;
    this.start = clock.nanos();
  }

  @Override
  public void accept(List<Finding> findings) {
    Optional<Gap> now =
        findings.stream()
            .filter(finding -> !finding.met())
            .flatMap(finding -> finding.verdict().gaps().stream())
            .findFirst();
    if (now.isEmpty() || now.equals(said)) {
      return;
    }
    said = now;
    Gap gap = now.get();
    String path = gap.path().isEmpty() ? "" : " " + gap.path();
    Duration elapsed = Duration.ofNanos(clock.nanos() - start);
    progress.emit(
        new Event.Waiting(
            number,
            progress.step(number),
            gap.subject() + path + ": " + gap.expected(),
            gap.saw(),
            elapsed));
  }
}
