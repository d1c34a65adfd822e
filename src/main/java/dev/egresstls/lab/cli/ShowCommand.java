package dev.egresstls.lab.cli;

import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.render.text.ColourChoice;
import dev.egresstls.lab.render.text.Layout;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Role;
import dev.egresstls.lab.shell.Explanation;
import dev.egresstls.lab.shell.StepNumber;
import dev.egresstls.lab.shell.console.Consoles;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code show}: the steps, or one of them explained; no cluster is asked. */
@Command(name = "show", mixinStandardHelpOptions = true, description = "${bundle:cli.show.summary}")
final class ShowCommand implements Callable<Integer> {
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

  @Option(
      names = {"--color", "--colour"},
      paramLabel = "WHEN",
      description = "${bundle:cli.option.color-of-show}")
  private ColourChoice colour = ColourChoice.AUTO;

  ShowCommand(AppContext app) {
    this.app = app;
  }

  @Override
  public Integer call() {
    String id = app.catalog().ids().get(0);
    Lab lab = app.catalog().read(id, Optional.ofNullable(track));
    Vars values = Vars.of(lab, vars);
    ProcessContext here = app.here();
    int columns = here.terminal() ? Consoles.columnsOfTerminal(here.charset()) : 80;
    Layout layout = new Layout(here.theme(colour), columns);
    if (step == null) {
      for (int number = 1; number <= lab.steps().size(); number++) {
        var one = lab.steps().get(number - 1);
        Line line = Line.of(2, Role.QUIET, number + "  ").and(Role.CODE, one.id()).to(20);
        layout.rows(line.and(Role.PLAIN, one.title())).forEach(here.out()::println);
      }
      return 0;
    }
    int number = StepNumber.of(lab, step);
    layout
        .rows(Explanation.of(lab, number, values::show, does(lab, number, values), columns))
        .forEach(here.out()::println);
    return 0;
  }

  private static java.util.List<String> does(Lab lab, int number, Vars values) {
    return LabRun.describe(lab.steps().get(number - 1), values);
  }
}
