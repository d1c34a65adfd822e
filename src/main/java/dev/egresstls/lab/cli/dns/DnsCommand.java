package dev.egresstls.lab.cli.dns;

import dev.egresstls.lab.cli.AppContext;
import dev.egresstls.lab.cli.Selection;
import dev.egresstls.lab.cli.report.Output;
import dev.egresstls.lab.shell.console.Interrupts;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code dns}: the slice's addresses beside what DNS says now. */
@Command(
    name = "dns",
    mixinStandardHelpOptions = true,
    description = {"${bundle:cli.dns.summary}", "${bundle:cli.dns.more}"})
public final class DnsCommand implements Callable<Integer> {
  private final AppContext app;

  @Mixin private Selection selection = new Selection();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = "${bundle:cli.option.output}")
  private Output output = Output.TABLE;

  public DnsCommand(AppContext app) {
    this.app = app;
  }

  @Override
  public Integer call() throws Exception {
    Addresses addresses = new Addresses(app, selection);
    return Interrupts.allow(() -> addresses.show(output));
  }
}
