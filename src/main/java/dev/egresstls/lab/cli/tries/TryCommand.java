package dev.egresstls.lab.cli.tries;

import dev.egresstls.lab.cli.AppContext;
import dev.egresstls.lab.cli.Selection;
import dev.egresstls.lab.cli.report.Output;
import dev.egresstls.lab.shell.MeshConsent;
import dev.egresstls.lab.shell.console.Interrupts;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code try}: a what-if, done and undone, without a prompt. */
@Command(
    name = "try",
    mixinStandardHelpOptions = true,
    description = {"${bundle:cli.try.summary}", "${bundle:cli.try.more}", "${bundle:cli.try.exit}"})
public final class TryCommand implements Callable<Integer> {
  private final AppContext app;

  @Mixin private Selection selection = new Selection();

  @Option(
      names = {"-y", "--yes"},
      description = "${bundle:cli.try.yes}")
  private boolean yes;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = "${bundle:cli.option.output}")
  private Output output = Output.TABLE;

  @Option(names = MeshConsent.OPTION, description = "${bundle:cli.option.allow-mesh-wide}")
  private boolean allowMeshWide;

  @Parameters(arity = "0..1", paramLabel = "ID", description = "${bundle:cli.try.id}")
  private String id;

  /** The command in a workshop. */
  public TryCommand(AppContext app) {
    this.app = app;
  }

  @Override
  public Integer call() throws Exception {
    Trying trying = new Trying(app, selection, output, yes, allowMeshWide);
    return Interrupts.allow(() -> trying.run(Optional.ofNullable(id)));
  }
}
