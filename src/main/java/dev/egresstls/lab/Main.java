package dev.egresstls.lab;

import dev.egresstls.lab.catalog.Catalog;
import dev.egresstls.lab.cli.Failures;
import dev.egresstls.lab.cli.Program;
import dev.egresstls.lab.cli.Surroundings;
import dev.egresstls.lab.cli.Workshop;
import dev.egresstls.lab.cli.open.RealWorlds;
import java.util.List;

/** Wires the rooms together and turns arguments into an exit code. */
public final class Main {
  private Main() {}

  /** Runs the lab and ends the process. */
  public static void main(String[] args) {
    System.exit(run(args, Surroundings.ofThisProcess()));
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
