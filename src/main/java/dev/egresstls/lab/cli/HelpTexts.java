package dev.egresstls.lab.cli;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.message.Messages;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Gives {@code --help} the message bundle, and picocli's own words from it. */
final class HelpTexts {
  private HelpTexts() {}

  /** Those of a command and all its subcommands. */
  static void of(CommandLine line) {
    line.setResourceBundle(Messages.bundle());
    words(line);
  }

  private static void words(CommandLine line) {
    CommandSpec spec = line.getCommandSpec();
    spec.usageMessage()
        .synopsisHeading(say("cli.help.usage") + " ")
        .commandListHeading(say("cli.help.commands") + "%n");
    for (OptionSpec option : List.copyOf(spec.options())) {
      if (option.usageHelp()) {
        describe(spec, option, say("cli.help.help"));
      } else if (option.versionHelp()) {
        describe(spec, option, say("cli.help.version"));
      }
    }
    line.getSubcommands().values().forEach(HelpTexts::words);
  }

  private static void describe(CommandSpec spec, OptionSpec option, String description) {
    spec.remove(option);
    spec.addOption(OptionSpec.builder(option).description(description).build());
  }
}
