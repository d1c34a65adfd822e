package dev.egresstls.lab.shell.commands;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.app.StepNumber;
import dev.egresstls.lab.app.change.Readiness;
import dev.egresstls.lab.app.change.SliceRefresh;
import dev.egresstls.lab.app.grammar.CommandWords;
import dev.egresstls.lab.app.launch.LaunchedRun;
import dev.egresstls.lab.doctor.DoctorLines;
import dev.egresstls.lab.doctor.HealthFinding;
import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.engine.drift.Refresh;
import dev.egresstls.lab.event.StepState;
import dev.egresstls.lab.lab.PredictionQuestion;
import dev.egresstls.lab.render.text.Role;
import dev.egresstls.lab.shell.SessionEnd;
import dev.egresstls.lab.shell.ShellSession;
import dev.egresstls.lab.shell.commands.Command.After;
import java.util.List;
import java.util.Optional;

/** The commands that do something or move the learner. */
final class StepCommands {
  private StepCommands() {}

  static After next(ShellSession lesson, CommandWords words) throws InterruptedException {
    LabRun run = lesson.run();
    int number = run.session().due();
    if (number > run.session().total()) {
      SessionEnd.nothingLeft(lesson, run);
      return After.STAY;
    }
    makeReady(lesson, number, number);
    guess(lesson, run, number);
    Teacher.Before before = Teacher.before(lesson, run, number);
    boolean open = run.session().state(number) != StepState.HOLDS;
    if (doReady(lesson, run, number) && open) {
      Teacher.after(lesson, run, number, before);
    }
    return After.STAY;
  }

  /** Enter alone: a step that the learner has not read of is shown first, briefly. */
  static After enter(ShellSession lesson, CommandWords words) throws InterruptedException {
    LabRun run = lesson.run();
    int number = run.session().due();
    return number <= run.session().total() && Teacher.opens(lesson, run, number)
        ? After.STAY
        : next(lesson, words);
  }

  /** Whoever reads of a step or does it is asked first what will come of it, once. */
  static void guess(ShellSession lesson, LabRun run, int number) throws InterruptedException {
    Optional<PredictionQuestion> question = lesson.step(number).predict();
    if (question.isEmpty()
        || run.session().state(number) == StepState.HOLDS
        || lesson.guesses().tooLate(number)) {
      return;
    }
    try {
      lesson
          .guesses()
          .ask(lesson.user(), number, question.get(), run.vars()::show)
          .ifPresent(option -> run.guessed(number, option));
    } catch (InterruptedException e) {
      if (lesson.user().leftFor().filter(CommandFinder::isNext).isPresent()) {
        lesson.guesses().skipped(number); // next is what Enter is short for
      }
      throw e;
    }
  }

  static After run(ShellSession lesson, CommandWords words) throws InterruptedException {
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

  /** Does what comes before a step, also what was left out, and then stands at it. */
  static After goTo(ShellSession lesson, CommandWords words) throws InterruptedException {
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
    makeReady(lesson, number, last);
    return doReady(lesson, run, number);
  }

  private static void makeReady(ShellSession lesson, int number, int last)
      throws InterruptedException {
    List<HealthFinding> found = Readiness.require(lesson.open(), lesson.user(), number, last);
    if (!found.isEmpty()) {
      lesson.console().print(found.stream().flatMap(one -> DoctorLines.of(one).stream()).toList());
    }
  }

  private static boolean doReady(ShellSession lesson, LabRun run, int number)
      throws InterruptedException {
    boolean before = run.session().allHold();
    boolean holds = run.step(number);
    if (holds && !before && run.session().allHold()) {
      SessionEnd.told(lesson);
    }
    return holds;
  }

  static After refresh(ShellSession lesson, CommandWords words) throws InterruptedException {
    LaunchedRun open = lesson.open();
    LabRun run = open.run();
    Refresh refresh = SliceRefresh.run(open, lesson.user());
    if (refresh.needed()) {
      for (int number = refresh.firstStep(); number <= run.session().total(); number++) {
        run.look(number, false);
      }
    }
    return After.STAY;
  }

  static After skip(ShellSession lesson, CommandWords words) throws InterruptedException {
    LabRun run = lesson.run();
    if (run.session().finished()) {
      lesson.say(Role.PLAIN, say("shell.skip.nothing"));
    } else {
      run.skip();
      standing(lesson, run);
    }
    return After.STAY;
  }

  static After back(ShellSession lesson, CommandWords words) throws InterruptedException {
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

  /** How much Enter tells; without a word, how it is now. */
  static After set(ShellSession lesson, CommandWords words) {
    words.first().ifPresent(word -> lesson.pace().brisk(word.equals("brisk")));
    boolean brisk = lesson.pace().brisk();
    lesson.say(Role.PLAIN, brisk ? say("shell.set.brisk") : say("shell.set.teach"));
    return After.STAY;
  }

  static After quit(ShellSession lesson, CommandWords words) {
    return After.LEAVE;
  }
}
