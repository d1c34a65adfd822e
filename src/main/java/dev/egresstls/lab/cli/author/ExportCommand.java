package dev.egresstls.lab.cli.author;

import dev.egresstls.lab.app.AppContext;
import dev.egresstls.lab.app.author.LabExport;
import dev.egresstls.lab.app.labs.LabSources;
import dev.egresstls.lab.app.launch.LaunchOptions;
import dev.egresstls.lab.catalog.Catalog;
import dev.egresstls.lab.cli.option.Printing;
import dev.egresstls.lab.cli.option.Selection;
import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.Vars;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code export}: a lab as a tutorial or a script; no cluster is asked. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description = {"${bundle:cli.export.summary}", "${bundle:cli.export.more}"})
public final class ExportCommand implements Callable<Integer> {
  /** What a lab is exported as. */
  private enum Format {
    MD,
    BASH;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final AppContext app;

  @Parameters(arity = "0..1", paramLabel = "LAB", description = "${bundle:cli.option.lab}")
  private String named;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = "${bundle:cli.export.output}")
  private Format format = Format.MD;

  @Mixin private Selection selection = new Selection();

  /** The command for a process. */
  public ExportCommand(AppContext app) {
    this.app = app;
  }

  @Override
  public Integer call() {
    Catalog catalog =
        named == null ? app.catalog() : LabSources.of(app.here()).choose(app.catalog(), named);
    LaunchOptions choice = selection.choice();
    Lab lab = catalog.read(choice.track());
    Vars vars = Vars.of(lab, choice.vars());
    LabExport export = new LabExport(lab, choice.cluster().practice() ? vars.inPractice() : vars);
    Printing.text(format == Format.MD ? export.markdown() : export.bash(), app.here());
    return 0;
  }
}
