package dev.egresstls.lab.shell;

import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.shell.complete.Completion;
import dev.egresstls.lab.shell.desk.Choices;
import dev.egresstls.lab.shell.objects.Descriptions;
import dev.egresstls.lab.shell.objects.Fields;
import dev.egresstls.lab.shell.objects.Gets;
import dev.egresstls.lab.shell.objects.Logs;
import dev.egresstls.lab.shell.opening.Opened;
import dev.egresstls.lab.shell.words.Hints;
import dev.egresstls.lab.shell.words.Values;
import dev.egresstls.lab.value.Spelling;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The commands of the prompt, one row each. */
final class Commands {
  static final List<Command> ALL =
      List.of(
          new Command("next", List.of("n"), "", "do the next step (or just Enter)", Moves::next),
          new Command(
              "run", List.of("r"), "[N]", "do all that is left, or up to step N", Moves::run),
          new Command("check", List.of("c"), "[N]", "look again, change nothing", Looks::check),
          new Command("show", List.of(), "[N]", "explain a step before it is done", Looks::show),
          new Command("dns", List.of(), "", "the slice beside what DNS says now", Looks::dns),
          new Command("refresh", List.of(), "", "write the slice from DNS again", Moves::refresh),
          new Command("why", List.of("w"), "[N] [-v]", "because of what a step is red", Whys::why),
          new Command("fix", List.of(), "", "get rid of the cause that why named", Whys::fix),
          new Command(
              "proof",
              List.of(),
              "",
              "the way foretold beside the way seen; proof again sends anew",
              Ways::proof),
          new Command("status", List.of("st"), "", "how every step stands", Looks::status),
          new Command("try", List.of(), "[ID]", "what if? other ways, taken back", Tries::tryIt),
          new Command(
              "trace",
              List.of(),
              "URL",
              "the way of a request, foretold; --why-not URL compares, -v names Envoy's parts,"
                  + " --from deploy/NAME, --in NAMESPACE, -o json",
              Ways::trace),
          new Command("hint", List.of(), "[N]", "a hint; again for the next one", page(Hints::of)),
          new Command("goto", List.of(), "N", "do all that comes before step N", Moves::goTo),
          new Command("vars", List.of(), "", "the lab's values, and where from", page(Values::of)),
          new Command(
              "get",
              List.of(),
              "KIND",
              "objects of the cluster; get KIND NAME for one, -n NS or -A for other namespaces,"
                  + " -o wide, yaml, json",
              page(Gets::of)),
          new Command(
              "describe",
              List.of(),
              "KIND",
              "one object with its events: describe KIND NAME; -n NS",
              page(Descriptions::of)),
          new Command(
              "logs",
              List.of(),
              "POD",
              "what a container logged; deploy/NAME too, -c CONTAINER, -n NS, --tail N",
              page(Logs::of)),
          new Command(
              "explain",
              List.of(),
              "FIELD",
              "what a field is for, such as backendtlspolicy.spec.validation",
              page(Fields::of)),
          new Command("skip", List.of(), "", "leave this step out", Moves::skip),
          new Command("back", List.of("b"), "", "stand one step earlier", Moves::back),
          new Command("help", List.of("h", "?"), "", "this list", Looks::help),
          new Command("quit", List.of("q", "exit"), "", "leave (or Ctrl-D)", Moves::quit));

  private Commands() {}

  /** What Tab offers: the names, and what may follow them. */
  static Choices completion(Supplier<Lab> lab) {
    return new Completion(
        ALL.stream()
            .map(row -> new Completion.Row(row.name(), row.argument(), row.help()))
            .toList(),
        lab);
  }

  /** What a command prints, and nothing else. */
  @FunctionalInterface
  private interface Page {
    List<Line> of(Opened open, int columns, String argument) throws InterruptedException;
  }

  private static Command.Deed page(Page page) {
    return (lesson, argument) -> {
      lesson.desk().print(page.of(lesson.open(), lesson.desk().columns(), argument));
      return Command.After.STAY;
    };
  }

  /**
   * The command that a word stands for: its name, an alias, or the beginning of one command only.
   *
   * @throws dev.egresstls.lab.lab.LabFailure if it stands for none, or for several
   */
  static Command named(String typed) {
    String word = typed.toLowerCase(Locale.ROOT);
    return ALL.stream()
        .filter(command -> command.called(word))
        .findFirst()
        .orElseGet(() -> beginning(word));
  }

  private static Command beginning(String word) {
    List<Command> fitting =
        ALL.stream().filter(command -> command.name().startsWith(word)).toList();
    if (fitting.size() == 1) {
      return fitting.get(0);
    }
    if (fitting.size() > 1) {
      String names = String.join(", ", fitting.stream().map(Command::name).toList());
      throw Problem.of(Problem.Kind.USAGE, "\"" + word + "\" could be " + names).failure();
    }
    throw unknown(word).failure();
  }

  private static Problem unknown(String word) {
    Stream<String> names =
        ALL.stream().flatMap(row -> Stream.concat(Stream.of(row.name()), row.aliases().stream()));
    String what = "there is no command \"" + word + "\"";
    return Spelling.near(word, names.filter(name -> name.length() > 2).toList())
        .map(name -> Problem.of(Problem.Kind.USAGE, what, "did you mean " + name + "?"))
        .orElseGet(() -> Problem.of(Problem.Kind.USAGE, what, "help lists them"));
  }
}
