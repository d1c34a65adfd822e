package dev.egresstls.lab.engine;

import dev.egresstls.lab.check.ClientPod;
import dev.egresstls.lab.check.Finding;
import dev.egresstls.lab.check.MeshView;
import dev.egresstls.lab.check.RequestSender;
import dev.egresstls.lab.event.Event;
import dev.egresstls.lab.event.Sink;
import dev.egresstls.lab.event.StepState;
import dev.egresstls.lab.explain.Advisories;
import dev.egresstls.lab.explain.Diagnosis;
import dev.egresstls.lab.explain.Mix;
import dev.egresstls.lab.explain.TrueCause;
import dev.egresstls.lab.explain.context.Ownership;
import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.lab.Step;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.ledger.Ledger;
import dev.egresstls.lab.ledger.LedgeredWorld;
import dev.egresstls.lab.ledger.Unrecorded;
import dev.egresstls.lab.ledger.drift.Baseline;
import dev.egresstls.lab.ledger.journal.ChangeGroup;
import dev.egresstls.lab.mesh.proof.Proof;
import dev.egresstls.lab.session.Session;
import dev.egresstls.lab.world.Cluster;
import dev.egresstls.lab.world.Strayed;
import dev.egresstls.lab.world.World;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * One run of a lab in one world. Steps are counted from 1. Events go to the sink; methods that do
 * or look are called by one thread at a time, the others by any.
 */
public final class LabRun implements AutoCloseable {
  private final Lab lab;
  private final LedgeredWorld world;
  private final Progress progress;
  private final StepInspector views;
  private final Claim claim;
  private final StepDoer doer;
  private final CauseFixer fixer;
  private final StepMonitor monitor;
  private final long opened;
  private volatile boolean watching;

  private LabRun(Lab lab, LedgeredWorld world, Vars vars, Sink sink) {
    this.lab = lab;
    this.world = world;
    this.progress = new Progress(lab, vars, sink);
    this.views = new StepInspector(lab, world, progress, watcher -> watchIfAsked());
    this.claim = new Claim(world, progress);
    this.doer = new StepDoer(lab, world, progress, views, claim);
    this.fixer = new CauseFixer(lab, world, progress, views, doer, claim);
    this.monitor = new StepMonitor(lab, progress, views, world.clock());
    this.opened = world.clock().nanos();
  }

  /**
   * Opens a run; looks at nothing yet.
   *
   * @param world not closed by this run
   * @param sink hears every event, from this run's thread or the one that watches; one at a time
   */
  public static LabRun open(Lab lab, World world, Vars vars, Sink sink) {
    return new LabRun(lab, LedgeredWorld.over(world), vars, sink);
  }

  /** The world, whose cluster is changed through its ledger alone. */
  public LedgeredWorld world() {
    return world;
  }

  public Lab lab() {
    return lab;
  }

  /** The values now, with what steps found out, such as {@code ips}. */
  public Vars vars() {
    return progress.vars();
  }

  public Session session() {
    return progress.session();
  }

  /**
   * Looks at every step once, without changing anything and without sending a request, and moves
   * the learner to the first step that does not hold. A step that does not hold is to be done, not
   * broken. Emits nothing.
   */
  public void survey() throws InterruptedException {
    for (int number = 1; number <= lab.steps().size(); number++) {
      int one = number;
      Step step = progress.step(number);
      boolean sends = StepDoer.request(step).isPresent();
      List<Finding> found = sends ? List.of() : views.survey(step);
      boolean holds = !sends && found.stream().allMatch(Finding::met);
      progress.saw(number, StepInspector.verdicts(found));
      progress.move(session -> holds ? session.held(one) : session.todo(one));
    }
    progress.move(Session::atFirstOpen);
  }

  /**
   * Does a step, unless it holds already, and waits for its checks.
   *
   * @return whether it holds now
   * @throws InterruptedException if the learner interrupted, after StepInterrupted was emitted; the
   *     run can go on
   */
  public boolean step(int number) throws InterruptedException {
    return doer.step(number);
  }

  /**
   * Waits for the checks of a step that somebody else does; changes nothing and sends no request.
   * Emits StepHeld (already) or StepBroke.
   *
   * @return whether it holds now
   */
  public boolean awaitStep(int number) throws InterruptedException {
    return doer.awaited(number);
  }

  /**
   * Looks at a step once, without changing anything; sends the request of a step that has one, if
   * all that it needs holds. Emits StepHeld (already) or StepBroke.
   *
   * @return whether it holds
   */
  public boolean check(int number) throws InterruptedException {
    return doer.check(number);
  }

  /**
   * The same for a learner: a step that was never begun does not fail. It stays to do, and nothing
   * is emitted.
   *
   * @param sends whether the request of a step that is to do is sent
   */
  public boolean look(int number, boolean sends) throws InterruptedException {
    return doer.look(number, sends);
  }

  /** Writes the EndpointSlices of a step with other addresses, and waits until they are seen. */
  public void writeSlices(int number, List<String> addresses) throws InterruptedException {
    ChangeGroup group = doer.group(ChangeGroup.Kind.REFRESH, "refresh", number);
    claim.make(number);
    world
        .ledger()
        .during(
            group,
            () -> {
              new ActionDoer(world, views, progress, number).writeSlices(addresses);
              return null;
            });
    fixer.awaitFrom(number);
  }

  /** Why a step fails. Changes nothing; the last request counts, none is sent. */
  public Diagnosis why(int number) throws InterruptedException {
    return fixer.why(number);
  }

  /** What a user should know of the istiod that is there, whether or not anything fails. */
  public List<Advisories.Advisory> advisories() throws InterruptedException {
    return views.advisories();
  }

  /**
   * Fixes a cause of a failing step, and checks the step again: emits StepHeld or StepBroke for it
   * and for steps done again, or StepFailed. Gives whether the step holds now.
   */
  public boolean fix(int number, TrueCause cause) throws InterruptedException {
    return fixer.fix(number, cause);
  }

  /** How each step stands, in order. */
  public List<StepReport> reports() {
    return progress.reports();
  }

  /**
   * From now on judges again by itself whenever a watched object changes, and emits Regressed and
   * Recovered, until the run is closed.
   */
  public void keepWatching() {
    watching = true;
    views.watcher();
    monitor.watch(world);
  }

  /** Once that is so, what is gone from the cluster is no news. */
  public void watchUntil(BooleanSupplier over) {
    monitor.until(over);
  }

  private void watchIfAsked() {
    if (watching) {
      monitor.watch(world);
    }
  }

  /** Leaves out the step where the learner is; emits StepSkipped. */
  public void skip() {
    progress.skip();
  }

  /** Goes one step back. */
  public void back() {
    progress.move(Session::back);
  }

  /** Stands the learner at a step, or (one past the last) behind them all. */
  public void goTo(int number) {
    progress.move(session -> session.goTo(number));
  }

  /** Counts that one more hint of a step was shown. */
  public void hinted(int number) {
    progress.move(session -> session.hinted(number));
  }

  /** Whether doing the step writes to the cluster or the machine, unless it holds already. */
  public boolean changesAnything(int number) {
    return StepDoer.writes(progress.step(number)) && progress.state(number) != StepState.HOLDS;
  }

  /** What the lab does at a step, one line an action. */
  public List<String> describe(int number) {
    return describe(progress.step(number), progress.vars());
  }

  /** What the lab does at a step of a lab that is not running, one line an action. */
  public static List<String> describe(Step step, Vars vars) {
    return step.actions().stream().map(action -> ActionDescriptions.of(action, vars)).toList();
  }

  /**
   * An Istio that the track is not for, or one that cannot work with the Gateway API bundle, as far
   * as the cluster shows it now. Empty if istiod is not installed, or nothing has been looked at.
   */
  public Optional<Problem> mismatch() {
    return views.watcher().flatMap(watcher -> Mix.mismatch(watcher.objects(), lab));
  }

  /** Everything that the way of a packet hangs on, beyond what the checks look at. */
  public MeshView mesh() {
    return views.required().mesh();
  }

  /** Sends requests from the cluster's pods. */
  public RequestSender sender() {
    return views.required().sender();
  }

  /** Sentences about what the cluster does not let us watch, though it could be listed. */
  public List<String> unwatched() {
    return views.unwatched();
  }

  /** Which way the lab's request went: the last one's, or a new one's if there is none or again. */
  public Proof proof(boolean anew) throws InterruptedException {
    return ofThisCluster(() -> views.proof(anew));
  }

  /** How long ago the lab's request was sent last; empty if none was. */
  public Optional<Duration> requestAge() {
    return progress.sentAt().map(sent -> Duration.between(sent, world.clock().now()));
  }

  /**
   * What is concluded from looking at the cluster, or why nothing can be; never from another one.
   *
   * @throws LabFailure (precondition) if another cluster answers by now
   */
  public <T> T ofThisCluster(Ledger.Work<T> look) throws InterruptedException {
    try {
      T seen = look.run();
      views.sameCluster();
      return seen;
    } catch (LabFailure e) {
      if (e.problem().kind() != Problem.Kind.INTERRUPTED && Strayed.of(e).isEmpty()) {
        views.sameCluster();
      }
      throw e;
    }
  }

  /** The pod from which the lab's request goes; a precondition is missing if there is none. */
  public ClientPod clientPod() throws InterruptedException {
    return views.clientPod();
  }

  /**
   * What the lab's host resolves to: what a step found out, or what this machine resolves now.
   *
   * @return one entry, with addresses in order; no addresses if nobody knows any
   */
  public Map<String, List<String>> dns() throws InterruptedException {
    return views.dns();
  }

  /** Keeps which option, from 1, was predicted before a step; it is shown again when it holds. */
  public void guessed(int number, int option) {
    progress.guessed(number, option);
  }

  /** For what changes the cluster besides the steps, and undoes that. */
  public PausedRun pausedRun() {
    return new PausedRun(lab, progress, views, doer, monitor, claim);
  }

  /** What of the cluster may be changed outside of the steps. */
  public Ownership ownership() {
    return Ownership.of(lab, progress.vars(), RunCluster.isAlone(world));
  }

  /** The inventory of the cluster from before the first change of it. */
  public Baseline baseline() {
    Cluster cluster = RunCluster.of(world);
    String namespace = progress.vars().namespace();
    return new Baseline(cluster.resources(), world.notes(), world.clock(), namespace);
  }

  /** What the cluster itself says about the lab's changes, where the ledger has nothing to undo. */
  public Unrecorded unrecorded() {
    return Unrecorded.in(RunCluster.of(world).resources(), progress.vars().namespace());
  }

  /** Shows a sentence to whoever sees the run. */
  public void tell(String text) {
    int number = Math.min(session().at(), lab.steps().size());
    progress.emit(new Event.Told(number, progress.step(number), text, true));
  }

  /** Says that the run is over: emits RunFinished. */
  public void finish() {
    Session session = progress.session();
    Duration elapsed = Duration.ofNanos(world.clock().nanos() - opened);
    progress.emit(new Event.RunFinished(session.held(), session.total(), elapsed));
  }

  /** Ends the watching. The world stays open. */
  @Override
  public void close() {
    monitor.close();
    views.close();
    claim.close();
  }
}
