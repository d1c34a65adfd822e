package dev.egresstls.lab.cli.proof;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.cli.AppContext;
import dev.egresstls.lab.cli.ProcessContext;
import dev.egresstls.lab.cli.Selection;
import dev.egresstls.lab.cli.open.ChosenLaunch;
import dev.egresstls.lab.cli.report.Output;
import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.lab.Action;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.lab.Step;
import dev.egresstls.lab.mesh.seen.proof.Proof;
import dev.egresstls.lab.render.ProofLines;
import dev.egresstls.lab.render.text.Layout;
import dev.egresstls.lab.shell.console.Consoles;
import dev.egresstls.lab.shell.console.Interrupts;
import dev.egresstls.lab.shell.launch.LaunchedRun;
import dev.egresstls.lab.trace.ProofDocument;
import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.world.World;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code proof}: sends the lab's request and shows the way predicted beside the way seen. */
@Command(
    name = "proof",
    mixinStandardHelpOptions = true,
    description = {
      "${bundle:cli.proof.summary}",
      "${bundle:cli.proof.more}",
      "${bundle:cli.proof.exit}"
    })
public final class ProofCommand implements Callable<Integer> {
  private static final int NOT_A_TERMINAL = 100;

  private final AppContext app;

  @Mixin private Selection selection = new Selection();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = "${bundle:cli.option.output}")
  private Output output = Output.TABLE;

  /** A command that works with these. */
  public ProofCommand(AppContext app) {
    this.app = app;
  }

  @Override
  public Integer call() throws Exception {
    return Interrupts.allow(this::prove);
  }

  private int prove() throws InterruptedException {
    ChosenLaunch launch = ChosenLaunch.unattended(selection.choice(), app.worlds(), app.catalog());
    try (LaunchedRun opened = launch.open(banner -> {}, event -> {})) {
      if (opened.banner().mode() == World.Mode.PRACTICE) {
        prepare(opened.run());
      }
      Proof proof = opened.run().proof(true);
      show(proof);
      return proof.agrees() ? 0 : 1;
    }
  }

  /** A practice cluster of this process is empty: there would be nothing to prove. */
  private static void prepare(LabRun run) throws InterruptedException {
    for (int number = 1; number <= run.lab().steps().size(); number++) {
      Step step = run.lab().steps().get(number - 1);
      boolean sends = step.actions().stream().anyMatch(Action.SendRequest.class::isInstance);
      if (!sends && !run.step(number)) {
        throw Problem.of(
                Problem.Kind.PRECONDITION,
                say("cli.proof.step", number),
                "egresstls-lab run --practice")
            .failure();
      }
    }
  }

  private void show(Proof proof) {
    ProcessContext here = app.here();
    if (output == Output.JSON) {
      byte[] json = (Json.pretty(ProofDocument.of(proof)) + "\n").getBytes(StandardCharsets.UTF_8);
      here.out().write(json, 0, json.length);
    } else {
      int columns = here.terminal() ? Consoles.columnsOfTerminal(here.charset()) : NOT_A_TERMINAL;
      Layout layout = new Layout(here.theme(selection.colour()), columns);
      layout
          .rows(ProofLines.of(proof, layout.theme(), layout.columns()))
          .forEach(here.out()::println);
    }
    here.out().flush();
  }
}
