package dev.egresstls.lab.shell;

import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.engine.drift.Drift;
import dev.egresstls.lab.engine.drift.DriftLook;
import dev.egresstls.lab.engine.drift.Refresh;
import dev.egresstls.lab.render.DriftLines;
import dev.egresstls.lab.render.text.Role;
import dev.egresstls.lab.shell.Command.After;
import dev.egresstls.lab.shell.opening.Opened;

/** The commands about the slice's addresses and DNS. */
final class Drifts {
  private Drifts() {}

  static After dns(Lesson lesson, String argument) throws InterruptedException {
    Opened open = lesson.open();
    Drift drift = new DriftLook(open.run(), open.world()).look();
    lesson.desk().print(DriftLines.of(lesson.desk().theme(), drift));
    return After.STAY;
  }

  static After refresh(Lesson lesson, String argument) throws InterruptedException {
    Opened open = lesson.open();
    LabRun run = open.run();
    Refresh refresh = Refresh.of(run, open.world());
    if (!refresh.needed()) {
      lesson.say(Role.MET, refresh.says());
      return After.STAY;
    }
    lesson.desk().print(DriftLines.of(lesson.desk().theme(), refresh.before()));
    Consent.ask(lesson, run);
    lesson.say(Role.PLAIN, refresh.says());
    refresh.write();
    for (int number = refresh.firstStep(); number <= run.session().total(); number++) {
      run.check(number);
    }
    return After.STAY;
  }
}
