package dev.egresstls.lab.app.classroom;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.classroom.Board;
import dev.egresstls.lab.classroom.Board.Need;
import dev.egresstls.lab.classroom.Board.Row;
import dev.egresstls.lab.classroom.LearnerProgress;
import dev.egresstls.lab.classroom.StepProgress;
import dev.egresstls.lab.event.StepState;
import dev.egresstls.lab.render.text.Columns;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Mark;
import dev.egresstls.lab.render.text.Role;
import dev.egresstls.lab.render.text.Theme;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The board for people: one line a learner, whatever the learner has written. */
public final class BoardLines {
  private static final int INDENT = 2;
  private static final int WORD = 11;
  private static final int NAME = 22;
  private static final int STEP = 13;
  private static final int SINCE = 8;
  private static final int CAUSE = 26;
  private static final int HINTS = 7;

  private final Board board;
  private final Theme theme;
  private final int steps;

  private BoardLines(Board board, Theme theme, int steps) {
    this.board = board;
    this.theme = theme;
    this.steps = steps;
  }

  /** The lines: how many need help, the head, and the learners. */
  public static List<Line> of(Board board, Theme theme) {
    int steps = board.rows().isEmpty() ? 0 : board.rows().get(0).progress().steps().size();
    BoardLines all = new BoardLines(board, theme, steps);
    List<Line> lines = new ArrayList<>();
    lines.add(all.counts());
    lines.add(all.head());
    board.rows().forEach(row -> lines.add(all.row(row)));
    return lines;
  }

  private Line counts() {
    return Line.of(
        INDENT,
        Role.TITLE,
        say(
            "cli.class.board.counts",
            board.course(),
            board.rows().size(),
            board.count(Need.HAND),
            board.count(Need.FAILS),
            board.count(Need.DONE)));
  }

  private Line head() {
    String[] names = say("cli.class.board.head").split("\\|");
    String bar = Columns.pad(names[2], Math.max(steps, Columns.of(names[2])) + 1);
    return Line.of(
        INDENT,
        Role.QUIET,
        Columns.pad(names[0], WORD)
            + Columns.pad(names[1], NAME)
            + bar
            + Columns.pad(names[3], STEP)
            + Columns.pad(names[4], SINCE)
            + Columns.pad(names[5], CAUSE)
            + Columns.pad(names[6], HINTS)
            + names[7]);
  }

  private Line row(Row row) {
    LearnerProgress progress = row.progress();
    Line line =
        Line.at(INDENT)
            .and(role(row.need()), cell(word(row.need()), WORD))
            .and(Role.STRESS, cell(row.learner().name(), NAME));
    for (StepProgress step : progress.steps()) {
      line = line.and(theme.barSign(Mark.of(state(step))));
    }
    int bar = Math.max(steps, Columns.of(say("cli.class.board.head").split("\\|")[2])) + 1;
    return line.and(Role.PLAIN, " ".repeat(Math.max(1, bar - steps)))
        .and(Role.PLAIN, cell(at(progress), STEP))
        .and(Role.PLAIN, cell(ago(since(row)), SINCE))
        .and(Role.PLAIN, cell(cause(progress), CAUSE))
        .and(Role.PLAIN, cell(hints(progress), HINTS))
        .and(Role.QUIET, ago(row.seen()));
  }

  private static StepState state(StepProgress step) {
    return StepState.valueOf(step.state().toUpperCase(Locale.ROOT));
  }

  private static Role role(Need need) {
    return switch (need) {
      case HAND, FAILS, UNREADABLE -> Role.UNMET;
      case SLOW, LEFT -> Role.WARNING;
      case DONE -> Role.MET;
      default -> Role.QUIET;
    };
  }

  private static String word(Need need) {
    return say("cli.class.need." + need.word());
  }

  private static String cell(String text, int columns) {
    return Columns.pad(Columns.cut(text, columns - 1), columns);
  }

  private static String at(LearnerProgress progress) {
    Optional<String> failing = progress.failing().map(StepProgress::id);
    boolean behind = progress.at() > progress.steps().size();
    return progress.updated().isEmpty() || progress.finished()
        ? ""
        : failing.orElseGet(() -> behind ? "" : progress.steps().get(progress.at() - 1).id());
  }

  private static Optional<Instant> since(Row row) {
    return row.need() == Need.HAND ? row.progress().hand() : row.progress().stuckSince();
  }

  private static String cause(LearnerProgress progress) {
    return progress.failing().flatMap(StepProgress::cause).orElse("");
  }

  private static String hints(LearnerProgress progress) {
    return progress.hints() == 0 ? "" : String.valueOf(progress.hints());
  }

  private String ago(Optional<Instant> at) {
    return at.map(one -> Duration.between(one, board.taken())).map(BoardLines::spelled).orElse("");
  }

  private static String spelled(Duration age) {
    long seconds = Math.max(0, age.toSeconds());
    return seconds < 120
        ? say("cli.class.board.seconds", seconds / 5 * 5)
        : seconds < 7200
            ? say("cli.class.board.minutes", seconds / 60)
            : say("cli.class.board.hours", seconds / 3600);
  }
}
