package dev.egresstls.lab.cli.run;

import dev.egresstls.lab.app.AppContext;
import dev.egresstls.lab.app.change.Leftovers;
import dev.egresstls.lab.app.launch.ChosenLaunch;
import dev.egresstls.lab.app.launch.LaunchedRun;
import dev.egresstls.lab.cli.option.ProcessUser;
import dev.egresstls.lab.cli.option.Selection;
import dev.egresstls.lab.console.Interrupts;
import dev.egresstls.lab.event.Sink;
import dev.egresstls.lab.experiment.Experiments;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A command that changes the chosen cluster. */
abstract class ChangeCommand implements Callable<Integer> {
  final AppContext app;
  @Mixin Selection selection = new Selection();

  @Option(
      names = {"-q", "--quiet"},
      description = "${bundle:cli.option.quiet}")
  private boolean quiet;

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
    return new ProcessUser(app.here(), selection, quiet);
  }

  boolean quiet() {
    return quiet;
  }

  /** Prints what happens from now on. */
  void tell() {
    tell(
        quiet
            ? event -> {}
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
