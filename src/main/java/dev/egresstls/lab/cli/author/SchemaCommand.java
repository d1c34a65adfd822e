package dev.egresstls.lab.cli.author;

import dev.egresstls.lab.app.AppContext;
import dev.egresstls.lab.cli.option.Appearance;
import dev.egresstls.lab.cli.option.Printing;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code schema}: the JSON Schema of labs, for editors. */
@Command(
    name = "schema",
    mixinStandardHelpOptions = true,
    description = "${bundle:cli.schema.summary}")
public final class SchemaCommand implements Callable<Integer> {
  private static final String SCHEMA = "/schema/lab-v1.json";

  private final AppContext app;
  @Mixin private Appearance appearance = new Appearance();

  /** The command for a process. */
  public SchemaCommand(AppContext app) {
    this.app = app;
  }

  @Override
  public Integer call() throws IOException {
    try (InputStream schema = SchemaCommand.class.getResourceAsStream(SCHEMA)) {
      Printing.text(new String(schema.readAllBytes(), StandardCharsets.UTF_8), app.here());
    }
    return 0;
  }
}
