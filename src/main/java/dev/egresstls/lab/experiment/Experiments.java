package dev.egresstls.lab.experiment;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.engine.PausedRun;
import dev.egresstls.lab.event.Event;
import dev.egresstls.lab.event.ExperimentReport;
import dev.egresstls.lab.event.UndoneReport;
import dev.egresstls.lab.lab.Attempt;
import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.Probe;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.lab.Step;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.lab.WhatIf;
import dev.egresstls.lab.ledger.LedgeredWorld;
import dev.egresstls.lab.ledger.Leftover;
import dev.egresstls.lab.ledger.UndoReport;
import dev.egresstls.lab.ledger.journal.ChangeGroup;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The what-ifs of a run. */
public final class Experiments {
  private final LabRun run;
  private final LedgeredWorld world;

  /** What-ifs on the cluster of a run. */
  public Experiments(LabRun run) {
    this.run = run;
    this.world = run.world();
  }

  /**
   * What a what-if came to.
   *
   * @param back what came of taking its changes back
   */
  public record Result(ExperimentReport report, UndoneReport back) {
    /** Whether it went as predicted, and everything is as it was. */
    public boolean good() {
      return report.prediction() && back.whole();
    }
  }

  /** All what-ifs, and whether each can be shown now. */
  public List<Offer> offers() throws InterruptedException {
    return new Offers(run, world).all();
  }

  /**
   * One of them.
   *
   * @throws dev.egresstls.lab.lab.LabFailure (usage) if there is none of that id
   */
  public Offer offer(String id) throws InterruptedException {
    return new Offers(run, world).named(id);
  }

  /** Why none can be shown on the cluster at hand yet; empty if its steps are done. */
  public Optional<Problem> notYet() {
    return new Offers(run, world).open();
  }

  /**
   * The same what-if, on a practice cluster of its own if the one at hand is a practice cluster
   * whose steps are not done yet.
   */
  public Offer evenNow(Offer offer) {
    boolean practice = world.cluster().map(one -> one.facts().practice()).orElse(false);
    Optional<String> istio = run.vars().text("istioVersion");
    return practice && offer.whyNot().isPresent() && istio.isPresent()
        ? Offer.onScratch(offer.whatIf(), istio.get())
        : offer;
  }

  /** Looks at the cluster while a what-if's changes are there. */
  public interface Onlooker {
    /**
     * Looks.
     *
     * @param requests what came of each request
     */
    void look(List<Tree> requests) throws InterruptedException;
  }

  /** The values that a what-if may use. */
  public Vars vars() throws InterruptedException {
    return AttemptSender.withAddresses(run.vars(), run.dns());
  }

  /** Sends a request of a what-if without its changes; missing if there is nobody to send it. */
  public Tree undisturbed(Attempt attempt) throws InterruptedException {
    try {
      return new AttemptSender(run, world, vars()).send(attempt).seen();
    } catch (LabFailure e) {
      return Tree.MISSING;
    }
  }

  /**
   * Does a what-if on the cluster at hand. Whatever happens in between, the changes are undone
   * before this returns or throws. Emits Trying, Tried and TakenBack.
   *
   * @param where on which cluster it is shown, if that was made for it
   * @param guess what the learner predicted, counted from 1
   * @throws dev.egresstls.lab.lab.LabFailure if it cannot be done; nothing is changed then
   * @throws InterruptedException if the learner interrupted, after everything was undone
   */
  public Result run(WhatIf whatIf, Optional<String> where, Optional<Integer> guess)
      throws InterruptedException {
    return run(whatIf, where, guess, requests -> {});
  }

  /** The same with somebody who looks before the changes are undone. */
  public Result run(
      WhatIf whatIf, Optional<String> where, Optional<Integer> guess, Onlooker onlooker)
      throws InterruptedException {
    try {
      return prepared(whatIf, new Shown(where, guess, onlooker));
    } catch (LabFailure e) {
      throw world.cluster().map(now -> now.resources().orAnother(e)).orElse(e);
    }
  }

  /** Where a what-if is shown, and to whom. */
  record Shown(Optional<String> where, Optional<Integer> guess, Onlooker onlooker) {}

  private Result prepared(WhatIf whatIf, Shown shown) throws InterruptedException {
    PausedRun pausedRun = run.pausedRun();
    Vars vars = vars();
    new OwnObjects(world.resources().orElseThrow(), run.ownership(), vars).require(whatIf.turns());
    pausedRun.claim();
    List<Integer> holding = pausedRun.holding();
    ChangeGroup group =
        new ChangeGroup(
            ChangeGroup.Kind.WHAT_IF,
            whatIf.id(),
            step(whatIf),
            world.clock().now(),
            holding,
            run.lab().key());
    world.ledger().warning(text -> pausedRun.emit(new Event.Trying(whatIf.id(), text)));
    AutoCloseable pause = pausedRun.pause();
    try {
      return world.ledger().during(group, () -> run(whatIf, group, shown));
    } finally {
      world.ledger().warning(text -> {});
      QuietClose.quietly(pause);
    }
  }

  private int step(WhatIf whatIf) {
    List<Step> steps = run.lab().steps();
    for (int i = 0; i < steps.size(); i++) {
      if (steps.get(i).whatIfs().contains(whatIf)) {
        return i + 1;
      }
    }
    return 0;
  }

  private Result run(WhatIf whatIf, ChangeGroup group, Shown shown) throws InterruptedException {
    PausedRun pausedRun = run.pausedRun();
    Optional<UndoneReport> back = Optional.empty();
    ExperimentReport report;
    try {
      report = new Experiment(run, world, whatIf).report(shown);
      pausedRun.emit(new Event.Tried(report));
    } finally {
      pausedRun.emit(new Event.Trying(whatIf.id(), say("experiment.undo")));
      back = Optional.of(undo(group));
    }
    return new Result(report, back.get());
  }

  private UndoneReport undo(ChangeGroup group) {
    boolean interrupted = Thread.interrupted();
    UndoneReport report = looked(group.name(), world.ledger().undoGroup(), group.holding());
    run.pausedRun().emit(new Event.Undone(report));
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return report;
  }

  /** Looks at the steps that held before; a second Ctrl-C ends the looking, and nothing else. */
  UndoneReport looked(String purpose, UndoReport undone, List<Integer> before) {
    List<Integer> held = new ArrayList<>();
    List<Integer> broken = new ArrayList<>();
    try {
      for (int number : before) {
        (run.pausedRun().recheck(number) ? held : broken).add(number);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    int total = run.lab().steps().size();
    return new UndoneReport(
        purpose, undone.done(), undone.kept(), undone.failed(), held, broken, total);
  }

  /** What an earlier process changed in this cluster and did not undo. */
  public Optional<Leftover> leftBehind() {
    return world.ledger().leftover();
  }

  /**
   * Undoes what an earlier process left behind, and looks at all steps again. Emits TakenBack.
   *
   * @return empty if there was nothing
   */
  public Optional<UndoneReport> undoLeftovers() throws InterruptedException {
    Optional<Leftover> found = leftBehind();
    if (found.isEmpty()) {
      return Optional.empty();
    }
    run.pausedRun().hold();
    ChangeGroup group = found.get().group();
    UndoneReport report = looked(group.name(), world.ledger().undoLeftover(), waitable(group));
    run.survey();
    run.pausedRun().emit(new Event.Undone(report));
    return Optional.of(report);
  }

  /** The steps that held then and can be looked at without sending a request. */
  private List<Integer> waitable(ChangeGroup group) {
    return group.holding().stream()
        .filter(number -> group.isOf(run.lab().key()))
        .filter(number -> number <= run.lab().steps().size())
        .filter(number -> !sends(number))
        .toList();
  }

  private boolean sends(int number) {
    return run.lab().steps().get(number - 1).checks().stream()
        .anyMatch(check -> check.probe() instanceof Probe.Request);
  }

  /**
   * Sends the lab's own request if all that it needs holds, so that what holds is known as a whole
   * before something is tried.
   */
  public void sendFirst() throws InterruptedException {
    List<Integer> holding = run.pausedRun().holding();
    for (int number = 1; number <= run.lab().steps().size(); number++) {
      boolean ready =
          run.lab().steps().get(number - 1).needs().stream()
              .allMatch(need -> holding.contains(run.lab().numberOf(need)));
      if (sends(number) && ready && !holding.contains(number)) {
        run.pausedRun().recheck(number);
      }
    }
  }
}
