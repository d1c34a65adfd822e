package dev.egresstls.lab.cli.clusters;

import dev.egresstls.lab.cli.AppContext;
import dev.egresstls.lab.cli.Selection;
import dev.egresstls.lab.cli.report.Output;
import dev.egresstls.lab.shell.console.Interrupts;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code doctor}: what this machine and the cluster lack for the lab. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = {"${bundle:cli.doctor.summary}", "${bundle:cli.doctor.more}"})
public final class DoctorCommand implements Callable<Integer> {
  private final AppContext app;
  @Mixin private Selection selection = new Selection();

  @Option(names = "--strict", description = "${bundle:cli.doctor.strict}")
  private boolean strict;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = "${bundle:cli.option.output}")
  private Output output = Output.TABLE;

  public DoctorCommand(AppContext app) {
    this.app = app;
  }

  @Override
  public Integer call() throws Exception {
    DoctorVisit consultation = new DoctorVisit(app, selection, output);
    return Interrupts.allow(() -> consultation.hold(strict));
  }
}
