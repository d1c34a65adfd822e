package dev.egresstls.lab.cli;

import dev.egresstls.lab.app.AppContext;
import dev.egresstls.lab.app.query.QueryRow;
import dev.egresstls.lab.cli.author.ExportCommand;
import dev.egresstls.lab.cli.author.LintCommand;
import dev.egresstls.lab.cli.author.NewCommand;
import dev.egresstls.lab.cli.author.ProveCommand;
import dev.egresstls.lab.cli.author.SchemaCommand;
import dev.egresstls.lab.cli.classroom.ClassCheckCommand;
import dev.egresstls.lab.cli.classroom.ClassCommand;
import dev.egresstls.lab.cli.classroom.ClassReportCommand;
import dev.egresstls.lab.cli.classroom.CleanCommand;
import dev.egresstls.lab.cli.classroom.PauseCommand;
import dev.egresstls.lab.cli.classroom.PrepareCommand;
import dev.egresstls.lab.cli.classroom.SayCommand;
import dev.egresstls.lab.cli.classroom.WatchCommand;
import dev.egresstls.lab.cli.query.ClustersCommand;
import dev.egresstls.lab.cli.query.DoctorCommand;
import dev.egresstls.lab.cli.query.LabsCommand;
import dev.egresstls.lab.cli.query.ProofCommand;
import dev.egresstls.lab.cli.query.ReportCommand;
import dev.egresstls.lab.cli.query.RowCommand;
import dev.egresstls.lab.cli.query.SelfCheckCommand;
import dev.egresstls.lab.cli.query.ShowCommand;
import dev.egresstls.lab.cli.query.TraceCommand;
import dev.egresstls.lab.cli.query.TrustCommand;
import dev.egresstls.lab.cli.query.WhyCommand;
import dev.egresstls.lab.cli.run.CheckCommand;
import dev.egresstls.lab.cli.run.FixCommand;
import dev.egresstls.lab.cli.run.RefreshCommand;
import dev.egresstls.lab.cli.run.RunCommand;
import dev.egresstls.lab.cli.run.TryCommand;
import dev.egresstls.lab.cli.run.UndoCommand;
import dev.egresstls.lab.cli.serve.BundleCommand;
import dev.egresstls.lab.cli.serve.BundleServeCommand;
import dev.egresstls.lab.cli.serve.PracticeCommand;
import dev.egresstls.lab.cli.serve.ServeCommand;
import dev.egresstls.lab.cli.serve.WaitCommand;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The commands below {@code egresstls-lab}. picocli reads the annotations of every command that it
 * is given, which takes longer than most commands do, so it is given the one that is needed.
 */
final class Subcommands {
  private static final String HELP = "help";

  /** Their names, in the order of the help. */
  static final List<String> NAMES =
      List.of(
          "run",
          "check",
          "status",
          "show",
          "hint",
          "why",
          "fix",
          "try",
          "trace",
          "proof",
          "diagram",
          "dns",
          "refresh",
          "ledger",
          "undo",
          "drift",
          "get",
          "describe",
          "logs",
          "explain",
          "diff",
          "vars",
          "track",
          "clusters",
          "doctor",
          "report",
          "labs",
          "trust",
          "new",
          "lint",
          "prove",
          "schema",
          "export",
          "practice",
          "bundle",
          "class",
          "self-check",
          "completion",
          HELP);

  private final AppContext app;

  Subcommands(AppContext app) {
    this.app = app;
  }

  /** Adds the command of that name, or all if there is none: help and typos need them. */
  void addTo(CommandLine line, String name) {
    boolean one = NAMES.contains(name) && !aboutAll(name);
    for (String wanted : one ? List.of(name) : NAMES) {
      line.addSubcommand(wanted, command(wanted));
    }
  }

  /** Whether it takes all of them to do what a command does. */
  private static boolean aboutAll(String name) {
    return name.equals(HELP) || name.equals("completion");
  }

  private CommandLine command(String name) {
    Object made = made(name);
    return made instanceof CommandLine line ? line : new CommandLine(made);
  }

  /** The rows last: to make them all takes longer than any command of its own. */
  private Object made(String name) {
    return switch (name) {
      case "run" -> new RunCommand(app);
      case "check" -> new CheckCommand(app);
      case "trace" -> new TraceCommand(app);
      case "refresh" -> new RefreshCommand(app);
      case "why" -> new WhyCommand(app);
      case "fix" -> new FixCommand(app);
      case "show" -> new ShowCommand(app);
      case "try" -> new TryCommand(app);
      case "undo" -> new UndoCommand(app);
      case "proof" -> new ProofCommand(app);
      case "clusters" -> new ClustersCommand(app);
      case "doctor" -> new DoctorCommand(app);
      case "report" -> new ReportCommand(app);
      case "labs" -> new LabsCommand(app);
      case "trust" -> new TrustCommand(app);
      case "new" -> new NewCommand(app);
      case "lint" -> new LintCommand(app);
      case "prove" -> new ProveCommand(app);
      case "schema" -> new SchemaCommand(app);
      case "export" -> new ExportCommand(app);
      case "practice" -> with(new PracticeCommand(), new ServeCommand(app), new WaitCommand(app));
      case "bundle" -> with(new BundleCommand(app), new BundleServeCommand(app));
      case "class" -> classroom();
      case "self-check" -> new SelfCheckCommand(app);
      case "completion" -> new CompletionCommand(app);
      case HELP -> new HelpCommand();
      default -> RowCommand.of(app, QueryRow.named(name).orElseThrow());
    };
  }

  private CommandSpec classroom() {
    CommandSpec spec = CommandSpec.forAnnotatedObject(new ClassCommand());
    spec.addSubcommand("prepare", new CommandLine(new PrepareCommand(app)));
    spec.addSubcommand("check", new CommandLine(new ClassCheckCommand(app)));
    spec.addSubcommand("watch", new CommandLine(new WatchCommand(app)));
    spec.addSubcommand("say", new CommandLine(new SayCommand(app)));
    spec.addSubcommand("pause", new CommandLine(new PauseCommand(app)));
    spec.addSubcommand("report", new CommandLine(new ClassReportCommand(app)));
    spec.addSubcommand("clean", new CommandLine(new CleanCommand(app)));
    return spec;
  }

  private static CommandSpec with(Object command, Object... below) {
    CommandSpec spec = CommandSpec.forAnnotatedObject(command);
    for (Object one : below) {
      CommandLine line = new CommandLine(one);
      spec.addSubcommand(line.getCommandName(), line);
    }
    return spec;
  }
}
