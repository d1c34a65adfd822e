package dev.egresstls.lab;

import dev.egresstls.lab.app.AppContext;
import dev.egresstls.lab.app.FailureReport;
import dev.egresstls.lab.app.ProcessContext;
import dev.egresstls.lab.app.labs.LabSources;
import dev.egresstls.lab.app.launch.ActualWorlds;
import dev.egresstls.lab.cli.CliProgram;
import dev.egresstls.lab.cli.ThisProcess;
import dev.egresstls.lab.console.Consoles;
import dev.egresstls.lab.console.Interrupts;
import dev.egresstls.lab.shell.OpenShell;
import java.util.List;
import java.util.Locale;

/** Wires the rooms together and turns arguments into an exit code. */
public final class Main {
  private Main() {}

  /** Runs the lab and ends the process. */
  public static void main(String[] args) {
    // Numbers in requests, log lines and quantities have the digits 0 to 9 in every locale.
    Locale.setDefault(Locale.Category.FORMAT, Locale.US);
    if (args.length == 0 || args[0].startsWith("--lab") || args[0].equals("--practice")) {
      Consoles.expect();
    }
    Interrupts.leavingBy(System::exit);
    int code = run(args, ThisProcess.context());
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
            LabSources.all(here),
            new FailureReport(here.state()));
    return new CliProgram(app, OpenShell::run).run(List.of(args));
  }
}
