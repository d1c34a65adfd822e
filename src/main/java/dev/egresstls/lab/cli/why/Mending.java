package dev.egresstls.lab.cli.why;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.cli.AppContext;
import dev.egresstls.lab.cli.Leftovers;
import dev.egresstls.lab.cli.Permission;
import dev.egresstls.lab.cli.ProcessContext;
import dev.egresstls.lab.cli.Selection;
import dev.egresstls.lab.cli.open.ChosenLaunch;
import dev.egresstls.lab.cli.report.Output;
import dev.egresstls.lab.cli.report.PlainSink;
import dev.egresstls.lab.cli.report.WhyDocument;
import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.event.Event;
import dev.egresstls.lab.event.Sink;
import dev.egresstls.lab.experiment.Experiments;
import dev.egresstls.lab.explain.Diagnosis;
import dev.egresstls.lab.explain.TrueCause;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.render.text.Layout;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Role;
import dev.egresstls.lab.render.text.Theme;
import dev.egresstls.lab.shell.Consent;
import dev.egresstls.lab.shell.MeshConsent;
import dev.egresstls.lab.shell.StepNumber;
import dev.egresstls.lab.shell.commands.CauseCommands;
import dev.egresstls.lab.shell.console.Consoles;
import dev.egresstls.lab.shell.launch.LaunchedRun;
import dev.egresstls.lab.value.Json;
import java.util.List;
import java.util.Optional;

/** Looks at the steps until one fails, says why, and fixes that. */
final class Mending {
  private static final int WITHOUT_TERMINAL = 120;

  private final ProcessContext here;
  private final Output output;
  private final Selection selection;
  private final Optional<String> step;
  private final ChosenLaunch launch;
  private final Theme theme;
  private volatile Sink sink = event -> {};

  /**
   * Opens nothing yet.
   *
   * @param step the step that is asked about; empty for the first that fails
   * @throws dev.egresstls.lab.lab.LabFailure if the options or the step are wrong
   */
  Mending(AppContext app, Selection selection, Output output, Optional<String> step) {
    this.here = app.here();
    this.output = output;
    this.selection = selection;
    this.step = step;
    this.theme = here.theme(selection.colour());
    this.launch = ChosenLaunch.unattended(selection.choice(), app.worlds(), app.catalog());
    step.ifPresent(name -> StepNumber.of(launch.banner().lab(), name));
  }

  /**
   * Says why a step fails.
   *
   * @param all whether to name all that is true
   * @return the exit code: 1 if the step fails
   */
  int why(boolean all) throws InterruptedException {
    try (LaunchedRun opened = launch.open(banner -> {}, this::accept)) {
      LabRun run = opened.run();
      int number = look(run);
      Optional<Diagnosis> found = number == 0 ? Optional.empty() : Optional.of(run.why(number));
      if (output == Output.JSON) {
        WhyDocument document = new WhyDocument(opened.banner(), number, found);
        here.out().println(Json.pretty(document.tree()));
      } else {
        print(told(run, number, found, all));
      }
      return found.map(Diagnosis::holds).orElse(true) ? 0 : 1;
    }
  }

  private void accept(Event event) {
    sink.accept(event);
  }

  /** The step that is asked about, else the first that fails; 0 if all hold. */
  private int look(LabRun run) throws InterruptedException {
    int only = step.map(name -> StepNumber.of(run.lab(), name)).orElse(0);
    if (only > 0) {
      run.check(only);
      return only;
    }
    for (int number = 1; number <= run.session().total(); number++) {
      if (!run.check(number)) {
        return number;
      }
    }
    return 0;
  }

  private static List<Line> told(LabRun run, int number, Optional<Diagnosis> found, boolean all) {
    return found
        .map(
            one -> CauseCommands.lines(number, run.lab().steps().get(number - 1).title(), one, all))
        .orElseGet(() -> List.of(Line.of(2, Role.MET, say("cli.why.nothing-fails"))));
  }

  private void print(List<Line> lines) {
    int columns = here.terminal() ? Consoles.columnsOfTerminal(here.charset()) : WITHOUT_TERMINAL;
    new Layout(theme, columns).rows(lines).forEach(here.out()::println);
    here.out().flush();
  }

  /**
   * Gets rid of the first cause.
   *
   * @param agreed whether the user has said so beforehand
   * @param meshWide whether the user has agreed to change Istio for others, too
   * @return the exit code: 0 if the step holds now
   */
  int fix(boolean agreed, boolean meshWide) throws InterruptedException {
    try (LaunchedRun opened = launch.open(banner -> {}, this::accept)) {
      if (new Experiments(opened.run()).leftBehind().isPresent()) {
        sink = new PlainSink(here.out(), theme);
      }
      AutoCloseable held = Leftovers.settle(opened, "fix", here, selection);
      try {
        sink = event -> {};
        return fixed(opened, agreed, meshWide);
      } finally {
        Leftovers.letGo(held);
      }
    }
  }

  private int fixed(LaunchedRun opened, boolean agreed, boolean meshWide)
      throws InterruptedException {
    LabRun run = opened.run();
    int number = look(run);
    Optional<Diagnosis> found = number == 0 ? Optional.empty() : Optional.of(run.why(number));
    print(told(run, number, found, false));
    Optional<TrueCause> cause = found.flatMap(Diagnosis::first);
    if (cause.isEmpty()) {
      return found.map(Diagnosis::holds).orElse(true) ? 0 : 1;
    }
    cause.get().mustBeTheLabs();
    refuseUnsafe(opened);
    boolean asks = cause.get().meshWide() && !meshWide;
    Optional<Problem> mesh = asks ? MeshConsent.toFix(opened) : Optional.empty();
    if (mesh.isPresent() && (agreed || !here.terminal() || !agrees(mesh.get()))) {
      throw mesh.get().failure();
    }
    if (!agreed && !agrees()) {
      return Problem.Kind.UNSAFE.exitCode();
    }
    sink = new PlainSink(here.out(), theme);
    return run.fix(number, cause.get()) ? 0 : code(run, number);
  }

  /** A step that could not be done has its problem's exit code, and one that fails has 1. */
  private static int code(LabRun run, int number) {
    return run.reports().get(number - 1).blame().map(one -> one.kind().exitCode()).orElse(1);
  }

  private void refuseUnsafe(LaunchedRun opened) {
    LabRun run = opened.run();
    Optional<Problem> needed = Consent.needed(opened.world().cluster(), run.lab(), run.vars());
    Permission.require(here, opened, needed);
  }

  private boolean agrees(Problem mesh) {
    here.err().println(mesh.what());
    return agrees(say("shell.mesh.ask") + " ");
  }

  private boolean agrees() {
    return agrees(say("cli.consent.fix.ask"));
  }

  private boolean agrees(String question) {
    here.err().print(question);
    here.err().flush();
    StringBuilder typed = new StringBuilder();
    try {
      for (int c = here.in().read(); c >= 0 && c != '\n'; c = here.in().read()) {
        typed.append((char) c);
      }
    } catch (java.io.IOException e) {
      return false;
    }
    return typed.toString().strip().equalsIgnoreCase("yes");
  }
}
