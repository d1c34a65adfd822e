package dev.egresstls.lab.cli.classroom;

import dev.egresstls.lab.app.AppContext;
import dev.egresstls.lab.app.classroom.BoardDocument;
import dev.egresstls.lab.app.classroom.BoardLines;
import dev.egresstls.lab.app.classroom.ClassView;
import dev.egresstls.lab.app.launch.LaunchedRun;
import dev.egresstls.lab.classroom.Board;
import dev.egresstls.lab.cli.option.Printing;
import dev.egresstls.lab.console.Consoles;
import dev.egresstls.lab.render.text.Layout;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Theme;
import java.util.List;
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

  /** Home, and everything below is erased line by line, so that nothing flickers. */
  private static final String HOME = "\u001b[H";

  private static final String REST_OF_LINE = "\u001b[K";
  private static final String REST_OF_SCREEN = "\u001b[J";

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
    String lab = opened.run().lab().id();
    ClassView view = ClassView.open(opened.world(), opened.run().lab(), course);
    if (format == Format.JSON) {
      Printing.json(BoardDocument.json(view.board(), lab), app.here());
    } else if (format == Format.CSV) {
      Printing.text(BoardDocument.csv(view.board()), app.here());
    } else if (once || !app.here().terminal()) {
      Theme theme = app.here().theme(selection.colour());
      Board board = view.board();
      Printing.page((any, columns) -> BoardLines.of(board, theme), app.here(), selection.colour());
    } else {
      app.here().out().print(HOME + REST_OF_SCREEN);
      view.follow(this::draw);
    }
    return 0;
  }

  /** Rows that fit no longer are left out: those who need help come first. */
  private void draw(Board board) {
    Theme theme = app.here().theme(selection.colour());
    int columns = Consoles.columnsOfTerminal(app.here().charset());
    Layout layout = new Layout(theme, columns);
    List<Line> lines = BoardLines.of(board, theme);
    StringBuilder text = new StringBuilder(app.here().spoken() ? "" : HOME);
    lines.forEach(line -> text.append(layout.cut(line)).append(REST_OF_LINE).append("\r\n"));
    app.here().out().print(app.here().spoken() ? text : text.append(REST_OF_SCREEN));
    app.here().out().flush();
  }
}
