package dev.egresstls.lab.cli;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.app.AppContext;
import dev.egresstls.lab.app.FailureReport;
import dev.egresstls.lab.app.ProgramVersion;
import dev.egresstls.lab.app.ShellStarter;
import dev.egresstls.lab.app.labs.LabSources;
import dev.egresstls.lab.app.launch.LaunchOptions;
import dev.egresstls.lab.catalog.Catalog;
import dev.egresstls.lab.cli.option.Appearance;
import dev.egresstls.lab.cli.option.Environment;
import dev.egresstls.lab.cli.option.MirrorOption;
import dev.egresstls.lab.cli.option.Printing;
import dev.egresstls.lab.cli.option.TakenOption;
import dev.egresstls.lab.cli.run.Unattended;
import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.render.text.ColourChoice;
import dev.egresstls.lab.value.Spelling;
import dev.egresstls.lab.world.background.Threads;
import dev.egresstls.lab.world.local.DownloadMirror;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Arguments to exit code. */
public final class CliProgram {
  /** What is known before any command is made, as the options are. */
  private static final Set<String> TAKEN =
      Set.of(DownloadMirror.VARIABLE, "EGRESSTLS_LAB", "EGRESSTLS_TRUST");

  private final AppContext app;
  private final ShellStarter shell;

  /**
   * The program for a process.
   *
   * @param shell opens the prompt, where no command is named
   */
  public CliProgram(AppContext app, ShellStarter shell) {
    this.app = app;
    this.shell = shell;
  }

  /**
   * Runs what the arguments ask for. Nothing is thrown: what goes wrong is printed on stderr.
   *
   * @return the exit code
   */
  public int run(List<String> args) {
    try {
      TakenOption mirror = MirrorOption.in(args);
      if (mirror.value().isPresent()) {
        return new CliProgram(app.withMirror(mirror.value().get()), shell).run(mirror.rest());
      }
      TakenOption lab = TakenOption.in(args, TakenOption.LAB);
      Optional<String> named = lab.value().or(this::labOfEnvironment);
      if (named.isPresent() && !(lab.value().isEmpty() && app.catalog().named())) {
        Catalog labs = LabSources.of(app.here()).choose(app.catalog(), named.get());
        return new CliProgram(app.with(labs), shell).run(lab.rest());
      }
      TakenOption trust = TakenOption.flag(args, TakenOption.TRUST);
      if (trust.value().isPresent()) {
        return new CliProgram(app.trusting(), shell).run(trust.rest());
      }
    } catch (LabFailure e) {
      return failed(e);
    }
    return listened(args) && !app.here().spoken()
        ? new CliProgram(app.accessible(), shell).run(args)
        : obey(args);
  }

  private Optional<String> labOfEnvironment() {
    return Environment.value(app.here().env(), TakenOption.LAB);
  }

  private boolean listened(List<String> args) {
    return args.contains(Appearance.ACCESSIBLE)
        || environmentSpeaks() && Environment.says(app.here().env(), Appearance.ACCESSIBLE);
  }

  /** Known without picocli, which most sessions are started without. */
  private boolean environmentSpeaks() {
    return app.here().env().keySet().stream()
        .anyMatch(name -> name.startsWith("EGRESSTLS_") && !TAKEN.contains(name));
  }

  private int obey(List<String> args) {
    int code;
    Threads.Reporting bugs = Threads.reporting(this::failed);
    try (bugs) {
      Optional<LaunchOptions> choice =
          environmentSpeaks() ? Optional.empty() : PromptArguments.choice(args);
      code =
          choice.isPresent()
              ? shell.start(app, choice.get(), ColourChoice.AUTO)
              : versionOrCommand(args);
    } catch (Exception | LinkageError e) {
      code = failed(e);
    }
    return written(code);
  }

  private int versionOrCommand(List<String> args) {
    Optional<String> version = VersionText.asked(args);
    if (version.isPresent()) {
      version(version.get());
      return 0;
    }
    List<String> ordered = ordered(args);
    return commandLine(ordered).execute(ordered.toArray(String[]::new));
  }

  private void version(String format) {
    if (format.equals("json")) {
      Printing.json(VersionText.document(), app.here());
    } else {
      app.here().out().println(ProgramVersion.line());
    }
  }

  /** Whatever held: nobody has read of it if stdout could not be written. */
  private int written(int code) {
    PrintStream out = app.here().out();
    if (!out.checkError()) {
      return code;
    }
    Optional<Problem> problem = StandardOutput.problem(out);
    problem.ifPresent(one -> FailureReport.print(one, app.here()));
    return problem.map(one -> one.kind().exitCode()).orElse(Unattended.STDOUT_CLOSED);
  }

  /** Options may stand before the command, as with kubectl; the command must not miss them. */
  private List<String> ordered(List<String> args) {
    for (int i = 1; i < args.size() && args.get(0).startsWith("-"); i++) {
      if (Subcommands.NAMES.contains(args.get(i)) && areOptions(args.subList(0, i))) {
        List<String> moved = new ArrayList<>(args.subList(i, args.size()));
        moved.addAll(args.subList(0, i));
        return moved;
      }
    }
    return args;
  }

  /** Whether these are options and their values, and no value is missing. */
  private boolean areOptions(List<String> args) {
    try {
      return new CommandLine(new LabCommand(app, shell))
          .parseArgs(args.toArray(String[]::new))
          .unmatched()
          .isEmpty();
    } catch (ParameterException e) {
      return false;
    }
  }

  /**
   * With the one command that is named, or all of them where it takes all to say which there are.
   */
  private CommandLine commandLine(List<String> args) {
    CommandLine line = new CommandLine(new LabCommand(app, shell));
    new Subcommands(app).addTo(line, args.isEmpty() ? "" : args.get(0));
    Environment environment = new Environment(app.here().env(), args);
    line.setDefaultValueProvider(environment);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setOut(new PrintWriter(app.here().out(), true));
    line.setParameterExceptionHandler((e, given) -> misused(e, environment));
    line.setExecutionExceptionHandler((e, command, parsed) -> failed(e));
    line.setUsageHelpWidth(100);
    HelpTexts.of(line);
    return line;
  }

  private int failed(Throwable thrown) {
    Problem problem = app.failures().problem(thrown);
    FailureReport.print(problem, app.here());
    return problem.kind().exitCode();
  }

  private int misused(ParameterException e, Environment environment) {
    Optional<String> near =
        e instanceof UnmatchedArgumentException unmatched ? near(unmatched) : Optional.empty();
    String command = e.getCommandLine().getCommandSpec().qualifiedName();
    String[] tries =
        near.isEmpty()
            ? new String[] {command + " --help"}
            : new String[] {say("cli.misused.near", near.get()), command + " --help"};
    Problem problem = Problem.of(Problem.Kind.USAGE, lowerCase(e.getMessage()), tries);
    Optional<String> source = Optional.ofNullable(e.getArgSpec()).flatMap(environment::source);
    FailureReport.print(
        source.map(name -> problem.because(say("cli.misused.environment", name))).orElse(problem),
        app.here());
    return Problem.Kind.USAGE.exitCode();
  }

  /** Of what picocli suggests, only what is near enough to be meant. */
  private static Optional<String> near(UnmatchedArgumentException unmatched) {
    String typed = unmatched.getUnmatched().get(0).split("=", 2)[0];
    return Spelling.near(typed, unmatched.getSuggestions());
  }

  private static String lowerCase(String message) {
    return message.isEmpty()
        ? message
        : Character.toLowerCase(message.charAt(0)) + message.substring(1);
  }
}
