package dev.egresstls.lab.cli.query;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.app.AppContext;
import dev.egresstls.lab.app.labs.LabPurpose;
import dev.egresstls.lab.app.labs.LabSources;
import dev.egresstls.lab.app.labs.TrustedLabs;
import dev.egresstls.lab.catalog.Catalog;
import dev.egresstls.lab.cli.option.Printing;
import dev.egresstls.lab.cli.option.ProcessUser;
import dev.egresstls.lab.cli.option.Selection;
import dev.egresstls.lab.lab.Problem;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code trust}: shows what a lab from outside would do, and remembers that it may. */
@Command(
    name = "trust",
    mixinStandardHelpOptions = true,
    description = {"${bundle:cli.trust.summary}", "${bundle:cli.trust.more}"})
public final class TrustCommand implements Callable<Integer> {
  private final AppContext app;

  @Parameters(arity = "0..1", paramLabel = "LAB", description = "${bundle:cli.option.lab}")
  private String lab;

  @Option(
      names = {"-y", "--yes"},
      description = "${bundle:cli.trust.yes}")
  private boolean yes;

  @Mixin private Selection selection = new Selection();

  /** The command for a process. */
  public TrustCommand(AppContext app) {
    this.app = app;
  }

  @Override
  public Integer call() throws InterruptedException {
    TrustedLabs trusted = TrustedLabs.in(app.here().state());
    if (lab == null && !app.catalog().named()) {
      trusted.lines().forEach(app.here().out()::println);
      return 0;
    }
    Catalog catalog =
        lab == null ? app.catalog() : LabSources.of(app.here()).choose(app.catalog(), lab);
    if (!catalog.isOutside()) {
      catalog.read(Optional.empty()); // fails if there is none
      app.here().out().println(say("cli.trust.built-in", catalog.chosen()));
      return 0;
    }
    Printing.page(
        (theme, columns) -> LabPurpose.lines(catalog, selection.choice().track()),
        app.here(),
        selection.colour());
    if (!agreed()) {
      return 1;
    }
    trusted.add(catalog.digest(), catalog.chosen());
    app.here().out().println(say("cli.trust.done", catalog.chosen()));
    return 0;
  }

  private boolean agreed() throws InterruptedException {
    if (yes) {
      return true;
    }
    if (!app.here().terminal()) {
      throw Problem.of(Problem.Kind.USAGE, say("cli.trust.nobody"), "trust --yes").failure();
    }
    ProcessUser user = new ProcessUser(app.here(), selection, ProcessUser.Pages.STDOUT);
    return user.agrees(say("app.labs.question"));
  }
}
