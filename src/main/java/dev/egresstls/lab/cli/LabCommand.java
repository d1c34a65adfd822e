package dev.egresstls.lab.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code egresstls-lab} by itself: opens the prompt. */
@Command(
    name = "egresstls-lab",
    versionProvider = ProgramVersion.class,
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

  @Mixin private Selection selection = new Selection();

  LabCommand(AppContext app) {
    this.app = app;
  }

  @Override
  public Integer call() {
    return OpenShell.run(app, selection.choice(), selection.colour());
  }
}
