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

  private final AppContext workshop;

  Subcommands(AppContext workshop) {
    this.workshop = workshop;
  }

  /** Adds the command of that name, or all if there is none: help and typos need them. */
  void addTo(CommandLine line, String name) {
    for (String one : NAMES.contains(name) ? List.of(name) : NAMES) {
      line.addSubcommand(one, command(one));
    }
  }

  private CommandLine command(String name) {
    return switch (name) {
      case "run" -> new CommandLine(new RunCommand(workshop));
      case "check" -> new CommandLine(new CheckCommand(workshop));
      case "trace" -> new CommandLine(new TraceCommand(workshop));
      case "dns" -> new CommandLine(new DnsCommand(workshop));
      case "refresh" -> new CommandLine(new RefreshCommand(workshop));
      case "why" -> new CommandLine(new WhyCommand(workshop));
      case "fix" -> new CommandLine(new FixCommand(workshop));
      case "show" -> new CommandLine(new ShowCommand(workshop));
      case "try" -> new CommandLine(new TryCommand(workshop));
      case "ledger" -> new CommandLine(new LedgerCommand(workshop));
      case "undo" -> new CommandLine(new UndoCommand(workshop));
      case "proof" -> new CommandLine(new ProofCommand(workshop));
      case "drift" -> new CommandLine(new DriftCommand(workshop));
      case "clusters" -> new CommandLine(new ClustersCommand(workshop));
      case "doctor" -> new CommandLine(new DoctorCommand(workshop));
      case "labs" -> new CommandLine(new LabsCommand(workshop));
      case "practice" ->
          new CommandLine(new PracticeCommand()).addSubcommand(new ServeCommand(workshop));
      case "bundle" ->
          new CommandLine(new BundleCommand(workshop))
              .addSubcommand(new BundleServeCommand(workshop));
      case "self-check" -> new CommandLine(new SelfCheckCommand(workshop));
      default -> throw new IllegalArgumentException("no command " + name);
    };
  }
}
