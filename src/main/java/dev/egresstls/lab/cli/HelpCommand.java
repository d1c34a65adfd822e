package dev.egresstls.lab.cli;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.cli.option.Appearance;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code help}: the same as {@code --help}, behind the program or a command; or the man page. */
@Command(
    name = "help",
    helpCommand = true,
    mixinStandardHelpOptions = true,
    description = "${bundle:cli.help.summary}")
final class HelpCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private Appearance appearance = new Appearance();

  @Option(names = "--man", description = "${bundle:cli.help.man}")
  private boolean man;

  @Parameters(arity = "0..*", paramLabel = "COMMAND", description = "${bundle:cli.help.command}")
  private List<String> names = new ArrayList<>();

  @Override
  public Integer call() {
    CommandLine line = spec.parent().commandLine();
    for (String name : names) {
      CommandLine below = line.getSubcommands().get(name);
      if (below == null) {
        throw new ParameterException(spec.commandLine(), say("cli.help.no-command", name));
      }
      line = below;
    }
    if (man) {
      line.getOut().print(ManPage.of(spec.parent().commandLine()));
    } else {
      line.usage(line.getOut(), line.getColorScheme());
    }
    line.getOut().flush();
    return 0;
  }
}
