package dev.egresstls.lab.cli;

import dev.egresstls.lab.cli.open.LaunchOptions;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Arguments of a command line as tests need them. */
public final class Arguments {
  private Arguments() {}

  /** The choice that the options of {@code egresstls-lab} without a command make. */
  public static LaunchOptions choice(List<String> arguments) {
    Opening launch = new Opening();
    new CommandLine(launch).parseArgs(arguments.toArray(String[]::new));
    return launch.selection.choice();
  }

  @Command
  private static final class Opening {
    @Mixin private Selection selection = new Selection();
  }
}
