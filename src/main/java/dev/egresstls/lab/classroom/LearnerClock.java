package dev.egresstls.lab.classroom;

import dev.egresstls.lab.value.Tree;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/**
 * Reads the times that a learner's lab wrote. The learner's clock may be wrong, or what it shows
 * made up: the API server notes itself when a field was written, and times are moved by the
 * difference. None is before the ConfigMap was created, none in the future.
 *
 * @param ahead how far the learner's clock is ahead of the server's
 */
record LearnerClock(Instant earliest, Instant now, Duration ahead) {
  /** Smaller differences say nothing: the server notes whole seconds, and later than the lab. */
  private static final Duration NOTICEABLE = Duration.ofSeconds(30);

  /** As old as a class may be of which nothing says how old it is. */
  private static final Duration UNKNOWN_AGE = Duration.ofDays(31);

  /** A clock that is this process's own. */
  static LearnerClock own(Instant now) {
    return new LearnerClock(Instant.MIN, now, Duration.ZERO);
  }

  /**
   * The clock of whoever wrote a ConfigMap.
   *
   * @param updated when that was, by the clock in question
   */
  static LearnerClock of(Tree map, Tree updated, Instant now) {
    Optional<Instant> shown = parsed(updated);
    Duration ahead =
        written(map, "f:data", "f:" + Seat.PROGRESS)
            .flatMap(at -> shown.map(then -> Duration.between(at, then)))
            .filter(one -> one.abs().compareTo(NOTICEABLE) > 0)
            .orElse(Duration.ZERO);
    Instant created = parsed(map.at("metadata.creationTimestamp")).orElse(Instant.MIN);
    return new LearnerClock(created, now, ahead);
  }

  /** When a lab was last there: when its Lease was written. */
  static Optional<Instant> seen(Tree lease, Instant now) {
    return written(lease, "f:spec", "f:renewTime")
        .or(() -> parsed(lease.at("spec.renewTime")))
        .map(at -> at.isAfter(now) ? now : at);
  }

  /** A time that was written. */
  Optional<Instant> time(Tree value) {
    return parsed(value)
        .map(one -> one.minus(ahead))
        .map(one -> one.isBefore(earliest) ? earliest : one)
        .map(one -> one.isAfter(now) ? now : one);
  }

  /** Nobody can have been at anything for longer. */
  Duration longest() {
    return earliest.equals(Instant.MIN) ? UNKNOWN_AGE : Duration.between(earliest, now).abs();
  }

  /** When a field was last written, by the API server's clock. */
  private static Optional<Instant> written(Tree object, String group, String field) {
    return object.at("metadata.managedFields").items().stream()
        .filter(entry -> entry.get("fieldsV1").get(group).get(field).isPresent())
        .flatMap(entry -> parsed(entry.get("time")).stream())
        .max(Comparator.naturalOrder());
  }

  /** Years of four digits, so that one can be computed with. */
  private static Optional<Instant> parsed(Tree value) {
    try {
      return value.text().filter(text -> text.matches("\\d{4}-.{1,36}")).map(Instant::parse);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
