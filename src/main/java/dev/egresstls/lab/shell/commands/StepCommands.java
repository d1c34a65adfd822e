package dev.egresstls.lab.shell.commands;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.engine.drift.Refresh;
import dev.egresstls.lab.event.StepState;
import dev.egresstls.lab.render.DriftLines;
import dev.egresstls.lab.render.text.Role;
import dev.egresstls.lab.shell.Checkup;
import dev.egresstls.lab.shell.Consent;
import dev.egresstls.lab.shell.SessionEnd;
import dev.egresstls.lab.shell.ShellSession;
import dev.egresstls.lab.shell.StepNumber;
import dev.egresstls.lab.shell.commands.Command.After;
import dev.egresstls.lab.shell.complete.PromptWords;
import dev.egresstls.lab.shell.launch.LaunchedRun;

/** The commands that do something or move the learner. */
final class StepCommands {
  private StepCommands() {}

  static After next(ShellSession lesson, PromptWords words) throws InterruptedException {
    LabRun run = lesson.run();
    int number = run.session().due();
    if (number > run.session().total()) {
      SessionEnd.nothingLeft(lesson, run);
      return After.STAY;
    }
    Consent.ask(lesson, run, number);
    Checkup.before(lesson, run, number, number);
    guess(lesson, run, number);
    doStep(lesson, run, number, number);
    return After.STAY;
  }

  /** Whoever reads of a step or does it is asked first what will come of it, once. */
  static void guess(ShellSession lesson, LabRun run, int number) {
    if (run.session().state(number) != StepState.TODO || lesson.guesses().asked(number)) {
      return;
    }
    lesson
        .step(number)
        .predict()
        .ifPresent(
            question ->
                lesson
                    .guesses()
                    .ask(lesson.console(), number, question, run.vars()::show)
                    .ifPresent(option -> run.guessed(number, option)));
  }

  static After run(ShellSession lesson, PromptWords words) throws InterruptedException {
    LabRun run = lesson.run();
    int last =
        words.first().map(typed -> StepNumber.of(run.lab(), typed)).orElse(run.session().total());
    boolean did = false;
    for (int number = 1; number <= last; number++) {
      StepState state = run.session().state(number);
      if (state == StepState.HOLDS || state == StepState.SKIPPED) {
        continue;
      }
      did = true;
      if (!doStep(lesson, run, number, last)) {
        return After.STAY;
      }
    }
    if (!did) {
      SessionEnd.nothingLeft(lesson, run);
    }
    return After.STAY;
  }

  /** Does what comes before a step, also what was omitted, and then stands at it. */
  static After goTo(ShellSession lesson, PromptWords words) throws InterruptedException {
    LabRun run = lesson.run();
    int wanted = StepNumber.of(run.lab(), words.first().orElseThrow());
    for (int number = 1; number < wanted; number++) {
      if (run.session().state(number) != StepState.HOLDS
          && !doStep(lesson, run, number, wanted - 1)) {
        lesson.say(Role.PLAIN, say("shell.goto.not-reached", wanted, number));
        return After.STAY;
      }
    }
    run.goTo(wanted);
    standing(lesson, run);
    return After.STAY;
  }

  /** Does a step, on the way to the last one that was asked for. */
  private static boolean doStep(ShellSession lesson, LabRun run, int number, int last)
      throws InterruptedException {
    Consent.ask(lesson, run, number);
    Checkup.before(lesson, run, number, last);
    boolean before = run.session().allHold();
    boolean holds = run.step(number);
    if (holds && !before && run.session().allHold()) {
      SessionEnd.told(lesson);
    }
    return holds;
  }

  static After refresh(ShellSession lesson, PromptWords words) throws InterruptedException {
    LaunchedRun open = lesson.open();
    LabRun run = open.run();
    Refresh refresh = Refresh.of(run, open.world());
    if (!refresh.needed()) {
      lesson.say(Role.MET, refresh.says());
      return After.STAY;
    }
    lesson.console().print(DriftLines.of(lesson.console().theme(), refresh.before()));
    Consent.ask(lesson, run);
    lesson.say(Role.PLAIN, refresh.says());
    refresh.write();
    for (int number = refresh.firstStep(); number <= run.session().total(); number++) {
      run.check(number);
    }
    return After.STAY;
  }

  static After skip(ShellSession lesson, PromptWords words) throws InterruptedException {
    LabRun run = lesson.run();
    if (run.session().finished()) {
      lesson.say(Role.PLAIN, say("shell.skip.nothing"));
    } else {
      run.skip();
      standing(lesson, run);
    }
    return After.STAY;
  }

  static After back(ShellSession lesson, PromptWords words) throws InterruptedException {
    LabRun run = lesson.run();
    run.back();
    standing(lesson, run);
    return After.STAY;
  }

  static void standing(ShellSession lesson, LabRun run) {
    int at = run.session().at();
    lesson.say(
        Role.PLAIN,
        run.session().finished()
            ? say("shell.position.behind")
            : say("shell.position.at-step", at, lesson.step(at).title()));
  }

  static After quit(ShellSession lesson, PromptWords words) {
    return After.LEAVE;
  }
}
