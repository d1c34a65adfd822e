package dev.egresstls.lab.shell;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.app.change.WhatIfRun;
import dev.egresstls.lab.app.launch.LaunchedRun;
import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.event.StepState;
import dev.egresstls.lab.experiment.Offer;
import dev.egresstls.lab.lab.Step;
import dev.egresstls.lab.lab.WhatIf;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Role;
import dev.egresstls.lab.shell.record.EndPage;
import dev.egresstls.lab.shell.record.RemainingObjects;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What is said when nothing is left to do. */
public final class SessionEnd {
  private SessionEnd() {}

  /** All steps hold: what was learned, and what there is now in the cluster. */
  public static void told(ShellSession lesson) throws InterruptedException {
    LaunchedRun opened = lesson.open();
    EndPage page = new EndPage(opened, lesson.console().theme());
    lesson
        .console()
        .print(page.lines(lesson.guesses(), lesson.doneSteps(), next(lesson), recording(lesson)));
  }

  /** The first what-if that was not tried and can be shown here. */
  private static Optional<WhatIf> next(ShellSession lesson) throws InterruptedException {
    return WhatIfRun.next(lesson.open(), lesson.triedWhatIfs()).map(Offer::whatIf);
  }

  private static String recording(ShellSession lesson) {
    return lesson
        .recording()
        .map(Path::toString)
        .orElseGet(() -> say("shell.end.no-recording", lesson.notRecorded().orElse("")));
  }

  /** The learner leaves before the end: what the lab has put into a cluster that stays. */
  static void goodbye(ShellSession lesson) {
    Optional<LaunchedRun> opened = lesson.openNow();
    if (opened.isEmpty()
        || opened.get().world().fleeting()
        || opened.get().run().session().allHold()) {
      return;
    }
    List<Step> done = lesson.doneSteps().of(opened.get().run().lab());
    List<Line> left = done.isEmpty() ? List.of() : RemainingObjects.lines(opened.get(), done);
    if (!left.isEmpty()) {
      lesson.console().print(left);
    }
  }

  /** Enter was pressed behind the last step. */
  public static void nothingLeft(ShellSession lesson, LabRun run) throws InterruptedException {
    if (run.session().allHold()) {
      told(lesson);
      return;
    }
    String open =
        IntStream.rangeClosed(1, run.session().total())
            .filter(number -> run.session().state(number) != StepState.HOLDS)
            .mapToObj(number -> number + " " + lesson.step(number).label())
            .collect(Collectors.joining(", "));
    lesson.say(Role.PLAIN, say("shell.end.open", open));
  }
}
