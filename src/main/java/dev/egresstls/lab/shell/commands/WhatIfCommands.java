package dev.egresstls.lab.shell.commands;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.experiment.Experiments;
import dev.egresstls.lab.experiment.Offer;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.lab.WhatIf;
import dev.egresstls.lab.ledger.Leftover;
import dev.egresstls.lab.render.ProblemLines;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Role;
import dev.egresstls.lab.shell.Consent;
import dev.egresstls.lab.shell.MeshConsent;
import dev.egresstls.lab.shell.ShellSession;
import dev.egresstls.lab.shell.commands.Command.After;
import dev.egresstls.lab.shell.complete.PromptWords;
import dev.egresstls.lab.shell.launch.LaunchedRun;
import dev.egresstls.lab.shell.whatif.OfferLines;
import dev.egresstls.lab.shell.whatif.WhatIfOutput;
import dev.egresstls.lab.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The command {@code try}. */
public final class WhatIfCommands {
  /** Undoes what an earlier run has left behind. */
  private static final String BACK = "back";

  private WhatIfCommands() {}

  static After tryIt(ShellSession lesson, PromptWords words) throws InterruptedException {
    LaunchedRun opened = lesson.open();
    Experiments experiments = new Experiments(opened.run());
    Optional<String> id = words.first();
    if (id.isEmpty()) {
      list(lesson, experiments.offers(), opened.run());
    } else if (id.get().equals(BACK)) {
      back(lesson, experiments);
    } else {
      one(lesson, opened, experiments.offer(id.get()));
    }
    return After.STAY;
  }

  private static void list(ShellSession lesson, List<Offer> offers, LabRun run) {
    List<Line> lines = new ArrayList<>();
    lines.add(Line.of(2, Role.PLAIN, say("shell.try.list")));
    lines.addAll(OfferLines.of(offers, run.vars(), lesson.console().columns()));
    lesson.console().print(lines);
  }

  private static void back(ShellSession lesson, Experiments experiments)
      throws InterruptedException {
    if (experiments.undoLeftovers().isEmpty()) {
      lesson.say(Role.PLAIN, say("shell.try.nothing-left"));
    }
  }

  private static void one(ShellSession lesson, LaunchedRun opened, Offer offer)
      throws InterruptedException {
    WhatIf whatIf = offer.whatIf();
    WhatIfOutput showing = new WhatIfOutput(opened, lesson::tell);
    if (offer.whyNot().isPresent()) {
      showing.show(offer, Optional.empty());
    }
    Offer agreed = agreed(lesson, opened, offer);
    if (agreed.scratch().isEmpty() && !whatIf.turns().isEmpty()) {
      Consent.askToTry(lesson, opened, whatIf);
    }
    Optional<Integer> guess =
        whatIf
            .predict()
            .flatMap(
                question ->
                    lesson
                        .guesses()
                        .ask(lesson.console(), whatIf.id(), question, opened.run().vars()::show));
    showing.show(agreed, guess);
  }

  /** Where it is shown: whoever does not want to change a shared mesh gets a cluster of its own. */
  private static Offer agreed(ShellSession lesson, LaunchedRun opened, Offer offer) {
    if (offer.scratch().isPresent() || !offer.whatIf().meshWide()) {
      return offer;
    }
    Optional<Problem> needed = MeshConsent.toTry(opened, offer.whatIf().id());
    return MeshConsent.ask(lesson, needed, true) == MeshConsent.Choice.SCRATCH
        ? offer.onScratch(opened.run().vars().text("istioVersion").orElse(""))
        : offer;
  }

  /**
   * Undoes at the start what an earlier run has left behind, if that cluster may be changed without
   * a question; else says so.
   */
  public static void undoLeftovers(ShellSession lesson, LaunchedRun opened)
      throws InterruptedException {
    Experiments experiments = new Experiments(opened.run());
    boolean throwaway =
        opened.world().cluster().flatMap(cluster -> cluster.facts().throwaway()).isPresent();
    if (opened.world().mode() == World.Mode.PRACTICE || opened.allowed() || throwaway) {
      experiments.undoLeftovers();
      return;
    }
    experiments
        .leftBehind()
        .map(WhatIfCommands::problem)
        .ifPresent(problem -> lesson.console().print(ProblemLines.of(problem, 2)));
  }

  private static Problem problem(Leftover left) {
    return Problem.of(
            Problem.Kind.UNSAFE,
            say("shell.try.left-behind", left.group().name()),
            say("shell.try.undo"))
        .because(left.summary());
  }
}
