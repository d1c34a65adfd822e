package dev.egresstls.lab.classroom;

import dev.egresstls.lab.classroom.ClassPlan.Learner;
import dev.egresstls.lab.value.Neutral;
import dev.egresstls.lab.value.Tree;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How far everybody of a class is. Who is in the class, and what everybody is called, is the
 * trainer's word; all that a learner's namespace says counts for that learner alone.
 *
 * @param rows those who need help first
 */
public record Board(String course, Instant taken, List<Row> rows) {
  /** After so long on one step somebody may need help. */
  private static final Duration SLOW = Duration.ofMinutes(10);

  /** A lab renews its Lease every 20 s. */
  private static final Duration GONE = Duration.ofSeconds(90);

  private static final int LONGEST_NAME = 60;

  /** How much somebody needs help, most first. */
  public enum Need {
    HAND,
    FAILS,
    UNREADABLE,
    OTHER_LAB,
    SLOW,
    LEFT,
    WORKS,
    SILENT,
    ABSENT,
    DONE;

    /** As documents have it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * A learner.
   *
   * @param seen when the learner's lab was last there
   */
  public record Row(Learner learner, Need need, LearnerProgress progress, Optional<Instant> seen) {
    private Instant since() {
      return (need == Need.HAND ? progress.hand() : progress.stuckSince()).orElse(Instant.MAX);
    }

    private boolean failsWithHand() {
      return need == Need.HAND && progress.failing().isPresent();
    }
  }

  public Board {
    rows = List.copyOf(rows);
  }

  /** The class as its roster says. */
  public static ClassPlan roster(String course, Tree data) {
    List<Learner> learners =
        data.fields().entrySet().stream()
            .map(one -> new Learner(one.getKey(), name(one.getValue().text(""), one.getKey())))
            .sorted(Learner.ORDER)
            .toList();
    return new ClassPlan(course, learners);
  }

  private static String name(String text, String otherwise) {
    String line = Neutral.line(text).strip();
    String shorter = line.length() > LONGEST_NAME ? line.substring(0, LONGEST_NAME) : line;
    return shorter.isEmpty() ? otherwise : shorter;
  }

  /**
   * The board.
   *
   * @param maps the ConfigMaps with the label of the class
   * @param leases the Leases with it
   * @param terms those of the class's lab
   */
  public static Board of(
      ClassPlan plan, List<Tree> maps, List<Tree> leases, LabTerms terms, Instant now) {
    Map<String, Tree> progress = byNamespace(maps);
    Map<String, Tree> seen = byNamespace(leases);
    List<Row> rows =
        plan.learners().stream()
            .map(
                one ->
                    row(
                        one,
                        progress.getOrDefault(one.namespace(), Tree.MISSING),
                        LearnerClock.seen(seen.getOrDefault(one.namespace(), Tree.MISSING), now),
                        terms,
                        now))
            .sorted(
                Comparator.comparing(Row::need)
                    .thenComparing(Row::since)
                    .thenComparing(row -> row.progress().held())
                    .thenComparing(Row::learner, Learner.ORDER))
            .toList();
    return new Board(plan.course(), now, rows);
  }

  /** Those of the one name that counts. */
  private static Map<String, Tree> byNamespace(List<Tree> objects) {
    Map<String, Tree> found = new HashMap<>();
    for (Tree one : objects) {
      if (one.at("metadata.name").text("").equals(ClassNames.PROGRESS)) {
        found.put(one.at("metadata.namespace").text(""), one);
      }
    }
    return found;
  }

  private static Row row(
      Learner learner, Tree map, Optional<Instant> seen, LabTerms terms, Instant now) {
    Tree data = map.get("data");
    Optional<LearnerProgress> read = LearnerProgress.read(map, terms, now);
    LearnerProgress progress = read.orElseGet(() -> LearnerProgress.none(terms));
    boolean elsewhere = !progress.lab().equals(terms.lab());
    boolean silent = data.get(Seat.OFF).text("").equals("true");
    Need need =
        silent
            ? Need.SILENT
            : data.get(Seat.PROGRESS).text("").isEmpty()
                ? Need.ABSENT
                : read.isEmpty() ? Need.UNREADABLE : need(progress, terms, seen, now);
    return new Row(
        learner,
        need,
        elsewhere ? progress.ofAnotherLab(terms) : progress,
        seen.or(progress::updated));
  }

  private static Need need(
      LearnerProgress progress, LabTerms terms, Optional<Instant> seen, Instant now) {
    if (progress.hand().isPresent()) {
      return Need.HAND;
    }
    if (!progress.lab().equals(terms.lab())) {
      return Need.OTHER_LAB;
    }
    if (progress.finished()) {
      return Need.DONE;
    }
    if (progress.failing().isPresent()) {
      return Need.FAILS;
    }
    if (seen.or(progress::updated).filter(at -> at.plus(GONE).isAfter(now)).isEmpty()) {
      return Need.LEFT;
    }
    boolean slow = progress.stuckSince().filter(at -> at.plus(SLOW).isBefore(now)).isPresent();
    return slow ? Need.SLOW : Need.WORKS;
  }

  /** How many learners have such a need; those who fail count as such with a hand up as well. */
  public long count(Need need) {
    return rows.stream()
        .filter(row -> row.need() == need || need == Need.FAILS && row.failsWithHand())
        .count();
  }
}
