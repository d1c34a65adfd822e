package dev.egresstls.lab.shell.commands;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.app.grammar.Argument;
import dev.egresstls.lab.app.grammar.CommandWords;
import dev.egresstls.lab.app.grammar.Flag;
import dev.egresstls.lab.app.grammar.Syntax;
import dev.egresstls.lab.app.query.QueryRow;
import dev.egresstls.lab.shell.ShellSession;
import java.util.List;

/**
 * One row of the table of commands: help, Tab, abbreviations, colours and the README's list are
 * made of it. Its sentences are in the message bundle, under {@code shell.command.NAME}.
 *
 * @param name what is typed; any beginning of it that fits no other command will do
 * @param aliases other names
 * @param syntax what may follow
 */
public record Command(
    CommandGroup group, String name, List<String> aliases, Syntax syntax, Deed deed) {
  /** What a command does. */
  @FunctionalInterface
  public interface Deed {
    /**
     * Does it.
     *
     * @param words what was typed after the name
     * @throws dev.egresstls.lab.lab.LabFailure if it cannot be done; it is shown
     */
    After doIt(ShellSession session, CommandWords words) throws InterruptedException;
  }

  /** What happens after a command. */
  public enum After {
    STAY,
    LEAVE
  }

  public Command {
    aliases = List.copyOf(aliases);
  }

  /** A row that takes nothing. */
  static Command of(CommandGroup group, String name, String... aliases) {
    Syntax nothing = new Syntax(name, List.of(), List.of(), List.of(name));
    return new Command(group, name, List.of(aliases), nothing, (session, words) -> After.STAY);
  }

  /** A row that only looks, and is on the command line, too. */
  static Command of(CommandGroup group, QueryRow row, String... aliases) {
    return new Command(group, row.name(), List.of(aliases), row.syntax(), Answers.to(row));
  }

  Command takes(Argument... arguments) {
    return with(new Syntax(name, List.of(arguments), syntax.flags(), syntax.examples()));
  }

  Command flags(Flag... flags) {
    return with(new Syntax(name, syntax.arguments(), List.of(flags), syntax.examples()));
  }

  Command such(String... examples) {
    return with(new Syntax(name, syntax.arguments(), syntax.flags(), List.of(examples)));
  }

  private Command with(Syntax more) {
    return new Command(group, name, aliases, more, deed);
  }

  Command does(Deed what) {
    return new Command(group, name, aliases, syntax, what);
  }

  /** What it does, in one line. */
  public String help() {
    return say("shell.command." + name + ".help");
  }

  /** What more is to be said of it. */
  public String more() {
    return say("shell.command." + name + ".more");
  }

  boolean called(String word) {
    return name.equals(word) || aliases.contains(word);
  }

  /** Does what was typed behind its name. */
  public After doIt(ShellSession session, String argument) throws InterruptedException {
    return deed.doIt(session, syntax.read(argument));
  }
}
