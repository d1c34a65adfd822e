package dev.egresstls.lab.shell;

import java.util.List;

/**
 * One row of the table of commands.
 *
 * @param name what is typed; any beginning of it that fits no other command will do
 * @param aliases other names
 * @param argument what may follow, such as {@code [N]}; empty for nothing
 * @param help one line
 */
record Command(String name, List<String> aliases, String argument, String help, Deed deed) {
  /** What a command does. */
  @FunctionalInterface
  interface Deed {
    /**
     * Does it.
     *
     * @param argument what was typed after the name, without blanks around it
     * @throws dev.egresstls.lab.lab.LabFailure if it cannot be done; it is shown
     */
    After doIt(Lesson lesson, String argument) throws InterruptedException;
  }

  /** What happens after a command. */
  enum After {
    STAY,
    LEAVE
  }

  Command {
    aliases = List.copyOf(aliases);
  }

  boolean called(String word) {
    return name.equals(word) || aliases.contains(word);
  }
}
