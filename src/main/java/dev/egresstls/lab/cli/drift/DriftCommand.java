package dev.egresstls.lab.cli.drift;

import dev.egresstls.lab.cli.AppContext;
import dev.egresstls.lab.cli.ProcessContext;
import dev.egresstls.lab.cli.Selection;
import dev.egresstls.lab.cli.open.ChosenLaunch;
import dev.egresstls.lab.cli.report.Output;
import dev.egresstls.lab.ledger.drift.DriftProof;
import dev.egresstls.lab.render.DriftProofLines;
import dev.egresstls.lab.render.text.Layout;
import dev.egresstls.lab.shell.console.Consoles;
import dev.egresstls.lab.shell.console.Interrupts;
import dev.egresstls.lab.shell.launch.LaunchedRun;
import dev.egresstls.lab.value.Json;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code drift}: compares the cluster with what it was before the lab's first change. */
@Command(
    name = "drift",
    mixinStandardHelpOptions = true,
    description = {
      "${bundle:cli.drift.summary}",
      "${bundle:cli.drift.more}",
      "${bundle:cli.drift.exit}"
    })
public final class DriftCommand implements Callable<Integer> {
  private static final int NOT_A_TERMINAL = 100;

  private final AppContext app;

  @Mixin private Selection selection = new Selection();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = "${bundle:cli.option.output}")
  private Output output = Output.TABLE;

  /** A command that works with these. */
  public DriftCommand(AppContext app) {
    this.app = app;
  }

  @Override
  public Integer call() throws Exception {
    return Interrupts.allow(this::compare);
  }

  private int compare() throws InterruptedException {
    ChosenLaunch launch = ChosenLaunch.unattended(selection.choice(), app.worlds(), app.catalog());
    try (LaunchedRun opened = launch.open(banner -> {}, event -> {})) {
      DriftProof proof = opened.run().baseline().compare();
      show(proof);
      return proof.none() ? 0 : 1;
    }
  }

  private void show(DriftProof proof) {
    ProcessContext here = app.here();
    if (output == Output.JSON) {
      String text = Json.pretty(DriftProofLines.document(proof)) + "\n";
      byte[] json = text.getBytes(StandardCharsets.UTF_8);
      here.out().write(json, 0, json.length);
    } else {
      int columns = here.terminal() ? Consoles.columnsOfTerminal(here.charset()) : NOT_A_TERMINAL;
      new Layout(here.theme(selection.colour()), columns)
          .rows(DriftProofLines.of(proof))
          .forEach(here.out()::println);
    }
    here.out().flush();
  }
}
