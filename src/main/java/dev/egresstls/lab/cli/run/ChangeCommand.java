package dev.egresstls.lab.cli.run;

import dev.egresstls.lab.app.AppContext;
import dev.egresstls.lab.app.change.Leftovers;
import dev.egresstls.lab.app.launch.ChosenLaunch;
import dev.egresstls.lab.app.launch.LaunchedRun;
import dev.egresstls.lab.cli.option.Printing;
import dev.egresstls.lab.cli.option.ProcessUser;
import dev.egresstls.lab.cli.option.Selection;
import dev.egresstls.lab.console.Interrupts;
import dev.egresstls.lab.event.Sink;
import dev.egresstls.lab.experiment.Experiments;
import dev.egresstls.lab.value.Tree;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that changes the chosen cluster. */
abstract class ChangeCommand implements Callable<Integer> {
  final AppContext app;
  @Mixin Selection selection = new Selection();

  @Mixin private Printing printing = new Printing();
  @Spec private CommandSpec spec;

  private volatile Sink sink;

  ChangeCommand(AppContext app) {
    this.app = app;
    this.sink = app.here()::warned;
  }

  /** Refuses what can be known to be wrong before any cluster is asked. */
  abstract void refuse();

  /** Does it; gives the exit code. */
  abstract int change(LaunchedRun opened) throws InterruptedException;

  @Override
  public Integer call() throws Exception {
    ChosenLaunch launch = ChosenLaunch.unattended(selection.choice(), app.worlds(), app.catalog());
    refuse(launch);
    return Interrupts.allow(() -> changed(launch));
  }

  /** The same, where it takes the lab to know. */
  void refuse(ChosenLaunch launch) {
    refuse();
  }

  private int changed(ChosenLaunch launch) throws InterruptedException {
    try (LaunchedRun opened = launch.open(banner -> {}, event -> sink.accept(event))) {
      int code = change(opened);
      opened.banner().note().ifPresent(note -> app.here().err().println(note));
      return code;
    }
  }

  /** Whoever started the command. */
  ProcessUser user() {
    return new ProcessUser(app.here(), selection, ProcessUser.Pages.of(json(), printing.quiet()));
  }

  boolean quiet() {
    return printing.quiet();
  }

  /** Whether stdout is for one JSON object. */
  boolean json() {
    return printing.json();
  }

  /** Prints the JSON object, if that was asked for. */
  void document(Supplier<Tree> document) {
    if (json()) {
      Printing.json(document.get(), app.here());
    }
  }

  /** What to try where nobody can be asked: the same command with consent. */
  String agreed() {
    return Agreed.line(spec, app);
  }

  /** Prints what happens from now on. */
  void tell() {
    tell(
        quiet() || json()
            ? app.here()::warned
            : new PlainSink(app.here().out(), app.here().theme(selection.colour())));
  }

  /** Prints what comes of what a killed run left behind. */
  void tellOfLeftovers() {
    tell();
  }

  void tell(Sink events) {
    sink = events;
  }

  /** Something that needs the cluster for itself, with all settled that a killed run has left. */
  interface Work {
    int run() throws InterruptedException;
  }

  /** Does something when leftovers are settled, and says what was undone for that. */
  int settled(LaunchedRun opened, String what, Work work) throws InterruptedException {
    if (new Experiments(opened.run()).leftBehind().isPresent()) {
      tellOfLeftovers();
    }
    AutoCloseable held = Leftovers.settle(opened, what, user(), user().takeOver());
    try {
      tell(app.here()::warned);
      return work.run();
    } finally {
      Leftovers.letGo(held);
    }
  }
}
