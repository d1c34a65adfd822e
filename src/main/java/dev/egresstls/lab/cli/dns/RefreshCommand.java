package dev.egresstls.lab.cli.dns;

import dev.egresstls.lab.cli.Selection;
import dev.egresstls.lab.cli.Workshop;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.shell.desk.Interrupts;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code refresh}: writes the slice again with what DNS says now. */
@Command(
    name = "refresh",
    mixinStandardHelpOptions = true,
    description = {
      "Writes the slice again with the addresses that the cluster's DNS gives now, and looks at",
      "the steps from there on. Exits with 1 if one of them does not hold."
    })
public final class RefreshCommand implements Callable<Integer> {
  private final Workshop workshop;

  @Mixin private Selection selection = new Selection();

  @Option(
      names = {"-y", "--yes"},
      description = "Agree to the change.")
  private boolean yes;

  public RefreshCommand(Workshop workshop) {
    this.workshop = workshop;
  }

  @Override
  public Integer call() throws Exception {
    if (!yes) {
      throw Problem.of(
              Problem.Kind.USAGE,
              "refresh changes a cluster, which it does only if you say so",
              "refresh --yes",
              "dns, which only looks")
          .failure();
    }
    Addresses addresses = new Addresses(workshop, selection);
    return Interrupts.allow(addresses::refresh);
  }
}
