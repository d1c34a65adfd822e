package dev.egresstls.lab.shell.commands;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.lab.whatif.WhatIf;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Role;
import dev.egresstls.lab.shell.Consent;
import dev.egresstls.lab.shell.Lesson;
import dev.egresstls.lab.shell.MeshConsent;
import dev.egresstls.lab.shell.commands.Command.After;
import dev.egresstls.lab.shell.opening.Opened;
import dev.egresstls.lab.shell.typed.PromptWords;
import dev.egresstls.lab.shell.whatif.OfferLines;
import dev.egresstls.lab.shell.whatif.Showing;
import dev.egresstls.lab.trial.Offer;
import dev.egresstls.lab.trial.Trials;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The command {@code try}. */
public final class Tries {
  /** Takes back what an earlier run has left behind. */
  private static final String BACK = "back";

  private Tries() {}

  static After tryIt(Lesson lesson, PromptWords words) throws InterruptedException {
    Opened opened = lesson.open();
    Trials trials = new Trials(opened.run());
    Optional<String> id = words.first();
    if (id.isEmpty()) {
      list(lesson, trials.offers(), opened.run());
    } else if (id.get().equals(BACK)) {
      back(lesson, trials);
    } else {
      one(lesson, opened, trials.offer(id.get()));
    }
    return After.STAY;
  }

  private static void list(Lesson lesson, List<Offer> offers, LabRun run) {
    List<Line> lines = new ArrayList<>();
    lines.add(Line.of(2, Role.PLAIN, say("shell.try.list")));
    lines.addAll(OfferLines.of(offers, run.vars(), lesson.desk().columns()));
    lesson.desk().print(lines);
  }

  private static void back(Lesson lesson, Trials trials) throws InterruptedException {
    if (trials.takeBackLeftovers().isEmpty()) {
      lesson.say(Role.PLAIN, say("shell.try.nothing-left"));
    }
  }

  private static void one(Lesson lesson, Opened opened, Offer offer) throws InterruptedException {
    WhatIf whatIf = offer.whatIf();
    Showing showing = new Showing(opened, lesson::tell);
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
                        .ask(lesson.desk(), whatIf.id(), question, opened.run().vars()::show));
    showing.show(agreed, guess);
  }

  /** Where it is shown: whoever does not want to change a shared mesh gets a cluster of its own. */
  private static Offer agreed(Lesson lesson, Opened opened, Offer offer) {
    if (offer.scratch().isPresent() || !offer.whatIf().meshWide()) {
      return offer;
    }
    Optional<Problem> needed = MeshConsent.toTry(opened, offer.whatIf().id());
    return MeshConsent.ask(lesson, needed, true) == MeshConsent.Choice.SCRATCH
        ? offer.onScratch(opened.run().vars().text("istioVersion").orElse(""))
        : offer;
  }
}
