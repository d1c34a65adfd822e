package dev.egresstls.lab.shell;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.app.change.WhatIfRun;
import dev.egresstls.lab.app.launch.LaunchedRun;
import dev.egresstls.lab.classroom.Seat;
import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.event.StepState;
import dev.egresstls.lab.experiment.Offer;
import dev.egresstls.lab.lab.Step;
import dev.egresstls.lab.lab.WhatIf;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Role;
import dev.egresstls.lab.shell.record.EndPage;
import dev.egresstls.lab.shell.record.RemainingObjects;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What is said when nothing is left to do. */
public final class SessionEnd {
  private SessionEnd() {}

  /** All steps hold: what was learned, and what there is now in the cluster. */
  public static void told(ShellSession session) throws InterruptedException {
    LaunchedRun opened = session.open();
    EndPage page = new EndPage(opened, session.console().theme());
    session
        .console()
        .print(
            page.lines(session.guesses(), session.doneSteps(), next(session), recording(session)));
  }

  /** The first what-if that was not tried and can be shown here. */
  private static Optional<WhatIf> next(ShellSession session) throws InterruptedException {
    return WhatIfRun.next(session.open(), session.triedWhatIfs()).map(Offer::whatIf);
  }

  private static Line recording(ShellSession session) {
    return session
        .recording()
        .map(EndPage::recorded)
        .orElseGet(() -> EndPage.unrecorded(session.notRecorded().orElse("")));
  }

  /** The learner leaves before the end: what the lab has put into a cluster that stays. */
  static void goodbye(ShellSession session) {
    Optional<LaunchedRun> opened = session.openNow();
    if (opened.isEmpty()
        || opened.get().world().fleeting()
        || opened.get().seat().filter(Seat::ended).isPresent()
        || opened.get().run().session().allHold()) {
      return;
    }
    List<Step> done = session.doneSteps().of(opened.get().run().lab());
    List<Line> left = done.isEmpty() ? List.of() : RemainingObjects.lines(opened.get(), done);
    if (!left.isEmpty()) {
      session.console().print(left);
    }
  }

  /** Enter was pressed behind the last step. */
  public static void nothingLeft(ShellSession session, LabRun run) throws InterruptedException {
    if (run.session().allHold()) {
      told(session);
      return;
    }
    String open =
        IntStream.rangeClosed(1, run.session().total())
            .filter(number -> run.session().state(number) != StepState.HOLDS)
            .mapToObj(number -> number + " " + session.step(number).label())
            .collect(Collectors.joining(", "));
    session.say(Role.PLAIN, say("shell.end.open", open));
  }
}
