package dev.egresstls.lab.cli;

import dev.egresstls.lab.app.AppContext;
import dev.egresstls.lab.app.ShellStarter;
import dev.egresstls.lab.cli.option.Output;
import dev.egresstls.lab.cli.option.Selection;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code egresstls-lab} by itself: opens the prompt. */
@Command(
    name = "egresstls-lab",
    versionProvider = VersionText.class,
    mixinStandardHelpOptions = true,
    description = {"${bundle:cli.lab.summary}", "", "${bundle:cli.lab.without-command}"},
    exitCodeListHeading = "%n${bundle:cli.help.exit-codes}%n",
    exitCodeList = {
      "0:${bundle:cli.exit.0}",
      "1:${bundle:cli.exit.1}",
      "2:${bundle:cli.exit.2}",
      "3:${bundle:cli.exit.3}",
      "4:${bundle:cli.exit.4}",
      "5:${bundle:cli.exit.5}",
      "6:${bundle:cli.exit.6}",
      "130:${bundle:cli.exit.130}",
      "141:${bundle:cli.exit.141}"
    })
final class LabCommand implements Callable<Integer> {
  private final AppContext app;
  private final ShellStarter shell;

  @Mixin private Selection selection = new Selection();

  /** Read by {@link VersionText}; here for the help. */
  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = "${bundle:cli.option.output-of-version}")
  private Output output = Output.TABLE;

  @Option(names = "--brisk", description = "${bundle:cli.option.brisk}")
  private boolean brisk;

  LabCommand(AppContext app, ShellStarter shell) {
    this.app = app;
    this.shell = shell;
  }

  @Override
  public Integer call() {
    return shell.start(brisk ? app.brisk() : app, selection.choice(), selection.colour());
  }
}
