package dev.egresstls.lab.cli.undo;

import dev.egresstls.lab.cli.AppContext;
import dev.egresstls.lab.cli.Selection;
import dev.egresstls.lab.cli.report.Output;
import dev.egresstls.lab.shell.console.Interrupts;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ledger}: what the lab has changed in this cluster. */
@Command(
    name = "ledger",
    mixinStandardHelpOptions = true,
    description = {"${bundle:cli.ledger.summary}", "${bundle:cli.ledger.more}"})
public final class LedgerCommand implements Callable<Integer> {
  private final AppContext app;

  @Mixin private Selection selection = new Selection();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = "${bundle:cli.option.output}")
  private Output output = Output.TABLE;

  public LedgerCommand(AppContext app) {
    this.app = app;
  }

  @Override
  public Integer call() throws Exception {
    Changes changes = new Changes(app, selection);
    return Interrupts.allow(() -> changes.show(output));
  }
}
