package dev.egresstls.lab.engine;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.check.ClusterWatcher.Depth;
import dev.egresstls.lab.check.Finding;
import dev.egresstls.lab.event.Event;
import dev.egresstls.lab.event.StepState;
import dev.egresstls.lab.explain.Diagnosis;
import dev.egresstls.lab.explain.TrueCause;
import dev.egresstls.lab.explain.context.Act;
import dev.egresstls.lab.explain.context.Ownership;
import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.Probe;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.lab.Step;
import dev.egresstls.lab.ledger.LedgeredResources;
import dev.egresstls.lab.ledger.LedgeredWorld;
import dev.egresstls.lab.ledger.journal.ChangeGroup;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.TreeEdit;
import dev.egresstls.lab.world.Ref;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Finds out why a step fails, and fixes it. */
final class CauseFixer {
  private final Lab lab;
  private final LedgeredWorld world;
  private final Progress progress;
  private final StepInspector views;
  private final StepDoer doer;
  private final Claim claim;

  CauseFixer(
      Lab lab,
      LedgeredWorld world,
      Progress progress,
      StepInspector views,
      StepDoer doer,
      Claim claim) {
    this.claim = claim;
    this.lab = lab;
    this.world = world;
    this.progress = progress;
    this.views = views;
    this.doer = doer;
  }

  Diagnosis why(int number) throws InterruptedException {
    Step step = progress.step(number);
    views.renewAll();
    Diagnosis found = views.diagnose(views.look(step, Depth.SIDECAR, progress.sent(number)));
    views.sameCluster();
    return found;
  }

  boolean fix(int number, TrueCause cause) throws InterruptedException {
    long start = world.clock().nanos();
    Step step = progress.step(number);
    Set<Integer> underWay = Set.of();
    progress.emit(new Event.StepStarted(number, step));
    try {
      cause.mustBeTheLabs();
      Waiting waiting = new Waiting(cause, why(number));
      waiting.ready(redone(cause));
      Map<Integer, ActionDoer> prepared = prepared(cause);
      claim.make(number);
      underWay = underWay(number, cause);
      acted(number, cause, prepared);
      for (int other : redone(cause)) {
        if (other != number) {
          doer.conclude(other, waiting.settled(other), false, start);
        }
      }
      return StepDoer.request(step).isPresent()
          ? waiting.sent(number)
          : doer.conclude(number, waiting.settled(number), false, start);
    } catch (InterruptedException e) {
      stillBroken(underWay);
      doer.interrupted(number);
      throw e;
    } catch (LabFailure e) {
      stillBroken(underWay);
      Duration elapsed = Duration.ofNanos(world.clock().nanos() - start);
      doer.failed(number, views.problem(e), elapsed);
      return false;
    }
  }

  /** Who watches must not say of them, too, that they hold again. */
  private Set<Integer> underWay(int number, TrueCause cause) {
    Set<Integer> numbers = new TreeSet<>(redone(cause));
    numbers.add(number);
    numbers.removeIf(
        one -> !progress.moveFrom(one, StepState.BROKEN, session -> session.started(one)));
    return numbers;
  }

  private void stillBroken(Set<Integer> numbers) {
    numbers.forEach(one -> progress.moveFrom(one, StepState.DOING, session -> session.broke(one)));
  }

  private void acted(int number, TrueCause cause, Map<Integer, ActionDoer> prepared)
      throws InterruptedException {
    world
        .ledger()
        .during(
            doer.group(ChangeGroup.Kind.FIX, cause.id(), number),
            () -> {
              for (Act act : cause.acts()) {
                stillTheLabs(act);
                act.match(new Acts(number, prepared)).run();
              }
              return null;
            });
  }

  /** Asks the cluster, and not what a watch last saw: someone may have taken it over since. */
  private void stillTheLabs(Act act) {
    act.object()
        .flatMap(ref -> RunCluster.of(world).resources().get(ref))
        .flatMap(now -> act.refusal(ownership(), now).map(why -> left(now, why)))
        .ifPresent(
            problem -> {
              throw problem.failure();
            });
  }

  private Ownership ownership() {
    return Ownership.of(lab, progress.vars(), RunCluster.isAlone(world));
  }

  private static Problem left(Tree object, String why) {
    return Problem.of(Problem.Kind.UNSAFE, say("explain.left", Ref.of(object), why));
  }

  /** What cannot be fetched must stop a fix before it deletes anything. */
  private Map<Integer, ActionDoer> prepared(TrueCause cause) throws InterruptedException {
    Map<Integer, ActionDoer> prepared = new HashMap<>();
    for (int step : redone(cause)) {
      prepared.put(step, doer.prepared(step));
    }
    return prepared;
  }

  private List<Integer> redone(TrueCause cause) {
    return cause.acts().stream()
        .filter(Act.Redo.class::isInstance)
        .map(act -> lab.numberOf(((Act.Redo) act).step()))
        .toList();
  }

  /**
   * Waits for what comes of a fixed cause: until a step holds, or until what failed before for
   * another reason, too, is all that is left. Something new is waited for: the cluster may be on
   * its way.
   */
  private final class Waiting {
    private final String mended;
    private final Set<String> others;

    Waiting(TrueCause cause, Diagnosis before) {
      this.mended = cause.id();
      this.others =
          before.causes().stream()
              .filter(one -> !one.passing())
              .map(TrueCause::id)
              .filter(id -> !id.equals(mended))
              .collect(Collectors.toUnmodifiableSet());
    }

    private boolean another(List<Finding> found) {
      try {
        Diagnosis now = views.diagnose(found);
        return now.cause(mended).isEmpty()
            && now.causes().stream().anyMatch(cause -> others.contains(cause.id()));
      } catch (InterruptedException e) {
        // The flag notifies who waits.
        Thread.currentThread().interrupt();
        return false;
      }
    }

    List<Finding> settled(int number) throws InterruptedException {
      WaitReporter reporter = new WaitReporter(progress, world.clock(), number);
      return views.await(progress.step(number), reporter, this::another);
    }

    private void settleNeeds(Step step) throws InterruptedException {
      for (String need : step.needs()) {
        settled(lab.numberOf(need));
      }
    }

    /**
     * A step that cannot be done again now must not be undone first; its needs may be on their way.
     */
    void ready(List<Integer> numbers) throws InterruptedException {
      for (int number : numbers) {
        settleNeeds(progress.step(number));
        doer.requireNeeds(progress.step(number));
      }
    }

    /** The request of a step is sent as soon as nothing else is missing. */
    boolean sent(int number) throws InterruptedException {
      Step step = progress.step(number);
      settleNeeds(step);
      WaitReporter reporter = new WaitReporter(progress, world.clock(), number);
      views.await(step, reporter, found -> another(found) || found.stream().allMatch(this::met));
      return doer.check(number, false);
    }

    private boolean met(Finding finding) {
      return finding.met() || finding.check().probe() instanceof Probe.Request;
    }
  }

  /** Does what fixes a cause; events are about the failing step. */
  private final class Acts implements Act.Cases<ActionDoer.Doing> {
    private final int number;
    private final Map<Integer, ActionDoer> prepared;

    Acts(int number, Map<Integer, ActionDoer> prepared) {
      this.number = number;
      this.prepared = prepared;
    }

    private LedgeredResources resources() {
      return RunCluster.resources(world);
    }

    private void tell(String what) {
      progress.emit(new Event.ActionStarted(number, progress.step(number), what));
    }

    @Override
    public ActionDoer.Doing redo(Act.Redo redo) {
      int step = lab.numberOf(redo.step());
      return () -> doer.redo(step, prepared.get(step));
    }

    @Override
    public ActionDoer.Doing merge(Act.Merge merge) {
      return () -> {
        tell(say("engine.fix.change", merge.target()));
        Tree changed = resources().merge(merge.target(), merge.patch());
        if (merge.target().kind().equals("Deployment")) {
          Restarter.awaitRollout(resources(), changed);
        }
      };
    }

    @Override
    public ActionDoer.Doing restart(Act.Restart restart) {
      return () -> {
        tell(say("engine.fix.restart", restart.deployment()));
        String now = world.clock().now().toString();
        Tree patch =
            TreeEdit.put(
                restart.patch(),
                now,
                "spec",
                "template",
                "metadata",
                "annotations",
                Restarter.ANNOTATION);
        Restarter.awaitRollout(resources(), resources().merge(restart.deployment(), patch));
      };
    }

    @Override
    public ActionDoer.Doing delete(Act.Delete delete) {
      return () -> {
        tell(say("engine.fix.delete", delete.target()));
        resources()
            .delete(
                delete.target(),
                Optional.of(delete.uid()).filter(uid -> !uid.isEmpty()),
                Optional.empty());
      };
    }
  }

  /**
   * Waits until what was written for a step is seen, and those behind it that held have followed.
   */
  void awaitFrom(int first) throws InterruptedException {
    for (int number = first; number <= lab.steps().size(); number++) {
      if (number == first || progress.state(number) == StepState.HOLDS) {
        views.awaitAllBut(progress.step(number), Probe.Request.class);
      }
    }
  }
}
