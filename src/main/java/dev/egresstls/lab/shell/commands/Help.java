package dev.egresstls.lab.shell.commands;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.app.grammar.CommandWords;
import dev.egresstls.lab.app.grammar.Flag;
import dev.egresstls.lab.render.text.LabelColumn;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Role;
import dev.egresstls.lab.shell.ShellSession;
import dev.egresstls.lab.shell.commands.Command.After;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The list of commands, and what there is to say of one. */
final class Help {
  private static final int INDENT = 2;
  private static final int GAP = 2;

  /** Below this the list has names alone, and what may follow is in the help of each. */
  private static final int NARROW = 70;

  private static final LabelColumn LABELS =
      LabelColumn.of(3, say("shell.help.examples"), say("shell.help.aliases"));

  private Help() {}

  static After help(ShellSession session, CommandWords words) throws InterruptedException {
    Optional<Command> wanted = words.first().map(CommandFinder::named);
    session
        .console()
        .page(
            columns -> wanted.map(command -> one(command, columns)).orElseGet(() -> all(columns)));
    return After.STAY;
  }

  /** All commands in their groups. */
  static List<Line> all(int columns) {
    boolean narrow = columns < NARROW;
    int second =
        INDENT
            + GAP
            + CommandFinder.all().stream()
                .mapToInt(one -> shown(one, narrow).length())
                .max()
                .orElse(0);
    List<Line> lines = new ArrayList<>();
    for (CommandGroup group : CommandGroup.values()) {
      lines.add(Line.of(INDENT, Role.TITLE, group.title()));
      CommandFinder.all().stream()
          .filter(command -> command.group() == group)
          .forEach(command -> lines.add(row(command, narrow, second)));
      lines.add(Line.EMPTY);
    }
    lines.add(Line.of(INDENT, Role.QUIET, say("shell.help.keys")));
    lines.add(Line.of(INDENT, Role.QUIET, say("shell.help.more")));
    return lines;
  }

  private static String shown(Command command, boolean narrow) {
    return narrow ? command.name() : command.syntax().usage();
  }

  private static Line row(Command command, boolean narrow, int second) {
    Line line =
        Line.of(INDENT, Role.CODE, shown(command, narrow))
            .to(second)
            .and(Role.PLAIN, command.help());
    String others = command.aliases().isEmpty() ? "" : " · " + String.join(", ", command.aliases());
    return line.and(Role.QUIET, others).hanging(second);
  }

  /** One command: how it is typed, what it does, its flags and examples. */
  static List<Line> one(Command command, int columns) {
    List<Line> lines = new ArrayList<>();
    lines.add(Line.of(INDENT, Role.CODE, command.syntax().usage()).hanging(INDENT + GAP));
    int body = INDENT + GAP;
    lines.add(Line.of(body, Role.PLAIN, sentence(command.help())));
    command.more().lines().forEach(row -> lines.add(Line.of(body, Role.PLAIN, row)));
    flags(command.syntax().flags(), columns, lines);
    String label = say("shell.help.examples");
    for (String example : command.syntax().examples()) {
      lines.add(LABELS.line(body, label).and(Role.CODE, example));
      label = "";
    }
    if (!command.aliases().isEmpty()) {
      lines.add(
          LABELS
              .line(body, say("shell.help.aliases"))
              .and(Role.CODE, String.join(", ", command.aliases())));
    }
    return lines;
  }

  private static String sentence(String line) {
    return say(
        "shell.help.sentence", line.substring(0, 1).toUpperCase(Locale.ROOT) + line.substring(1));
  }

  private static void flags(List<Flag> flags, int columns, List<Line> lines) {
    int body = INDENT + GAP;
    int second = body + GAP + flags.stream().mapToInt(one -> one.shown().length()).max().orElse(0);
    boolean beside = columns - second >= NARROW / 2;
    for (Flag flag : flags) {
      Line name = Line.of(body, Role.CODE, flag.shown());
      if (beside) {
        lines.add(name.to(second).and(Role.PLAIN, flag.says()).hanging(second));
      } else {
        lines.add(name);
        lines.add(Line.of(body + GAP, Role.PLAIN, flag.says()));
      }
    }
  }
}
