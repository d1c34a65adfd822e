package dev.egresstls.lab.shell.commands;

import static dev.egresstls.lab.message.Messages.count;
import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.doctor.ContextsDocument;
import dev.egresstls.lab.doctor.Doctor;
import dev.egresstls.lab.doctor.DoctorDocument;
import dev.egresstls.lab.doctor.DoctorLines;
import dev.egresstls.lab.doctor.HealthReport;
import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.engine.StepReport;
import dev.egresstls.lab.engine.drift.Drift;
import dev.egresstls.lab.engine.drift.DriftLook;
import dev.egresstls.lab.event.StepState;
import dev.egresstls.lab.render.ContextLines;
import dev.egresstls.lab.render.DriftLines;
import dev.egresstls.lab.render.StepLines;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Mark;
import dev.egresstls.lab.render.text.Role;
import dev.egresstls.lab.shell.Banner;
import dev.egresstls.lab.shell.Examined;
import dev.egresstls.lab.shell.Explanation;
import dev.egresstls.lab.shell.ShellSession;
import dev.egresstls.lab.shell.StepNumber;
import dev.egresstls.lab.shell.commands.Command.After;
import dev.egresstls.lab.shell.complete.Flag;
import dev.egresstls.lab.shell.complete.PromptWords;
import dev.egresstls.lab.shell.launch.LaunchedRun;
import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.ContextLook;
import java.util.ArrayList;
import java.util.List;

/** The commands that only look. */
final class LookCommands {
  private LookCommands() {}

  static After check(ShellSession lesson, PromptWords words) throws InterruptedException {
    LabRun run = lesson.run();
    if (words.first().isPresent()) {
      run.check(StepNumber.of(run.lab(), words.first().get()));
      return After.STAY;
    }
    for (int number = 1; number <= run.session().total(); number++) {
      run.check(number);
    }
    lesson.say(Role.PLAIN, say("shell.check.held", run.session().held(), run.session().total()));
    return After.STAY;
  }

  static After show(ShellSession lesson, PromptWords words) throws InterruptedException {
    LabRun run = lesson.run();
    int here = Math.min(run.session().at(), run.session().total());
    int number = words.first().map(typed -> StepNumber.of(run.lab(), typed)).orElse(here);
    List<String> does = run.describe(number);
    lesson
        .console()
        .page(columns -> Explanation.of(run.lab(), number, run.vars()::show, does, columns));
    StepCommands.guess(lesson, run, number);
    return After.STAY;
  }

  static After status(ShellSession lesson, PromptWords words) throws InterruptedException {
    LabRun run = lesson.run();
    int columns = lesson.console().columns();
    List<Line> lines = new ArrayList<>(Banner.where(lesson.banner(), columns));
    lines.add(Line.EMPTY);
    StepLines steps = new StepLines(lesson.console().theme(), columns, run.lab().steps());
    for (StepReport report : run.reports()) {
      lines.addAll(
          steps.noted(Mark.of(report.state()), report.number(), report.step(), word(report, run)));
    }
    lines.addAll(Logbook.hints(lesson));
    lesson.console().print(lines);
    return After.STAY;
  }

  private static String word(StepReport report, LabRun run) {
    String here = run.session().at() == report.number() ? " · " + say("shell.status.here") : "";
    return switch (report.state()) {
          case TODO -> say("shell.status.todo");
          case DOING, CHECKING -> say("shell.status.doing");
          case HOLDS -> StepLines.says(report.verdicts());
          case BROKEN -> say("shell.status.broken", report.number());
          case SKIPPED -> say("shell.status.left-out");
        }
        + (report.state() == StepState.HOLDS && here.isEmpty() ? "" : here);
  }

  static After clusters(ShellSession lesson, PromptWords words) throws InterruptedException {
    List<ContextLook> looks = lesson.launch().contexts();
    boolean json = words.format().filter("json"::equals).isPresent();
    lesson.console().print(json ? code(ContextsDocument.of(looks)) : ContextLines.of(looks));
    return After.STAY;
  }

  static After doctor(ShellSession lesson, PromptWords words) throws InterruptedException {
    LaunchedRun open = lesson.open();
    HealthReport report = Doctor.examine(Examined.of(open.run(), open.world()));
    boolean json = words.format().filter("json"::equals).isPresent();
    boolean strict = words.has(Flag.STRICT);
    lesson.console().print(json ? code(DoctorDocument.of(report, strict)) : DoctorLines.of(report));
    if (!json && strict && report.exitCode(false) == 0 && report.exitCode(true) != 0) {
      lesson.say(
          Role.UNMET,
          count("shell.doctor.strict", report.warnings().size(), report.warnings().size()));
    }
    return After.STAY;
  }

  private static List<Line> code(Tree document) {
    return Json.pretty(document).lines().map(row -> Line.code(0, row)).toList();
  }

  static After dns(ShellSession lesson, PromptWords words) throws InterruptedException {
    LaunchedRun open = lesson.open();
    Drift drift = new DriftLook(open.run(), open.world()).look();
    lesson.console().print(DriftLines.of(lesson.console().theme(), drift));
    return After.STAY;
  }
}
