package dev.egresstls.lab.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Writes what Tab offers in fish, from the same commands and options as the help. */
final class FishCompletion {
  private final CommandLine program;
  private final StringBuilder script = new StringBuilder();

  private FishCompletion(CommandLine program) {
    this.program = program;
  }

  /** The script, a line for each command and option. */
  static String of(CommandLine program) {
    program.getHelp(); // after which the descriptions have their texts
    FishCompletion completion = new FishCompletion(program);
    completion.write();
    return completion.script.toString();
  }

  private void write() {
    // Files are offered only where an option takes one.
    add("-f");
    Map<String, CommandLine> commands = program.getSubcommands();
    commands.forEach(
        (name, command) ->
            add("-n __fish_use_subcommand -a " + name + " -d " + quoted(summary(command))));
    options(program, "__fish_use_subcommand");
    commands.forEach((name, command) -> below(name, command));
  }

  private void below(String name, CommandLine command) {
    String seen = "'__fish_seen_subcommand_from " + name + "'";
    command
        .getSubcommands()
        .forEach(
            (sub, below) -> add("-n " + seen + " -a " + sub + " -d " + quoted(summary(below))));
    options(command, seen);
    words(command, seen);
    command.getSubcommands().values().forEach(below -> options(below, seen));
  }

  private void words(CommandLine command, String condition) {
    for (PositionalParamSpec word : command.getCommandSpec().positionalParameters()) {
      List<String> values = values(word);
      if (!values.isEmpty()) {
        add("-n " + condition + " -a " + quoted(String.join(" ", values)));
      } else if (takesFile(word)) {
        add("-n " + condition + " -F");
      }
    }
  }

  private void options(CommandLine command, String condition) {
    for (OptionSpec option : command.getCommandSpec().options()) {
      if (!option.hidden()) {
        add("-n " + condition + option(command, option));
      }
    }
  }

  private static String option(CommandLine command, OptionSpec option) {
    StringBuilder text = new StringBuilder();
    for (String name : option.names()) {
      text.append(name.startsWith("--") ? " -l " : " -s ").append(name.replaceFirst("^-+", ""));
    }
    if (option.arity().max() > 0) {
      text.append(takesFile(option) ? " -r -F" : " -x");
      List<String> values = values(option);
      if (!values.isEmpty()) {
        text.append(" -a ").append(quoted(String.join(" ", values)));
      }
    }
    String says = plain(command, String.join(" ", option.description()));
    return says.isEmpty() ? text.toString() : text.append(" -d ").append(quoted(says)).toString();
  }

  private static boolean takesFile(ArgSpec option) {
    return List.of("FILE", "FOLDER", "DIR").contains(option.paramLabel());
  }

  private static List<String> values(ArgSpec option) {
    List<String> values = new ArrayList<>();
    if (option.completionCandidates() != null) {
      option
          .completionCandidates()
          .forEach(one -> values.add(one.toLowerCase(java.util.Locale.ROOT)));
    }
    return values;
  }

  /** The first sentence about a command. */
  private static String summary(CommandLine command) {
    String[] description = command.getCommandSpec().usageMessage().description();
    return description.length == 0 ? "" : plain(command, description[0]);
  }

  private static String plain(CommandLine command, String text) {
    return Ansi.OFF.new Text(String.format(text), Help.defaultColorScheme(Ansi.OFF))
        .toString()
        .replace("\n", " ")
        .strip();
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }

  private void add(String text) {
    script.append("complete -c ").append(program.getCommandName()).append(' ').append(text);
    script.append('\n');
  }
}
