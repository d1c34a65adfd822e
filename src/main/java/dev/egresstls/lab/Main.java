package dev.egresstls.lab;

import dev.egresstls.lab.catalog.Catalog;
import dev.egresstls.lab.cli.Failures;
import dev.egresstls.lab.cli.Program;
import dev.egresstls.lab.cli.Surroundings;
import dev.egresstls.lab.cli.Workshop;
import dev.egresstls.lab.cli.open.RealWorlds;
import dev.egresstls.lab.shell.desk.Interrupts;
import java.util.List;

/** Wires the rooms together and turns arguments into an exit code. */
public final class Main {
  private Main() {}

  /** Runs the lab and ends the process. */
  public static void main(String[] args) {
    Interrupts.leavingBy(System::exit);
    int code = run(args, Surroundings.ofThisProcess());
    System.exit(Interrupts.exitCode().orElse(code));
  }

  /**
   * Runs the lab.
   *
   * @param here the streams, the environment and whether there is a terminal
   * @return the exit code, as {@code --help} lists them
   */
  public static int run(String[] args, Surroundings here) {
    Workshop workshop =
        new Workshop(
            here,
            new RealWorlds(here.env(), here.home()),
            Catalog.builtIn(),
            new Failures(here.state()));
    return new Program(workshop).run(List.of(args));
  }
}
