package dev.egresstls.lab.cli.query;

import dev.egresstls.lab.app.Answer;
import dev.egresstls.lab.app.AppContext;
import dev.egresstls.lab.app.launch.ChosenLaunch;
import dev.egresstls.lab.app.launch.LaunchOptions;
import dev.egresstls.lab.app.launch.LaunchedRun;
import dev.egresstls.lab.cli.option.Printing;
import dev.egresstls.lab.cli.option.Selection;
import dev.egresstls.lab.console.Interrupts;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/** A command that asks something of the chosen cluster, and prints the answer. */
abstract class QueryCommand implements Callable<Integer> {
  final AppContext app;
  @Mixin Selection selection = new Selection();
  @Mixin private Printing printing = new Printing();

  QueryCommand(AppContext app) {
    this.app = app;
  }

  /** Gets the answer and prints it; gives the exit code. */
  abstract int answer() throws InterruptedException;

  /** Asks something of an open cluster. */
  interface Question {
    Answer ask(LaunchedRun opened) throws InterruptedException;
  }

  @Override
  public Integer call() throws Exception {
    return Interrupts.allow(this::answer);
  }

  /** Asks the chosen cluster, which is open until the answer is printed. */
  int ask(Question question) throws InterruptedException {
    return onCluster(selection.choice(), opened -> print(question.ask(opened)));
  }

  /** What is done with an open cluster; gives the exit code. */
  interface Work {
    int on(LaunchedRun opened) throws InterruptedException;
  }

  /** Does something with the chosen cluster, and says if options play no part there. */
  int onCluster(LaunchOptions choice, Work work) throws InterruptedException {
    ChosenLaunch launch = ChosenLaunch.unattended(choice, app.worlds(), app.catalog());
    try (LaunchedRun opened = launch.open(banner -> {}, event -> {})) {
      opened.run().world().unassigned().ifPresent(app.here().err()::println);
      int code = work.on(opened);
      opened.banner().note().ifPresent(note -> app.here().err().println(note));
      return code;
    }
  }

  /** Prints an answer as it was asked for. */
  int print(Answer answer) {
    return printing.print(answer, app.here(), selection.colour(), withoutTerminal());
  }

  /** How wide lines are where there is no terminal. */
  int withoutTerminal() {
    return Printing.WITHOUT_TERMINAL;
  }
}
