package dev.egresstls.lab.app.classroom;

import static dev.egresstls.lab.message.Messages.count;
import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.classroom.Board;
import dev.egresstls.lab.classroom.Board.Need;
import dev.egresstls.lab.classroom.Board.Row;
import dev.egresstls.lab.classroom.LearnerProgress;
import dev.egresstls.lab.classroom.StepProgress;
import dev.egresstls.lab.event.StepState;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.render.text.Columns;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Mark;
import dev.egresstls.lab.render.text.Role;
import dev.egresstls.lab.render.text.Theme;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The board for people: one line a learner, whatever the learner has written. */
public final class BoardLines {
  private static final int INDENT = 2;
  private static final String BETWEEN = " · ";
  private static final int SHORTEST_NAME = 12;
  private static final int LONGEST_NAME = 30;
  private static final int LONGEST_CAUSE = 36;

  /** The columns, with what each takes at least; the name and the cause take what is left. */
  private enum Column {
    NEEDS(12),
    LEARNER(SHORTEST_NAME),
    STEPS(6),
    AT(12),
    SINCE(7),
    CAUSE(14),
    HINTS(6),
    SEEN(6);

    private final int least;

    Column(int least) {
      this.least = least;
    }

    String title() {
      return say("cli.class.board.head").split("\\|")[ordinal()];
    }
  }

  /** Those that a narrow terminal leaves out, the most needed first. */
  private static final List<Column> OPTIONAL =
      List.of(Column.AT, Column.CAUSE, Column.SINCE, Column.SEEN, Column.HINTS);

  private final Board board;
  private final Theme theme;
  private final Map<Column, Integer> widths = new EnumMap<>(Column.class);

  private BoardLines(Board board, Theme theme, int columns) {
    this.board = board;
    this.theme = theme;
    widths.put(Column.NEEDS, Column.NEEDS.least);
    widths.put(Column.LEARNER, SHORTEST_NAME);
    widths.put(Column.STEPS, Math.max(steps(), Column.STEPS.least - 1) + 1);
    int left = columns - INDENT - widths.values().stream().mapToInt(one -> one).sum();
    for (Column one : OPTIONAL) {
      if (one.least <= left) {
        widths.put(one, one.least);
        left -= one.least;
      }
    }
    int longest =
        board.rows().stream().mapToInt(row -> Columns.of(row.learner().label())).max().orElse(0);
    int name = Math.max(0, Math.min(left, Math.min(longest + 1, LONGEST_NAME) - SHORTEST_NAME));
    widths.merge(Column.LEARNER, name, Integer::sum);
    int rest = Math.max(0, Math.min(left - name, LONGEST_CAUSE - Column.CAUSE.least));
    widths.computeIfPresent(Column.CAUSE, (key, width) -> width + rest);
  }

  private int steps() {
    return board.rows().isEmpty() ? 0 : board.rows().get(0).progress().steps().size();
  }

  /**
   * What stands above the learners: how many need help, what is wrong with the watch, and the names
   * of the columns. A screen reader needs none of those.
   */
  public static List<Line> head(Board board, Optional<Problem> stale, Theme theme, int columns) {
    BoardLines all = new BoardLines(board, theme, columns);
    List<Line> lines = new ArrayList<>();
    lines.addAll(all.counts(columns));
    stale.ifPresent(
        one -> lines.add(Line.of(INDENT, Role.WARNING, say("cli.class.board.stale", one.what()))));
    if (!theme.spoken()) {
      lines.add(all.titles());
    }
    return lines;
  }

  /** A line for each learner, those who need help first. */
  public static List<Line> rows(Board board, Theme theme, int columns) {
    BoardLines all = new BoardLines(board, theme, columns);
    return board.rows().stream().map(all::line).toList();
  }

  /** All lines: the head, and the learners. */
  public static List<Line> of(Board board, Theme theme, int columns) {
    return Stream.concat(
            head(board, Optional.empty(), theme, columns).stream(),
            rows(board, theme, columns).stream())
        .toList();
  }

  private Line line(Row row) {
    return theme.spoken() ? Line.of(0, Role.PLAIN, sentence(row)) : row(row);
  }

  /** How many have which need, as the report says it, too. */
  static String needs(Board board) {
    return String.join(BETWEEN, counted(board));
  }

  private static List<String> counted(Board board) {
    return Stream.of(Need.values())
        .filter(need -> need == Need.HAND || need == Need.FAILS || board.count(need) > 0)
        .map(need -> say("cli.class.board.count", word(need), board.count(need)))
        .toList();
  }

  /** In as many lines as it takes: no count may be cut. */
  private List<Line> counts(int columns) {
    int learners = board.rows().size();
    String row = count("cli.class.board.counts", learners, board.course(), learners);
    List<Line> lines = new ArrayList<>();
    for (String part : counted(board)) {
      String longer = row + BETWEEN + part;
      if (!theme.spoken() && INDENT + Columns.of(longer) > columns) {
        lines.add(Line.of(INDENT, Role.TITLE, row));
        row = part;
      } else {
        row = longer;
      }
    }
    lines.add(Line.of(theme.spoken() ? 0 : INDENT, Role.TITLE, row));
    return lines;
  }

  private Line titles() {
    StringBuilder text = new StringBuilder();
    widths.forEach((column, width) -> text.append(Columns.pad(column.title(), width)));
    return Line.of(INDENT, Role.QUIET, text.toString().stripTrailing());
  }

  private Line row(Row row) {
    Line line = Line.at(INDENT);
    for (Map.Entry<Column, Integer> one : widths.entrySet()) {
      int width = one.getValue();
      line =
          switch (one.getKey()) {
            case NEEDS -> line.and(role(row.need()), cell(needs(row), width));
            case LEARNER -> line.and(Role.STRESS, cell(row.learner().label(), width));
            case STEPS -> bar(line, row.progress(), width);
            case AT -> line.and(Role.PLAIN, cell(at(row.progress()), width));
            case SINCE -> line.and(Role.PLAIN, cell(ago(row.progress().stuckSince()), width));
            case CAUSE -> line.and(Role.PLAIN, cell(cause(row.progress()), width));
            case HINTS -> line.and(Role.PLAIN, cell(hints(row.progress()), width));
            case SEEN -> line.and(Role.QUIET, ago(row.seen()));
          };
    }
    return line;
  }

  private Line bar(Line before, LearnerProgress progress, int width) {
    Line line = before;
    for (StepProgress step : progress.steps()) {
      line = line.and(theme.barSign(Mark.of(state(step))));
    }
    return line.and(Role.PLAIN, " ".repeat(Math.max(1, width - progress.steps().size())));
  }

  /** A learner in words, without times: what is to be heard again only once it has changed. */
  public static String sentence(Row row) {
    LearnerProgress progress = row.progress();
    List<String> parts = new ArrayList<>();
    parts.add(word(row.need()));
    if (progress.updated().isPresent()) {
      parts.add(say("cli.class.spoken.steps", progress.held(), progress.steps().size()));
    }
    add(parts, at(progress), at -> say("cli.class.spoken.at", at));
    add(parts, cause(progress), cause -> say("cli.class.spoken.cause", cause));
    add(parts, hints(progress), hints -> say("cli.class.spoken.hints", hints));
    return row.learner().label() + ": " + String.join(", ", parts) + ".";
  }

  private static void add(List<String> parts, String value, UnaryOperator<String> said) {
    if (!value.isEmpty()) {
      parts.add(said.apply(value));
    }
  }

  private static StepState state(StepProgress step) {
    return StepState.valueOf(step.state().toUpperCase(Locale.ROOT));
  }

  private static Role role(Need need) {
    return switch (need) {
      case HAND, FAILS, UNREADABLE -> Role.UNMET;
      case SLOW, LEFT, OTHER_LAB -> Role.WARNING;
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
    return progress.here().map(StepProgress::id).orElse("");
  }

  /** With a hand up for how long that is: the column of times says since when nothing moves. */
  private String needs(Row row) {
    return row.need() == Need.HAND
        ? say("cli.class.board.hand", ago(row.progress().hand()))
        : word(row.need());
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
        : seconds < 6000
            ? say("cli.class.board.minutes", seconds / 60)
            : say("cli.class.board.hours", seconds / 3600);
  }
}
