package dev.egresstls.lab.cli.dns;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.cli.AppContext;
import dev.egresstls.lab.cli.Selection;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.shell.console.Interrupts;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code refresh}: writes the slice again with what DNS says now. */
@Command(
    name = "refresh",
    mixinStandardHelpOptions = true,
    description = {"${bundle:cli.refresh.summary}", "${bundle:cli.refresh.more}"})
public final class RefreshCommand implements Callable<Integer> {
  private final AppContext app;

  @Mixin private Selection selection = new Selection();

  @Option(
      names = {"-y", "--yes"},
      description = "${bundle:cli.refresh.yes}")
  private boolean yes;

  public RefreshCommand(AppContext app) {
    this.app = app;
  }

  @Override
  public Integer call() throws Exception {
    if (!yes) {
      throw Problem.of(
              Problem.Kind.USAGE,
              say("cli.consent.refresh"),
              "refresh --yes",
              say("cli.consent.refresh.try"))
          .failure();
    }
    Addresses addresses = new Addresses(app, selection);
    return Interrupts.allow(addresses::refresh);
  }
}
