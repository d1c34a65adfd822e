package dev.egresstls.lab.cli.classroom;

import dev.egresstls.lab.app.AppContext;
import dev.egresstls.lab.app.classroom.BoardDocument;
import dev.egresstls.lab.app.classroom.BoardLines;
import dev.egresstls.lab.app.classroom.ClassView;
import dev.egresstls.lab.app.launch.LaunchedRun;
import dev.egresstls.lab.classroom.Board;
import dev.egresstls.lab.cli.option.Printing;
import dev.egresstls.lab.console.terminal.LiveTable;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Role;
import dev.egresstls.lab.render.text.Theme;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code class watch}: who is where, live. */
@Command(
    name = "watch",
    mixinStandardHelpOptions = true,
    description = {"${bundle:cli.class.watch.summary}", "${bundle:cli.class.watch.more}"})
public final class WatchCommand extends TrainerCommand {
  private enum Format {
    TABLE,
    JSON,
    CSV;

    @Override
    public String toString() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = "${bundle:cli.class.watch.output}")
  private Format format = Format.TABLE;

  @Option(names = "--once", description = "${bundle:cli.class.watch.once}")
  private boolean once;

  /** The command for a process. */
  public WatchCommand(AppContext app) {
    super(app);
  }

  @Override
  int on(LaunchedRun opened) throws InterruptedException {
    ClassView view = ClassView.open(opened.world(), opened.run().lab(), course);
    if (format == Format.JSON) {
      Printing.json(BoardDocument.json(view.board()), app.here());
    } else if (format == Format.CSV) {
      Printing.text(BoardDocument.csv(view.board()), app.here());
    } else if (once || !app.here().terminal()) {
      Board board = view.board();
      Printing.page(
          (theme, columns) -> BoardLines.of(board, theme, columns), app.here(), selection.colour());
    } else {
      follow(view);
    }
    return 0;
  }

  /** Follows every change until the trainer has seen enough, which is no failure. */
  private void follow(ClassView view) {
    Theme theme = app.here().theme(selection.colour());
    try {
      if (theme.spoken() || app.here().dumb()) {
        view.follow(new Appended()::show);
      } else {
        draw(view, theme);
      }
    } catch (InterruptedException e) {
      return;
    }
  }

  private void draw(ClassView view, Theme theme) throws InterruptedException {
    Thread here = Thread.currentThread();
    try (LiveTable table = LiveTable.open(theme, app.here().charset(), here::interrupt)) {
      view.follow(
          board -> {
            Optional<Problem> stale = view.stale();
            table.show(
                columns ->
                    new LiveTable.Page(
                        BoardLines.head(board, stale, theme, columns),
                        BoardLines.rows(board, theme, columns)));
          });
    }
  }

  /** Appends a sentence for each learner about whom something has changed. */
  private final class Appended {
    private final Map<String, String> said = new HashMap<>();

    void show(Board board) {
      List<Line> lines = new ArrayList<>();
      for (Board.Row row : board.rows()) {
        String now = BoardLines.sentence(row);
        if (!now.equals(said.put(row.learner().namespace(), now))) {
          lines.add(Line.of(0, Role.PLAIN, now));
        }
      }
      Printing.page((any, columns) -> lines, app.here(), selection.colour());
    }
  }
}
