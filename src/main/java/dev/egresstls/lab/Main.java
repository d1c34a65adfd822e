package dev.egresstls.lab;

import dev.egresstls.lab.catalog.Catalog;
import dev.egresstls.lab.cli.AppContext;
import dev.egresstls.lab.cli.CliProgram;
import dev.egresstls.lab.cli.FailureReport;
import dev.egresstls.lab.cli.ProcessContext;
import dev.egresstls.lab.cli.open.ActualWorlds;
import dev.egresstls.lab.shell.console.Interrupts;
import java.util.List;

/** Wires the rooms together and turns arguments into an exit code. */
public final class Main {
  private Main() {}

  /** Runs the lab and ends the process. */
  public static void main(String[] args) {
    Interrupts.leavingBy(System::exit);
    int code = run(args, ProcessContext.ofThisProcess());
    System.exit(Interrupts.exitCode().orElse(code));
  }

  /**
   * Runs the lab.
   *
   * @param here the streams, the environment and whether there is a terminal
   * @return the exit code, as {@code --help} lists them
   */
  public static int run(String[] args, ProcessContext here) {
    AppContext app =
        new AppContext(
            here,
            new ActualWorlds(here.env(), here.home()),
            Catalog.builtIn(),
            new FailureReport(here.state()));
    return new CliProgram(app).run(List.of(args));
  }
}
