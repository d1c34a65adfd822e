package dev.egresstls.lab.cli;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.app.ProgramVersion;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** Writes the man page, of the same texts as {@code --help}: a section for each command. */
final class ManPage {
  private final CommandLine program;
  private final StringBuilder page = new StringBuilder();

  private ManPage(CommandLine program) {
    this.program = program;
  }

  /** The page, for {@code man}. */
  static String of(CommandLine program) {
    // man indents by 7, and terminals have 80.
    program.setUsageHelpWidth(72);
    ManPage page = new ManPage(program);
    page.write();
    return page.page.toString();
  }

  private void write() {
    String name = program.getCommandName();
    line(
        ".TH "
            + name.toUpperCase(java.util.Locale.ROOT)
            + " 1 \"\" \""
            + ProgramVersion.line()
            + "\"");
    line(".SH NAME");
    text(name + " - " + say("cli.man.name"));
    line(".SH DESCRIPTION");
    help(program);
    for (Map.Entry<String, CommandLine> one : program.getSubcommands().entrySet()) {
      command(name + " " + one.getKey(), one.getValue());
    }
  }

  private void command(String name, CommandLine command) {
    line(".SH " + escaped(name.toUpperCase(java.util.Locale.ROOT)));
    help(command);
    command.getSubcommands().forEach((below, line) -> command(name + " " + below, line));
  }

  /** As it stands: its columns are laid out already. */
  private void help(CommandLine command) {
    line(".nf");
    command.getUsageMessage(Ansi.OFF).lines().forEach(this::text);
    line(".fi");
  }

  private void text(String text) {
    line(escaped(text));
  }

  private static String escaped(String text) {
    String safe = text.replace("\\", "\\e").replace("-", "\\-");
    return safe.startsWith(".") || safe.startsWith("'") ? "\\&" + safe : safe;
  }

  private void line(String text) {
    page.append(text).append('\n');
  }
}
