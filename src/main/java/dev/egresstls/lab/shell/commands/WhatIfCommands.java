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

  static After tryIt(ShellSession session, CommandWords words) throws InterruptedException {
    LaunchedRun opened = session.open();
    Experiments experiments = new Experiments(opened.run());
    Optional<String> id = words.first();
    if (id.isEmpty()) {
      list(session, opened);
    } else if (id.get().equals(BACK)) {
      back(session, opened);
    } else if (id.get().equals(NEXT)) {
      next(session, opened);
    } else {
      one(session, opened, experiments.offer(id.get()));
    }
    return After.STAY;
  }

  private static void list(ShellSession session, LaunchedRun opened) throws InterruptedException {
    List<Line> lines = new ArrayList<>();
    lines.add(Line.of(2, Role.PLAIN, say("shell.try.list")));
    lines.addAll(
        Answers.lines(session, WhatIfRun.offers(opened, Optional.of(session.triedWhatIfs()))));
    session.console().print(lines);
  }

  private static void next(ShellSession session, LaunchedRun opened) throws InterruptedException {
    Optional<Offer> next = WhatIfRun.next(opened, session.triedWhatIfs());
    if (next.isPresent()) {
      one(session, opened, next.get());
    } else {
      session.say(Role.PLAIN, say("shell.try.none-left"));
    }
  }

  private static void back(ShellSession session, LaunchedRun opened) throws InterruptedException {
    if (WhatIfRun.undoLeftovers(opened, session.user()).isEmpty()) {
      session.say(Role.PLAIN, say("shell.try.nothing-left"));
    }
  }

  private static void one(ShellSession session, LaunchedRun opened, Offer offer)
      throws InterruptedException {
    WhatIfRun run = new WhatIfRun(opened, session::tell);
    Offer agreed = run.agree(offer, session.user(), false).offer();
    WhatIf whatIf = agreed.whatIf();
    Optional<Integer> guess = Optional.empty();
    if (whatIf.predict().isPresent()) {
      PredictionQuestion question = whatIf.predict().get();
      guess =
          session.guesses().ask(session.user(), whatIf.id(), question, opened.run().vars()::show);
    }
    run.run(agreed, guess);
  }
}
