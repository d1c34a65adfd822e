package dev.egresstls.lab.cli.query;

import dev.egresstls.lab.app.AppContext;
import dev.egresstls.lab.app.report.ReportFormat;
import dev.egresstls.lab.app.report.ReportStore;
import dev.egresstls.lab.catalog.Catalog;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code report}: what the last session came to; no cluster is asked. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description = {"${bundle:cli.report.summary}", "${bundle:cli.report.more}"})
public final class ReportCommand implements Callable<Integer> {
  private final AppContext app;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = "${bundle:cli.report.output}")
  private ReportFormat format = ReportFormat.MD;

  /** The command for a process. */
  public ReportCommand(AppContext app) {
    this.app = app;
  }

  @Override
  public Integer call() {
    app.here().out().print(format.text(ReportStore.in(app.here().state()).last(lab())));
    return 0;
  }

  /** The lab that was named; a report of any is the last one otherwise. */
  private Optional<String> lab() {
    Catalog catalog = app.catalog();
    return catalog.named()
        ? catalog.files(catalog.chosen()).map(files -> files.key(catalog.chosen()))
        : Optional.empty();
  }
}
