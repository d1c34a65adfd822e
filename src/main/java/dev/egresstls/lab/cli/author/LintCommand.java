package dev.egresstls.lab.cli.author;

import static dev.egresstls.lab.message.Messages.count;
import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.app.AppContext;
import dev.egresstls.lab.app.author.MistakesDocument;
import dev.egresstls.lab.catalog.Mistake;
import dev.egresstls.lab.catalog.lint.LabLint;
import dev.egresstls.lab.cli.option.Appearance;
import dev.egresstls.lab.cli.option.Printing;
import dev.egresstls.lab.value.Neutral;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lint}: all mistakes of a lab in a folder; no cluster is asked. */
@Command(
    name = "lint",
    mixinStandardHelpOptions = true,
    description = {"${bundle:cli.lint.summary}", "${bundle:cli.lint.more}"})
public final class LintCommand implements Callable<Integer> {
  /** What mistakes are printed as. */
  private enum Format {
    TABLE,
    JSON,
    SARIF,
    GITHUB;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final AppContext app;

  @Parameters(arity = "1", paramLabel = "FOLDER", description = "${bundle:cli.author.folder}")
  private Path folder;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = "${bundle:cli.lint.output}")
  private Format format = Format.TABLE;

  @Mixin private Appearance appearance = new Appearance();

  /** The command for a process. */
  public LintCommand(AppContext app) {
    this.app = app;
  }

  @Override
  public Integer call() {
    List<Mistake> mistakes = LabLint.of(folder);
    switch (format) {
      case JSON -> Printing.json(MistakesDocument.json(mistakes), app.here());
      case SARIF -> Printing.json(MistakesDocument.sarif(mistakes), app.here());
      case GITHUB -> Printing.text(MistakesDocument.github(mistakes), app.here());
      default -> table(mistakes);
    }
    return mistakes.isEmpty() ? 0 : 1;
  }

  private void table(List<Mistake> mistakes) {
    for (Mistake one : mistakes) {
      app.here().out().println(Neutral.text(one.text()));
    }
    app.here()
        .out()
        .println(
            mistakes.isEmpty()
                ? say("cli.lint.none", folder)
                : count("cli.lint.found", mistakes.size(), mistakes.size(), folder));
  }
}
