package dev.egresstls.lab.cli;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.cli.open.LaunchOptions;
import dev.egresstls.lab.cli.streams.StandardOutput;
import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.render.text.ColourChoice;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Arguments to exit code. */
public final class CliProgram {
  private final AppContext app;

  public CliProgram(AppContext app) {
    this.app = app;
  }

  /**
   * Runs what the arguments ask for. Nothing is thrown: what goes wrong is printed on stderr.
   *
   * @return the exit code
   */
  public int run(List<String> args) {
    try {
      MirrorOption mirror = MirrorOption.in(args);
      if (mirror.value().isPresent()) {
        return new CliProgram(app.withMirror(mirror.value().get())).run(mirror.rest());
      }
    } catch (LabFailure e) {
      return failed(e);
    }
    return args.contains(Selection.ACCESSIBLE) && !app.here().spoken()
        ? new CliProgram(app.accessible()).run(args)
        : obey(args);
  }

  private int obey(List<String> args) {
    int code;
    try {
      Optional<LaunchOptions> choice = PromptArguments.choice(args);
      if (choice.isPresent()) {
        code = OpenShell.run(app, choice.get(), ColourChoice.AUTO);
      } else if (args.equals(List.of("--version")) || args.equals(List.of("-V"))) {
        app.here().out().println(ProgramVersion.line());
        code = 0;
      } else {
        List<String> ordered = ordered(args);
        code = commandLine(ordered).execute(ordered.toArray(String[]::new));
      }
    } catch (Exception | LinkageError e) {
      code = failed(e);
    }
    return written(code);
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
      return new CommandLine(new LabCommand(app))
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
    CommandLine line = new CommandLine(new LabCommand(app));
    new Subcommands(app).addTo(line, args.get(0));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setOut(new PrintWriter(app.here().out(), true));
    line.setParameterExceptionHandler((e, given) -> misused(e));
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

  private int misused(ParameterException e) {
    List<String> near =
        e instanceof UnmatchedArgumentException unmatched ? unmatched.getSuggestions() : List.of();
    String command = e.getCommandLine().getCommandSpec().qualifiedName();
    String[] tries =
        near.isEmpty()
            ? new String[] {command + " --help"}
            : new String[] {say("cli.misused.near", near.get(0)), command + " --help"};
    FailureReport.print(
        Problem.of(Problem.Kind.USAGE, lowerCase(e.getMessage()), tries), app.here());
    return Problem.Kind.USAGE.exitCode();
  }

  private static String lowerCase(String message) {
    return message.isEmpty()
        ? message
        : Character.toLowerCase(message.charAt(0)) + message.substring(1);
  }
}
