package dev.egresstls.lab.cli;

import dev.egresstls.lab.cli.bundle.BundleCommand;
import dev.egresstls.lab.cli.bundle.BundleServeCommand;
import dev.egresstls.lab.cli.clusters.ClustersCommand;
import dev.egresstls.lab.cli.clusters.DoctorCommand;
import dev.egresstls.lab.cli.dns.DnsCommand;
import dev.egresstls.lab.cli.dns.RefreshCommand;
import dev.egresstls.lab.cli.drift.DriftCommand;
import dev.egresstls.lab.cli.proof.ProofCommand;
import dev.egresstls.lab.cli.selfcheck.SelfCheckCommand;
import dev.egresstls.lab.cli.serve.PracticeCommand;
import dev.egresstls.lab.cli.serve.ServeCommand;
import dev.egresstls.lab.cli.trace.TraceCommand;
import dev.egresstls.lab.cli.tries.TryCommand;
import dev.egresstls.lab.cli.undo.LedgerCommand;
import dev.egresstls.lab.cli.undo.UndoCommand;
import dev.egresstls.lab.cli.why.FixCommand;
import dev.egresstls.lab.cli.why.WhyCommand;
import java.util.List;
import picocli.CommandLine;

/**
 * The commands below {@code egresstls-lab}. picocli reads the annotations of every command that it
 * is given, which takes longer than most commands do, so it is given the one that is needed.
 */
final class Subcommands {
  /** Their names, in the order of the help. */
  static final List<String> NAMES =
      List.of(
          "run",
          "check",
          "trace",
          "dns",
          "refresh",
          "why",
          "fix",
          "show",
          "try",
          "ledger",
          "undo",
          "proof",
          "drift",
          "clusters",
          "doctor",
          "labs",
          "practice",
          "bundle",
          "self-check");

  private final AppContext app;

  Subcommands(AppContext app) {
    this.app = app;
  }

  /** Adds the command of that name, or all if there is none: help and typos need them. */
  void addTo(CommandLine line, String name) {
    for (String one : NAMES.contains(name) ? List.of(name) : NAMES) {
      line.addSubcommand(one, command(one));
    }
  }

  private CommandLine command(String name) {
    return switch (name) {
      case "run" -> new CommandLine(new RunCommand(app));
      case "check" -> new CommandLine(new CheckCommand(app));
      case "trace" -> new CommandLine(new TraceCommand(app));
      case "dns" -> new CommandLine(new DnsCommand(app));
      case "refresh" -> new CommandLine(new RefreshCommand(app));
      case "why" -> new CommandLine(new WhyCommand(app));
      case "fix" -> new CommandLine(new FixCommand(app));
      case "show" -> new CommandLine(new ShowCommand(app));
      case "try" -> new CommandLine(new TryCommand(app));
      case "ledger" -> new CommandLine(new LedgerCommand(app));
      case "undo" -> new CommandLine(new UndoCommand(app));
      case "proof" -> new CommandLine(new ProofCommand(app));
      case "drift" -> new CommandLine(new DriftCommand(app));
      case "clusters" -> new CommandLine(new ClustersCommand(app));
      case "doctor" -> new CommandLine(new DoctorCommand(app));
      case "labs" -> new CommandLine(new LabsCommand(app));
      case "practice" ->
          new CommandLine(new PracticeCommand()).addSubcommand(new ServeCommand(app));
      case "bundle" ->
          new CommandLine(new BundleCommand(app)).addSubcommand(new BundleServeCommand(app));
      case "self-check" -> new CommandLine(new SelfCheckCommand(app));
      default -> throw new IllegalArgumentException("no command " + name);
    };
  }
}
