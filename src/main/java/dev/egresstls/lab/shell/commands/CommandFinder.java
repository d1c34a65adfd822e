package dev.egresstls.lab.shell.commands;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.value.Spelling;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Finds commands by what people type. */
public final class CommandFinder {
  private static final String NEXT = "next";
  private static final Set<String> HARMLESS = Set.of("?", "h", "q");

  private CommandFinder() {}

  /** All of them, in the order of help. */
  public static List<Command> all() {
    return Table.ROWS;
  }

  /**
   * A line taken apart.
   *
   * @param argument what stands behind the command, without blanks around it
   */
  public record Typed(Command command, String argument) {}

  /**
   * Whether a line is a command where something else is asked for. A single letter is more likely
   * an answer than the short name of a command, unless that changes nothing.
   */
  public static boolean isCommand(String line) {
    String word = line.strip().split("\\s+", 2)[0];
    return word.startsWith("!")
        || isTool(word)
        || fitting(word).size() == 1 && (word.length() > 1 || HARMLESS.contains(word));
  }

  /** Whether a line that begins with this word is for the user's own shell. */
  public static boolean isTool(String word) {
    return fitting(word).isEmpty() && KnownTools.OF_THIS_PROCESS.runs(word);
  }

  /** Whether a line does the next step, as Enter does. */
  public static boolean isNext(String line) {
    return isCommand(line) && of(line).command().name().equals(NEXT);
  }

  /**
   * The command of a line, and what stands behind it. An empty line does the next step.
   *
   * @throws dev.egresstls.lab.lab.LabFailure if it names none, or several
   */
  public static Typed of(String line) {
    String typed = line.strip();
    if (typed.isEmpty()) {
      return new Typed(named(NEXT).does(StepCommands::enter), "");
    }
    if (typed.startsWith("!")) {
      return new Typed(named("!"), typed.substring(1).strip());
    }
    String[] words = typed.split("\\s+", 2);
    if (isTool(words[0])) {
      return new Typed(named("!"), typed);
    }
    return new Typed(named(words[0]), words.length > 1 ? words[1].strip() : "");
  }

  /**
   * The command that a word stands for: its name, an alias, or the beginning of one command only.
   *
   * @throws dev.egresstls.lab.lab.LabFailure if it stands for none, or for several
   */
  public static Command named(String typed) {
    List<Command> fitting = fitting(typed);
    if (fitting.size() == 1) {
      return fitting.get(0);
    }
    String word = typed.toLowerCase(Locale.ROOT);
    if (fitting.size() > 1) {
      String names = String.join(", ", fitting.stream().map(Command::name).toList());
      throw Problem.of(Problem.Kind.USAGE, say("shell.typed.command.several", word, names))
          .failure();
    }
    throw unknown(word).failure();
  }

  /**
   * The commands that a word may stand for; one if it is a name, an alias or a unique beginning.
   */
  public static List<Command> fitting(String typed) {
    String word = typed.toLowerCase(Locale.ROOT);
    Optional<Command> called = all().stream().filter(command -> command.called(word)).findFirst();
    return called
        .map(List::of)
        .orElseGet(
            () -> all().stream().filter(command -> command.name().startsWith(word)).toList());
  }

  private static Problem unknown(String word) {
    Stream<String> names =
        all().stream().flatMap(row -> Stream.concat(Stream.of(row.name()), row.aliases().stream()));
    if (KnownTools.NAMES.contains(word)) {
      return Problem.of(
          Problem.Kind.USAGE,
          say("shell.typed.tool.missing", word),
          say("shell.typed.tool.without"));
    }
    String what = say("shell.typed.command.none", word);
    return Spelling.near(word, names.filter(name -> name.length() > 2).toList())
        .map(name -> Problem.of(Problem.Kind.USAGE, what, say("shell.typed.meant", name)))
        .orElseGet(
            () ->
                KnownTools.OF_THIS_PROCESS.isFound(word)
                    ? Problem.of(Problem.Kind.USAGE, what, say("shell.typed.tool.found", word))
                    : Problem.of(Problem.Kind.USAGE, what, say("shell.typed.command.list")));
  }
}
