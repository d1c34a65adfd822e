package dev.egresstls.lab.cli.query;

import dev.egresstls.lab.app.AppContext;
import dev.egresstls.lab.app.query.DoctorVisit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code doctor}: what this machine and the cluster lack for the lab. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = {"${bundle:cli.doctor.summary}", "${bundle:cli.doctor.more}"})
public final class DoctorCommand extends QueryCommand {
  @Option(names = "--strict", description = "${bundle:cli.doctor.strict}")
  private boolean strict;

  /** The command for a process. */
  public DoctorCommand(AppContext app) {
    super(app);
  }

  @Override
  int answer() throws InterruptedException {
    return print(new DoctorVisit(app, selection.choice()).answer(strict));
  }
}
