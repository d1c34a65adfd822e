package dev.egresstls.lab.cli.query;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.app.Answer;
import dev.egresstls.lab.app.AppContext;
import dev.egresstls.lab.app.grammar.Argument;
import dev.egresstls.lab.app.grammar.CommandWords;
import dev.egresstls.lab.app.grammar.Flag;
import dev.egresstls.lab.app.grammar.Slot;
import dev.egresstls.lab.app.launch.ChosenLaunch;
import dev.egresstls.lab.app.launch.LaunchOptions;
import dev.egresstls.lab.app.launch.LaunchedRun;
import dev.egresstls.lab.app.objects.PodLogs;
import dev.egresstls.lab.app.query.PreparedPractice;
import dev.egresstls.lab.app.query.QueryRow;
import dev.egresstls.lab.cli.option.Printing;
import dev.egresstls.lab.cli.option.Selection;
import dev.egresstls.lab.console.Interrupts;
import dev.egresstls.lab.message.Messages;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Role;
import dev.egresstls.lab.value.Tree;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** A command of the prompt that only looks, on the command line: made of the same row. */
public final class RowCommand implements Callable<Integer> {
  private static final String SHARED = "-n";

  /** Where there is only a sentence, and no data. */
  private static final Tree NOTHING = Tree.object("schemaVersion", Answer.SCHEMA_VERSION);

  private final AppContext app;
  private final QueryRow row;
  private final Selection selection = new Selection();
  private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this);

  private RowCommand(AppContext app, QueryRow row) {
    this.app = app;
    this.row = row;
  }

  /** The command of a row. */
  public static CommandLine of(AppContext app, QueryRow row) {
    RowCommand command = new RowCommand(app, row);
    command.spec.name(row.name()).mixinStandardHelpOptions(true);
    command.spec.addMixin("selection", CommandSpec.forAnnotatedObject(command.selection));
    command.spec.usageMessage().description(description(row.name()));
    if (!row.syntax().arguments().isEmpty()) {
      command.spec.addPositional(words(row));
    }
    row.syntax().flags().stream()
        .filter(flag -> !flag.name().equals(SHARED))
        .forEach(flag -> command.spec.addOption(option(flag)));
    command.spec.addOption(
        OptionSpec.builder("-q", "--quiet")
            .type(boolean.class)
            .description("${bundle:cli.option.quiet}")
            .build());
    return new CommandLine(command.spec);
  }

  private static String[] description(String name) {
    boolean more = Messages.bundle().containsKey("cli.row-more." + name);
    Stream<String> texts =
        more
            ? Stream.of(say("cli.row." + name), say("cli.row-more." + name))
            : Stream.of(say("cli.row." + name));
    return texts.map(text -> text.replace("%", "%%")).toArray(String[]::new);
  }

  /** How many there may be is for the grammar to say, in the lab's own words. */
  private static PositionalParamSpec words(QueryRow row) {
    String usage =
        row.syntax().arguments().stream().map(Argument::shown).collect(Collectors.joining(" "));
    return PositionalParamSpec.builder()
        .paramLabel(usage)
        .hideParamSyntax(true)
        .description(words(row.name()).replace("%", "%%"))
        .index("0..*")
        .arity("0..*")
        .type(List.class)
        .auxiliaryTypes(String.class)
        .build();
  }

  /** Of the prompt, unless the words mean something else here. */
  private static String words(String name) {
    return name.equals("track")
        ? say("cli.row-words.track")
        : say("shell.command." + name + ".more");
  }

  private static OptionSpec option(Flag flag) {
    OptionSpec.Builder option =
        OptionSpec.builder(flag.names().toArray(String[]::new))
            .description(flag.says().replace("%", "%%"));
    return flag.value()
        .map(
            value ->
                option
                    .type(value.slot() == Slot.FILE ? Path.class : String.class)
                    .paramLabel(value.bare())
                    .completionCandidates(value.words())
                    .build())
        .orElseGet(() -> option.type(boolean.class).build());
  }

  @Override
  public Integer call() throws Exception {
    CommandWords words = row.syntax().read(typed());
    return Interrupts.allow(() -> answer(words));
  }

  /** What was typed, as at the prompt. */
  private List<String> typed() {
    CommandLine.ParseResult parsed = spec.commandLine().getParseResult();
    List<String> typed = new ArrayList<>();
    for (Flag flag : row.syntax().flags()) {
      Object value =
          flag.name().equals(SHARED)
              ? selection.namespace().orElse(null)
              : spec.findOption(flag.name()).getValue();
      if (value != null && !Boolean.FALSE.equals(value)) {
        typed.add(flag.name());
        flag.value().ifPresent(any -> typed.add(value.toString()));
      }
    }
    parsed.matchedPositionals().forEach(words -> typed.addAll(words.originalStringValues()));
    return typed;
  }

  private int answer(CommandWords words) throws InterruptedException {
    boolean own = row.syntax().flags().contains(Flag.NAMESPACE);
    LaunchOptions choice = own ? selection.choiceWithoutNamespace() : selection.choice();
    ChosenLaunch launch = ChosenLaunch.unattended(choice, app.worlds(), app.catalog());
    try (LaunchedRun opened = launch.open(banner -> {}, event -> {})) {
      opened.run().world().unassigned().ifPresent(app.here().err()::println);
      if (row.objects()) {
        PreparedPractice.beforeRequest(opened);
      }
      if (words.has(Flag.FOLLOW) && row.syntax().flags().contains(Flag.FOLLOW)) {
        PodLogs.follow(opened, words, this::page);
        return 0;
      }
      Answer answer = row.query().ask(opened, words);
      opened.banner().note().ifPresent(note -> note(note, words));
      print(answer, words.format().orElse("table"));
      return answer.exitCode();
    }
  }

  private void print(Answer answer, String format) {
    switch (format) {
      case "json" ->
          Printing.json(answer.document().map(Supplier::get).orElse(NOTHING), app.here());
      case "yaml" ->
          Printing.yaml(answer.document().map(Supplier::get).orElse(NOTHING), app.here());
      default -> {
        if (!Boolean.TRUE.equals(spec.findOption("-q").getValue())) {
          Printing.page(answer.page(), app.here(), selection.colour());
        }
      }
    }
  }

  /** Which options play no part here: next to an answer for people, and out of the way of data. */
  private void note(String note, CommandWords words) {
    if (words.format().filter(format -> !format.equals("table")).isPresent()) {
      app.here().err().println(note);
    } else if (!Boolean.TRUE.equals(spec.findOption("-q").getValue())) {
      page(List.of(Line.of(2, Role.QUIET, note)));
    }
  }

  private void page(List<Line> lines) {
    Printing.page((theme, columns) -> lines, app.here(), selection.colour());
  }
}
