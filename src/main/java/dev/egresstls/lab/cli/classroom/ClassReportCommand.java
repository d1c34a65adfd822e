package dev.egresstls.lab.cli.classroom;

import dev.egresstls.lab.app.AppContext;
import dev.egresstls.lab.app.classroom.ClassReport;
import dev.egresstls.lab.app.classroom.ClassView;
import dev.egresstls.lab.app.launch.LaunchedRun;
import dev.egresstls.lab.classroom.Board;
import dev.egresstls.lab.cli.option.Printing;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code class report}: what the class came to. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description = {"${bundle:cli.class.report.summary}", "${bundle:cli.class.report.more}"})
public final class ClassReportCommand extends TrainerCommand {
  private enum Format {
    MD,
    CSV;

    @Override
    public String toString() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = "${bundle:cli.class.report.output}")
  private Format format = Format.MD;

  /** The command for a process. */
  public ClassReportCommand(AppContext app) {
    super(app);
  }

  @Override
  int on(LaunchedRun opened) throws InterruptedException {
    ClassView view = ClassView.open(opened.world(), opened.run().lab(), course);
    Board board = view.board();
    Printing.text(
        format == Format.MD
            ? ClassReport.markdown(board, view.terms())
            : ClassReport.csv(board, view.terms()),
        app.here());
    return 0;
  }
}
