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

  static After next(ShellSession session, CommandWords words) throws InterruptedException {
    LabRun run = session.run();
    int number = run.session().due();
    if (number > run.session().total()) {
      SessionEnd.nothingLeft(session, run);
      return After.STAY;
    }
    makeReady(session, number, number);
    guess(session, run, number);
    Teacher.Before before = Teacher.before(session, run, number);
    boolean open = run.session().state(number) != StepState.HOLDS;
    if (doReady(session, run, number) && open) {
      Teacher.after(session, run, number, before);
    }
    return After.STAY;
  }

  /** Enter alone: a step that the learner has not read of is shown first, briefly. */
  static After enter(ShellSession session, CommandWords words) throws InterruptedException {
    LabRun run = session.run();
    int number = run.session().due();
    return number <= run.session().total() && Teacher.opens(session, run, number)
        ? After.STAY
        : next(session, words);
  }

  /** Whoever reads of a step or does it is asked first what will come of it, once. */
  static void guess(ShellSession session, LabRun run, int number) throws InterruptedException {
    Optional<PredictionQuestion> question = session.step(number).predict();
    if (question.isEmpty()
        || run.session().state(number) == StepState.HOLDS
        || session.guesses().tooLate(number)) {
      return;
    }
    try {
      session
          .guesses()
          .ask(session.user(), number, question.get(), run.vars()::show)
          .ifPresent(option -> run.guessed(number, option));
    } catch (InterruptedException e) {
      if (session.user().leftFor().filter(CommandFinder::isNext).isPresent()) {
        session.guesses().skipped(number); // next is what Enter is short for
      }
      throw e;
    }
  }

  static After run(ShellSession session, CommandWords words) throws InterruptedException {
    LabRun run = session.run();
    int last =
        words.first().map(typed -> StepNumber.of(run.lab(), typed)).orElse(run.session().total());
    boolean did = false;
    for (int number = 1; number <= last; number++) {
      StepState state = run.session().state(number);
      if (state == StepState.HOLDS || state == StepState.SKIPPED) {
        continue;
      }
      did = true;
      if (!doStep(session, run, number, last)) {
        return After.STAY;
      }
    }
    if (!did) {
      SessionEnd.nothingLeft(session, run);
    }
    return After.STAY;
  }

  /** Does what comes before a step, also what was left out, and then stands at it. */
  static After goTo(ShellSession session, CommandWords words) throws InterruptedException {
    LabRun run = session.run();
    int wanted = StepNumber.of(run.lab(), words.first().orElseThrow());
    for (int number = 1; number < wanted; number++) {
      if (run.session().state(number) != StepState.HOLDS
          && !doStep(session, run, number, wanted - 1)) {
        session.say(Role.PLAIN, say("shell.goto.not-reached", wanted, number));
        return After.STAY;
      }
    }
    run.goTo(wanted);
    standing(session, run);
    return After.STAY;
  }

  /** Does a step, on the way to the last one that was asked for. */
  private static boolean doStep(ShellSession session, LabRun run, int number, int last)
      throws InterruptedException {
    makeReady(session, number, last);
    return doReady(session, run, number);
  }

  private static void makeReady(ShellSession session, int number, int last)
      throws InterruptedException {
    List<HealthFinding> found = Readiness.require(session.open(), session.user(), number, last);
    if (!found.isEmpty()) {
      session.console().print(found.stream().flatMap(one -> DoctorLines.of(one).stream()).toList());
    }
  }

  private static boolean doReady(ShellSession session, LabRun run, int number)
      throws InterruptedException {
    boolean before = run.session().allHold();
    boolean holds = run.step(number);
    if (holds && !before && run.session().allHold()) {
      SessionEnd.told(session);
    }
    return holds;
  }

  static After refresh(ShellSession session, CommandWords words) throws InterruptedException {
    LaunchedRun open = session.open();
    LabRun run = open.run();
    Refresh refresh = SliceRefresh.run(open, session.user());
    if (refresh.needed()) {
      for (int number = refresh.firstStep(); number <= run.session().total(); number++) {
        run.look(number, false);
      }
    }
    return After.STAY;
  }

  static After skip(ShellSession session, CommandWords words) throws InterruptedException {
    LabRun run = session.run();
    if (run.session().finished()) {
      session.say(Role.PLAIN, say("shell.skip.nothing"));
    } else {
      run.skip();
      standing(session, run);
    }
    return After.STAY;
  }

  static After back(ShellSession session, CommandWords words) throws InterruptedException {
    LabRun run = session.run();
    run.back();
    standing(session, run);
    return After.STAY;
  }

  static void standing(ShellSession session, LabRun run) {
    int at = run.session().at();
    session.say(
        Role.PLAIN,
        run.session().finished()
            ? say("shell.position.behind")
            : say("shell.position.at-step", at, session.step(at).title()));
  }

  /** How much Enter tells; without a word, how it is now. */
  static After set(ShellSession session, CommandWords words) {
    words.first().ifPresent(word -> session.pace().brisk(word.equals("brisk")));
    boolean brisk = session.pace().brisk();
    session.say(Role.PLAIN, brisk ? say("shell.set.brisk") : say("shell.set.teach"));
    return After.STAY;
  }

  static After quit(ShellSession session, CommandWords words) {
    return After.LEAVE;
  }
}
