package dev.egresstls.lab.cli.query;

import dev.egresstls.lab.app.AppContext;
import dev.egresstls.lab.app.query.StepPages;
import dev.egresstls.lab.cli.option.Appearance;
import dev.egresstls.lab.cli.option.Printing;
import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.Vars;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code show}: the steps, or one of them explained; no cluster is asked. */
@Command(name = "show", mixinStandardHelpOptions = true, description = "${bundle:cli.show.summary}")
public final class ShowCommand implements Callable<Integer> {
  private final AppContext app;

  @Parameters(arity = "0..1", paramLabel = "STEP", description = "${bundle:cli.option.step}")
  private String step;

  @Option(names = "--track", paramLabel = "TRACK", description = "${bundle:cli.option.track-alone}")
  private String track;

  @Option(
      names = "--var",
      paramLabel = "NAME=VALUE",
      description = "${bundle:cli.option.var-alone}")
  private Map<String, String> vars = new LinkedHashMap<>();

  @Option(names = "--trainer", description = "${bundle:shell.flag.trainer}")
  private boolean trainer;

  @Mixin private Printing printing = new Printing();
  @Mixin private Appearance appearance = new Appearance();

  /** The command for a process. */
  public ShowCommand(AppContext app) {
    this.app = app;
  }

  @Override
  public Integer call() {
    Lab lab = app.catalog().read(Optional.ofNullable(track));
    StepPages pages = new StepPages(lab, Vars.of(lab, vars));
    return printing.print(
        step == null ? pages.all() : pages.one(step, trainer), app.here(), appearance.colour());
  }
}
