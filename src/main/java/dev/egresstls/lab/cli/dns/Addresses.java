package dev.egresstls.lab.cli.dns;

import dev.egresstls.lab.cli.AppContext;
import dev.egresstls.lab.cli.Leftovers;
import dev.egresstls.lab.cli.Permission;
import dev.egresstls.lab.cli.ProcessContext;
import dev.egresstls.lab.cli.Selection;
import dev.egresstls.lab.cli.open.ChosenLaunch;
import dev.egresstls.lab.cli.report.DriftDocument;
import dev.egresstls.lab.cli.report.Output;
import dev.egresstls.lab.cli.report.PlainSink;
import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.engine.drift.Drift;
import dev.egresstls.lab.engine.drift.DriftLook;
import dev.egresstls.lab.engine.drift.Refresh;
import dev.egresstls.lab.event.Event;
import dev.egresstls.lab.event.Sink;
import dev.egresstls.lab.experiment.Experiments;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.render.DriftLines;
import dev.egresstls.lab.render.text.ColourChoice;
import dev.egresstls.lab.render.text.Layout;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Role;
import dev.egresstls.lab.render.text.Theme;
import dev.egresstls.lab.shell.Checkup;
import dev.egresstls.lab.shell.Consent;
import dev.egresstls.lab.shell.console.Consoles;
import dev.egresstls.lab.shell.launch.LaunchBanner;
import dev.egresstls.lab.shell.launch.LaunchedRun;
import dev.egresstls.lab.value.Json;
import java.util.List;
import java.util.Optional;

/** Shows the slice's addresses beside DNS, and writes them again. */
final class Addresses {
  private static final int WITHOUT_TERMINAL = 120;

  private final ProcessContext here;
  private final Theme theme;
  private final ChosenLaunch launch;
  private final Selection selection;
  private volatile Sink sink = event -> {};

  Addresses(AppContext app, Selection selection) {
    this.selection = selection;
    this.here = app.here();
    this.theme = here.theme(selection.colour());
    this.launch = ChosenLaunch.unattended(selection.choice(), app.worlds(), app.catalog());
  }

  private void accept(Event event) {
    sink.accept(event);
  }

  /** Gives the exit code: 1 if the slice has drifted, 3 if no DNS answers. */
  int show(Output output) throws InterruptedException {
    try (LaunchedRun opened = launch.open(banner -> {}, this::accept)) {
      Drift drift = new DriftLook(opened.run(), opened.world()).look();
      boolean none = drift.reference().isEmpty();
      int code = none ? Problem.Kind.PRECONDITION.exitCode() : drift.drifted() ? 1 : 0;
      if (output == Output.JSON) {
        here.out().println(Json.pretty(new DriftDocument(opened.banner(), drift, code).tree()));
      } else {
        print(noted(opened.banner()));
        print(DriftLines.of(theme, drift));
      }
      here.out().flush();
      return code;
    }
  }

  private static List<Line> noted(LaunchBanner banner) {
    return banner.note().map(note -> List.of(Line.of(2, Role.QUIET, note))).orElse(List.of());
  }

  private void warn(List<Line> lines) {
    new Layout(here.theme(ColourChoice.NEVER), WITHOUT_TERMINAL)
        .rows(lines)
        .forEach(here.err()::println);
  }

  private void print(List<Line> lines) {
    int columns = here.terminal() ? Consoles.columnsOfTerminal(here.charset()) : WITHOUT_TERMINAL;
    new Layout(theme, columns).rows(lines).forEach(here.out()::println);
    here.out().flush();
  }

  /** Gives the exit code: 1 if a step from the slice's on does not hold afterwards. */
  int refresh() throws InterruptedException {
    try (LaunchedRun opened = launch.open(banner -> {}, this::accept)) {
      if (new Experiments(opened.run()).leftBehind().isPresent()) {
        sink = new PlainSink(here.out(), theme);
      }
      AutoCloseable held = Leftovers.settle(opened, "refresh", here, selection);
      try {
        sink = event -> {};
        return refreshed(opened);
      } finally {
        Leftovers.letGo(held);
      }
    }
  }

  private int refreshed(LaunchedRun opened) throws InterruptedException {
    LabRun run = opened.run();
    Refresh refresh = Refresh.of(run, opened.world());
    print(noted(opened.banner()));
    if (refresh.needed()) {
      warn(Checkup.beforeRefresh(opened, refresh.firstStep()));
      refuseUnsafe(opened);
      refresh.write();
    }
    print(List.of(Line.of(2, Role.PLAIN, refresh.says())));
    sink = new PlainSink(here.out(), theme);
    boolean hold = true;
    for (int number = refresh.firstStep(); number <= run.session().total(); number++) {
      hold &= run.check(number);
    }
    return hold ? 0 : 1;
  }

  private void refuseUnsafe(LaunchedRun opened) {
    LabRun run = opened.run();
    Optional<Problem> needed = Consent.needed(opened.world().cluster(), run.lab(), run.vars());
    Permission.require(here, opened, needed);
  }
}
