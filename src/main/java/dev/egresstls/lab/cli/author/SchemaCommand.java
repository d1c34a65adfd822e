package dev.egresstls.lab.cli.author;

import dev.egresstls.lab.app.AppContext;
import dev.egresstls.lab.cli.option.Appearance;
import dev.egresstls.lab.cli.option.Printing;
import dev.egresstls.lab.message.ProgramFiles;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code schema}: the JSON Schema of labs, for editors. */
@Command(
    name = "schema",
    mixinStandardHelpOptions = true,
    description = "${bundle:cli.schema.summary}")
public final class SchemaCommand implements Callable<Integer> {
  private static final String SCHEMA = "schema/lab-v1.json";

  private final AppContext app;
  @Mixin private Appearance appearance = new Appearance();

  /** The command for a process. */
  public SchemaCommand(AppContext app) {
    this.app = app;
  }

  @Override
  public Integer call() {
    Printing.text(ProgramFiles.text(SCHEMA), app.here());
    return 0;
  }
}
