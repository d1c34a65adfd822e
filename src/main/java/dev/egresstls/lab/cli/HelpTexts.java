package dev.egresstls.lab.cli;

import static dev.egresstls.lab.message.Messages.say;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_OPTION_LIST;

import dev.egresstls.lab.cli.option.Environment;
import dev.egresstls.lab.message.Messages;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.IHelpFactory;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Gives {@code --help} the message bundle, and picocli's own words from it. Only once help is asked
 * for: picocli copies all keys of a bundle for each command, which takes longer than most commands.
 */
final class HelpTexts implements IHelpFactory {
  private final CommandLine root;
  private boolean given;

  private HelpTexts(CommandLine root) {
    this.root = root;
  }

  /** Sees to the help of a command and all its subcommands, which are there already. */
  static void of(CommandLine line) {
    line.setHelpFactory(new HelpTexts(line));
  }

  @Override
  public Help create(CommandSpec spec, ColorScheme colours) {
    if (!given) {
      given = true;
      root.setResourceBundle(Messages.bundle());
      words(root);
    }
    return new Help(spec, colours);
  }

  private static void words(CommandLine line) {
    CommandSpec spec = line.getCommandSpec();
    spec.usageMessage()
        .synopsisHeading(say("cli.help.usage") + " ")
        .commandListHeading("%n" + say("cli.help.commands") + "%n");
    for (OptionSpec option : List.copyOf(spec.options())) {
      if (option.usageHelp()) {
        describe(spec, option, say("cli.help.help"));
      } else if (option.versionHelp()) {
        describe(spec, option, say("cli.help.version"));
      } else {
        Environment.variable(option).ifPresent(variable -> describe(spec, option, variable));
      }
    }
    line.getHelpSectionMap().put(SECTION_KEY_OPTION_LIST, OptionGroup::list);
    List<String> examples = Examples.of(spec.qualifiedName());
    if (!examples.isEmpty()) {
      spec.usageMessage()
          .footerHeading("%n" + say("cli.help.examples") + "%n")
          .footer(examples.stream().map(one -> "  " + one).toArray(String[]::new));
    }
    line.getSubcommands().values().forEach(HelpTexts::words);
  }

  private static void describe(CommandSpec spec, OptionSpec option, String more) {
    String[] before =
        option.usageHelp() || option.versionHelp() ? new String[0] : option.description();
    String text = before.length == 0 ? more : String.join(" ", before) + " [" + more + "]";
    spec.remove(option);
    spec.addOption(OptionSpec.builder(option).description(text).build());
  }
}
