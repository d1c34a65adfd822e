package dev.egresstls.lab.engine;

import static dev.egresstls.lab.message.Messages.count;
import static dev.egresstls.lab.message.Messages.say;
import static dev.egresstls.lab.message.Messages.together;

import dev.egresstls.lab.check.ClusterWatcher;
import dev.egresstls.lab.check.ClusterWatcher.Depth;
import dev.egresstls.lab.check.Evidence;
import dev.egresstls.lab.check.Finding;
import dev.egresstls.lab.event.Event;
import dev.egresstls.lab.event.StepState;
import dev.egresstls.lab.event.Verdict;
import dev.egresstls.lab.explain.AssumedCause;
import dev.egresstls.lab.explain.Caveat;
import dev.egresstls.lab.lab.Action;
import dev.egresstls.lab.lab.Check;
import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.Probe;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.lab.Step;
import dev.egresstls.lab.ledger.LedgeredWorld;
import dev.egresstls.lab.ledger.journal.ChangeGroup;
import dev.egresstls.lab.session.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Does a step, or looks at it, and says what came of it. */
final class StepDoer {
  /** A run asks again for what it has not heard of for so long; a look asks always. */
  private static final Duration HEARD = Duration.ofSeconds(10);

  private final Set<String> told = new HashSet<>();
  private final Lab lab;
  private final LedgeredWorld world;
  private final Progress progress;
  private final StepInspector views;
  private final Claim claim;

  StepDoer(Lab lab, LedgeredWorld world, Progress progress, StepInspector views, Claim claim) {
    this.claim = claim;
    this.lab = lab;
    this.world = world;
    this.progress = progress;
    this.views = views;
  }

  /** The check of a step that sends a request, if it has one. */
  static Optional<Check> request(Step step) {
    return step.checks().stream()
        .filter(check -> check.probe() instanceof Probe.Request)
        .findFirst();
  }

  /** Whether doing a step changes anything outside. */
  static boolean writes(Step step) {
    return step.actions().stream()
        .anyMatch(one -> !(one instanceof Action.Resolve || one instanceof Action.SendRequest));
  }

  boolean step(int number) throws InterruptedException {
    Step step = progress.step(number);
    long start = world.clock().nanos();
    try {
      views.renew(step, HEARD);
      tellWhatIsNotWatched(number, step);
      List<Finding> found = lookBefore(step);
      return holdsAlready(number, found, start) || doAndCheck(number, found, start);
    } catch (InterruptedException e) {
      interrupted(number);
      throw e;
    } catch (LabFailure e) {
      if (e.problem().kind() == Problem.Kind.INTERRUPTED) {
        interrupted(number);
        throw new InterruptedException();
      }
      failed(number, views.problem(e), since(start));
      return false;
    }
  }

  /** Once for each kind: lists come later than what a watch says. */
  private void tellWhatIsNotWatched(int number, Step step) {
    for (String sentence : views.unwatched()) {
      if (told.add(sentence)) {
        progress.emit(new Event.Told(number, step, sentence));
      }
    }
  }

  void interrupted(int number) {
    progress.move(session -> session.todo(number));
    progress.emit(new Event.StepInterrupted(number, progress.step(number)));
  }

  void failed(int number, Problem problem, Duration elapsed) {
    progress.move(session -> session.broke(number));
    progress.failed(number, problem);
    progress.took(number, elapsed);
    progress.emit(new Event.StepFailed(number, progress.step(number), problem, elapsed));
  }

  /** A step whose proof is a request is done again: an answer of before proves nothing now. */
  private boolean holdsAlready(int number, List<Finding> found, long start)
      throws InterruptedException {
    boolean holds = request(progress.step(number)).isEmpty() && allMet(found);
    if (holds) {
      views.sameCluster();
      held(number, found, true, start);
    }
    return holds;
  }

  /** The one look at a step before it is done: it says whether it must be, and whether it may. */
  private List<Finding> lookBefore(Step step) throws InterruptedException {
    return request(step).isPresent()
        ? views.look(step, Depth.OBJECTS, Map.of())
        : views.survey(step);
  }

  private boolean doAndCheck(int number, List<Finding> before, long start)
      throws InterruptedException {
    Step step = progress.step(number);
    requireNeeds(step);
    progress.move(session -> session.started(number));
    progress.emit(new Event.StepStarted(number, step));
    List<Finding> objects =
        before.stream().filter(one -> ClusterWatcher.ofObjects(one.check())).toList();
    if (objects.stream().anyMatch(Finding::denied)) {
      // What comes of it could not be seen, so nothing is changed.
      return conclude(number, objects, false, start);
    }
    Map<String, Evidence> sent = done(number, prepared(number));
    progress.sent(number, sent);
    progress.move(session -> session.checking(number));
    WaitReporter reporter = new WaitReporter(progress, world.clock(), number);
    List<Finding> found = views.await(step, sent, reporter);
    return conclude(number, found, false, start);
  }

  private Map<String, Evidence> done(int number, ActionDoer prepared) throws InterruptedException {
    Step step = progress.step(number);
    if (!writes(step)) {
      return prepared.doAll();
    }
    if (step.createsCluster()) {
      claim.hold(number); // what comes with a cluster was there before the lab's first change of it
    } else {
      claim.make(number);
    }
    return world.ledger().during(group(ChangeGroup.Kind.STEP, step.id(), number), prepared::doAll);
  }

  /** What changes that are about a step belong to. */
  ChangeGroup group(ChangeGroup.Kind kind, String id, int number) {
    Session session = progress.session();
    List<Integer> holding =
        IntStream.rangeClosed(1, session.total())
            .filter(one -> session.state(one) == StepState.HOLDS)
            .boxed()
            .toList();
    return new ChangeGroup(kind, id, number, world.clock().now(), holding, lab.key());
  }

  /** Refuses a step as long as one that it needs does not hold. */
  void requireNeeds(Step step) throws InterruptedException {
    List<String> open = new ArrayList<>();
    for (String need : step.needs()) {
      Step other = lab.step(need).orElseThrow();
      boolean holds = allMet(views.look(other, Depth.OBJECTS, Map.of()));
      if (!holds) {
        open.add(say("engine.needs.step", lab.numberOf(need), other.title()));
      }
    }
    if (!open.isEmpty()) {
      throw Problem.of(
              Problem.Kind.PRECONDITION,
              count("engine.needs", open.size(), together(open)),
              say("engine.needs.first"))
          .failure();
    }
  }

  /** Waits for the checks of a step that somebody else does. */
  boolean awaited(int number) throws InterruptedException {
    Step step = progress.step(number);
    long start = world.clock().nanos();
    views.renew(step, Duration.ZERO);
    return conclude(number, views.await(step, Map.of(), found -> {}), true, start);
  }

  boolean check(int number) throws InterruptedException {
    return check(number, true);
  }

  /** Looks at a step, and sends its request if it has one; {@code already} as events have it. */
  boolean check(int number, boolean already) throws InterruptedException {
    long start = world.clock().nanos();
    return conclude(number, lookNow(number), already, start);
  }

  private List<Finding> lookNow(int number) throws InterruptedException {
    Step step = progress.step(number);
    views.renew(step, Duration.ZERO);
    Map<String, Evidence> sent = Map.of();
    Optional<Check> request = request(step);
    if (request.isPresent()) {
      sent = Map.of(request.get().id(), sendIfPossible(step, request.get()));
      progress.sent(number, sent);
    }
    return views.look(step, Depth.SIDECAR, sent);
  }

  /**
   * Looks at a step for a learner: one that was never begun does not fail, it is to do.
   *
   * @param sends whether the request of a step that is to do is sent
   */
  boolean look(int number, boolean sends) throws InterruptedException {
    Step step = progress.step(number);
    StepState state = progress.state(number);
    if (state != StepState.TODO && state != StepState.SKIPPED) {
      return check(number, true);
    }
    if (!sends && request(step).isPresent()) {
      return false;
    }
    long start = world.clock().nanos();
    List<Finding> found = lookNow(number);
    if (StepReport.isBegun(StepInspector.verdicts(found))) {
      return conclude(number, found, true, start);
    }
    views.sameCluster();
    progress.saw(number, views.diagnose(found).verdicts());
    return false;
  }

  /** What the request rests on first: it would be sent before the sidecar has followed. */
  boolean recheck(int number) throws InterruptedException {
    Step step = progress.step(number);
    Optional<Check> request = request(step);
    views.awaitAllBut(step, Probe.Request.class);
    Map<String, Evidence> sent =
        request.isPresent()
            ? Map.of(request.get().id(), sendIfPossible(step, request.get()))
            : Map.of();
    return settled(number, views.look(step, Depth.SIDECAR, sent));
  }

  /** Looks at a step once, and sends its request if it has one; says nothing of it. */
  boolean glance(int number) throws InterruptedException {
    return settled(number, lookNow(number));
  }

  /** Keeps what was found of a step; emits nothing. */
  private boolean settled(int number, List<Finding> found) throws InterruptedException {
    views.sameCluster();
    boolean holds = allMet(found);
    progress.move(session -> holds ? session.held(number) : session.broke(number));
    progress.saw(number, holds ? StepInspector.verdicts(found) : views.diagnose(found).verdicts());
    return holds;
  }

  private Evidence sendIfPossible(Step step, Check check) throws InterruptedException {
    try {
      requireNeeds(step);
      ClusterWatcher watcher = views.watcher().orElseThrow(() -> noCluster().failure());
      Evidence evidence = watcher.send((Probe.Request) check.probe(), progress.vars());
      progress.proved(evidence, world.clock().now());
      return evidence;
    } catch (LabFailure e) {
      return Evidence.nothing(say("engine.request"), say("engine.notSent", e.problem().what()));
    }
  }

  private static Problem noCluster() {
    return Problem.of(Problem.Kind.PRECONDITION, say("engine.noCluster"));
  }

  /** Fetches what a step that is to be done again needs; changes nothing. */
  ActionDoer prepared(int number) throws InterruptedException {
    return new ActionDoer(world, views, progress, number).fetch();
  }

  /** Does what a step does, whether it holds already or not, and checks nothing. */
  void redo(int number, ActionDoer prepared) throws InterruptedException {
    requireNeeds(progress.step(number));
    done(number, prepared);
  }

  /** Says what a step's checks found; gives whether it holds. */
  boolean conclude(int number, List<Finding> found, boolean already, long start)
      throws InterruptedException {
    views.sameCluster();
    if (allMet(found)) {
      held(number, found, already, start);
      return true;
    }
    List<Verdict> verdicts = views.diagnose(found).verdicts();
    Duration elapsed = since(start);
    progress.move(session -> session.broke(number));
    progress.saw(number, verdicts);
    progress.took(number, elapsed);
    progress.emit(new Event.StepBroke(number, progress.step(number), verdicts, elapsed));
    return false;
  }

  private void held(int number, List<Finding> found, boolean already, long start) {
    Step step = progress.step(number);
    Duration elapsed = since(start);
    List<Verdict> verdicts = StepInspector.verdicts(found);
    progress.move(session -> session.held(number));
    progress.saw(number, verdicts);
    progress.took(number, elapsed);
    progress.emit(new Event.StepHeld(number, step, verdicts, already, elapsed));
    if (!already) {
      Stream.of(
              step.caveat().map(text -> Caveat.told(text, progress.vars(), found)),
              guessed(number, step))
          .flatMap(Optional::stream)
          .forEach(told -> progress.emit(new Event.Told(number, step, told)));
    }
  }

  private Optional<String> guessed(int number, Step step) {
    return step.predict()
        .flatMap(
            question ->
                progress
                    .guess(number)
                    .map(guess -> AssumedCause.told(question, guess, progress.vars())));
  }

  private static boolean allMet(List<Finding> findings) {
    return findings.stream().allMatch(Finding::met);
  }

  private Duration since(long start) {
    return Duration.ofNanos(world.clock().nanos() - start);
  }
}
