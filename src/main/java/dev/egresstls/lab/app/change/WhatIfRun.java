package dev.egresstls.lab.app.change;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.app.Answer;
import dev.egresstls.lab.app.launch.LaunchedRun;
import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.event.Event;
import dev.egresstls.lab.event.Sink;
import dev.egresstls.lab.event.UndoneReport;
import dev.egresstls.lab.experiment.Experiments;
import dev.egresstls.lab.experiment.Offer;
import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.lab.WhatIf;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Does a what-if: on the cluster at hand, or on a practice cluster that is made for it. */
public final class WhatIfRun {
  private final LaunchedRun opened;
  private final Sink sink;

  /**
   * Shows on what was opened.
   *
   * @param sink hears what happens on a cluster that is made for it
   */
  public WhatIfRun(LaunchedRun opened, Sink sink) {
    this.opened = opened;
    this.sink = sink;
  }

  /**
   * Asks what must be asked before it changes the cluster.
   *
   * @param meshWide whether the user has agreed beforehand to change Istio for others, too
   * @return where it is shown, and whether the user was asked just now to let the cluster be
   *     changed, and agreed
   * @throws dev.egresstls.lab.lab.LabFailure if it cannot be shown here, or the user does not agree
   */
  public Agreed agree(Offer offer, User user, boolean meshWide) throws InterruptedException {
    if (!user.attended() && changes(offer)) {
      Consent.requireToTry(opened, user, offer.whatIf());
    }
    offer.whyNot().ifPresent(why -> refuse(offer, why));
    Offer where = meshWide ? offer : onMesh(offer, user);
    WhatIf whatIf = where.whatIf();
    boolean asked =
        changes(where)
            && Consent.requireToTry(
                opened, user, whatIf, () -> Readiness.beforeTry(opened, whatIf));
    return new Agreed(where, asked);
  }

  /**
   * What the user agreed to.
   *
   * @param asked whether that was a question just now
   */
  public record Agreed(Offer offer, boolean asked) {}

  /**
   * All what-ifs on their paths, and whether each can be shown now.
   *
   * @param tried the ids of those that were tried; empty if that is not known
   */
  public static Answer offers(LaunchedRun opened, Optional<Set<String>> tried)
      throws InterruptedException {
    List<Offer> offers = new Experiments(opened.run()).offers();
    Lab lab = opened.run().lab();
    Vars vars = opened.run().vars();
    return Answer.of(
        (theme, columns) -> OfferLines.of(offers, opened.run(), tried, theme, columns),
        () -> ExperimentDocument.list(offers, lab, vars));
  }

  /**
   * The next what-if: the first of the paths that was not tried and can be shown here.
   *
   * @param tried the ids of those that were tried
   * @return empty if none is left
   * @throws dev.egresstls.lab.lab.LabFailure if none can be shown yet
   */
  public static Optional<Offer> next(LaunchedRun opened, Set<String> tried)
      throws InterruptedException {
    Experiments experiments = new Experiments(opened.run());
    List<String> left = left(opened.run().lab(), tried);
    Optional<Problem> notYet = left.isEmpty() ? Optional.empty() : experiments.notYet();
    if (notYet.isPresent()) {
      throw notYet.get().failure();
    }
    for (String id : left) {
      Offer offer = experiments.offer(id);
      if (offer.whyNot().isEmpty()) {
        return Optional.of(offer);
      }
    }
    return Optional.empty();
  }

  /** The ids of the what-ifs that were not tried, in the order of the paths. */
  public static List<String> left(Lab lab, Set<String> tried) {
    List<String> all =
        lab.curriculum().paths().isEmpty()
            ? lab.whatIfs().stream().map(WhatIf::id).toList()
            : lab.curriculum().ordered().toList();
    return all.stream().filter(id -> !tried.contains(id)).toList();
  }

  /** Whether a what-if changes the cluster at hand. */
  public static boolean changes(Offer offer) {
    return offer.scratch().isEmpty() && !offer.whatIf().turns().isEmpty();
  }

  private static void refuse(Offer offer, Problem why) {
    throw new Problem(
            why.kind(),
            say("shell.what-if.not-shown", offer.whatIf().id()),
            Optional.of(why.what()),
            why.tries(),
            why.place())
        .failure();
  }

  /** Whoever does not want to change a shared mesh gets a cluster of its own. */
  private Offer onMesh(Offer offer, User user) throws InterruptedException {
    if (offer.scratch().isPresent() || !offer.whatIf().meshWide()) {
      return offer;
    }
    return MeshConsent.toTry(opened, user, offer.whatIf().id()) == MeshConsent.Choice.SCRATCH
        ? offer.onScratch(opened.run().vars().text("istioVersion").orElse(""))
        : offer;
  }

  /**
   * Does it; it was agreed to.
   *
   * @param guess what the learner predicted, counted from 1
   * @throws dev.egresstls.lab.lab.LabFailure if it cannot be done
   */
  public Experiments.Result run(Offer offer, Optional<Integer> guess) throws InterruptedException {
    return offer.scratch().isPresent()
        ? onScratch(offer, offer.scratch().get(), guess)
        : new Experiments(opened.run()).run(offer.whatIf(), Optional.empty(), guess);
  }

  private Experiments.Result onScratch(Offer offer, String istio, Optional<Integer> guess)
      throws InterruptedException {
    WhatIf whatIf = offer.whatIf();
    String plain = say("shell.what-if.where", istio);
    String where =
        offer.because().map(why -> say("shell.what-if.where-because", plain, why)).orElse(plain);
    sink.accept(new Event.Trying(whatIf.id(), say("shell.what-if.prepare", istio)));
    try (LaunchedRun scratch =
        opened.scratch().open(istio, whatIf.requires().ipv6(), this::ofExperiments)) {
      LabRun run = scratch.run();
      doSteps(run);
      run.keepWatching();
      WhatIf there = run.lab().whatIf(whatIf.id()).orElseThrow();
      return new Experiments(run).run(there, Optional.of(where), guess);
    }
  }

  /** What the steps do there is of no interest. */
  private void ofExperiments(Event event) {
    boolean ofExperiment =
        event instanceof Event.Trying
            || event instanceof Event.Tried
            || event instanceof Event.Undone;
    if (ofExperiment) {
      sink.accept(event);
    }
  }

  private static void doSteps(LabRun run) throws InterruptedException {
    for (int number = 1; number <= run.lab().steps().size(); number++) {
      if (!run.step(number)) {
        throw Problem.of(
                Problem.Kind.PRECONDITION,
                say("shell.what-if.step", number),
                "egresstls-lab run --yes --practice")
            .failure();
      }
    }
  }

  /**
   * Undoes what a killed run left behind.
   *
   * @return empty if nothing was left
   * @throws dev.egresstls.lab.lab.LabFailure (unsafe) if the user does not agree
   */
  public static Optional<UndoneReport> undoLeftovers(LaunchedRun opened, User user)
      throws InterruptedException {
    Experiments experiments = new Experiments(opened.run());
    if (experiments.leftBehind().isPresent()) {
      Consent.require(opened, user);
    }
    return experiments.undoLeftovers();
  }
}
