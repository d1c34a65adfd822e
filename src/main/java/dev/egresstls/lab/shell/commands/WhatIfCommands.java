package dev.egresstls.lab.shell.commands;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.app.change.WhatIfRun;
import dev.egresstls.lab.app.grammar.CommandWords;
import dev.egresstls.lab.app.launch.LaunchedRun;
import dev.egresstls.lab.experiment.Experiments;
import dev.egresstls.lab.experiment.Offer;
import dev.egresstls.lab.lab.PredictionQuestion;
import dev.egresstls.lab.lab.WhatIf;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Role;
import dev.egresstls.lab.shell.ShellSession;
import dev.egresstls.lab.shell.commands.Command.After;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The command {@code try}. */
public final class WhatIfCommands {
  /** Undoes what an earlier run has left behind. */
  private static final String BACK = "back";

  /** Does the first one of the paths that was not tried yet. */
  private static final String NEXT = "next";

  private WhatIfCommands() {}

  static After tryIt(ShellSession lesson, CommandWords words) throws InterruptedException {
    LaunchedRun opened = lesson.open();
    Experiments experiments = new Experiments(opened.run());
    Optional<String> id = words.first();
    if (id.isEmpty()) {
      list(lesson, opened);
    } else if (id.get().equals(BACK)) {
      back(lesson, opened);
    } else if (id.get().equals(NEXT)) {
      next(lesson, opened);
    } else {
      one(lesson, opened, experiments.offer(id.get()));
    }
    return After.STAY;
  }

  private static void list(ShellSession lesson, LaunchedRun opened) throws InterruptedException {
    List<Line> lines = new ArrayList<>();
    lines.add(Line.of(2, Role.PLAIN, say("shell.try.list")));
    lines.addAll(
        Answers.lines(lesson, WhatIfRun.offers(opened, Optional.of(lesson.triedWhatIfs()))));
    lesson.console().print(lines);
  }

  private static void next(ShellSession lesson, LaunchedRun opened) throws InterruptedException {
    Optional<Offer> next = WhatIfRun.next(opened, lesson.triedWhatIfs());
    if (next.isPresent()) {
      one(lesson, opened, next.get());
    } else {
      lesson.say(Role.PLAIN, say("shell.try.none-left"));
    }
  }

  private static void back(ShellSession lesson, LaunchedRun opened) throws InterruptedException {
    if (WhatIfRun.undoLeftovers(opened, lesson.user()).isEmpty()) {
      lesson.say(Role.PLAIN, say("shell.try.nothing-left"));
    }
  }

  private static void one(ShellSession lesson, LaunchedRun opened, Offer offer)
      throws InterruptedException {
    WhatIfRun run = new WhatIfRun(opened, lesson::tell);
    Offer agreed = run.agree(offer, lesson.user(), false).offer();
    WhatIf whatIf = agreed.whatIf();
    Optional<Integer> guess = Optional.empty();
    if (whatIf.predict().isPresent()) {
      PredictionQuestion question = whatIf.predict().get();
      guess = lesson.guesses().ask(lesson.user(), whatIf.id(), question, opened.run().vars()::show);
    }
    run.run(agreed, guess);
  }
}
