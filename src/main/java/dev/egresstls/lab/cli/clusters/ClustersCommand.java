package dev.egresstls.lab.cli.clusters;

import dev.egresstls.lab.cli.AppContext;
import dev.egresstls.lab.cli.ProcessContext;
import dev.egresstls.lab.cli.Selection;
import dev.egresstls.lab.cli.report.Output;
import dev.egresstls.lab.doctor.ContextsDocument;
import dev.egresstls.lab.render.ContextLines;
import dev.egresstls.lab.render.text.Layout;
import dev.egresstls.lab.shell.console.Consoles;
import dev.egresstls.lab.shell.console.Interrupts;
import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.world.ContextLook;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code clusters}: all contexts of the kubeconfig, and what each is. */
@Command(
    name = "clusters",
    mixinStandardHelpOptions = true,
    description = {"${bundle:cli.clusters.summary}", "${bundle:cli.clusters.more}"})
public final class ClustersCommand implements Callable<Integer> {
  private static final int WITHOUT_TERMINAL = 120;

  private final AppContext app;
  @Mixin private Selection selection = new Selection();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = "${bundle:cli.option.output}")
  private Output output = Output.TABLE;

  public ClustersCommand(AppContext app) {
    this.app = app;
  }

  @Override
  public Integer call() throws Exception {
    return Interrupts.allow(this::list);
  }

  private int list() throws InterruptedException {
    ProcessContext here = app.here();
    List<ContextLook> looks = app.worlds().contexts(selection.choice());
    if (output == Output.JSON) {
      here.out().println(Json.pretty(ContextsDocument.of(looks)));
    } else {
      int columns = here.terminal() ? Consoles.columnsOfTerminal(here.charset()) : WITHOUT_TERMINAL;
      new Layout(here.theme(selection.colour()), columns)
          .rows(ContextLines.of(looks))
          .forEach(here.out()::println);
    }
    here.out().flush();
    return 0;
  }
}
