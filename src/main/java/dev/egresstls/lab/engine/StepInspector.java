package dev.egresstls.lab.engine;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.check.ClientPod;
import dev.egresstls.lab.check.ClusterWatcher;
import dev.egresstls.lab.check.ClusterWatcher.Depth;
import dev.egresstls.lab.check.Evidence;
import dev.egresstls.lab.check.Finding;
import dev.egresstls.lab.check.Judge;
import dev.egresstls.lab.event.Verdict;
import dev.egresstls.lab.explain.Advisories;
import dev.egresstls.lab.explain.Diagnosis;
import dev.egresstls.lab.lab.Action;
import dev.egresstls.lab.lab.Check;
import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.Probe;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.lab.Step;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.mesh.proof.Proof;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.Cluster;
import dev.egresstls.lab.world.Resources;
import dev.egresstls.lab.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** How a run looks at its steps: through a {@link ClusterWatcher} as soon as there is a cluster. */
final class StepInspector implements AutoCloseable {
  /** Of a step that has just been waited for, a cause is sought in what was heard just now. */
  private static final Duration JUST_NOW = Duration.ofSeconds(5);

  private final Lab lab;
  private final World world;
  private final Progress progress;
  private final Consumer<ClusterWatcher> opened;
  private Optional<Cluster> cluster = Optional.empty();
  private Optional<ClusterWatcher> watcher = Optional.empty();

  /**
   * Opens nothing yet.
   *
   * @param opened hears of each lookout, when its cluster was pinned
   */
  StepInspector(Lab lab, World world, Progress progress, Consumer<ClusterWatcher> opened) {
    this.lab = lab;
    this.world = world;
    this.progress = progress;
    this.opened = opened;
  }

  /** The lookout on the cluster that is pinned now; empty if there is none. */
  synchronized Optional<ClusterWatcher> watcher() {
    if (!world.cluster().equals(cluster)) {
      watcher.ifPresent(ClusterWatcher::close);
      cluster = world.cluster();
      watcher = cluster.map(one -> ClusterWatcher.open(lab, one, world.clock(), progress.vars()));
      watcher.ifPresent(opened);
    }
    return watcher;
  }

  /**
   * Asks again for what a step and those that it needs look at. Nothing that is said of a step when
   * someone asks, or before it is done, rests on a watch that may have died unseen.
   *
   * @param trusted how long ago the server may last have been heard for nothing to be asked
   */
  void renew(Step step, Duration trusted) throws InterruptedException {
    Optional<ClusterWatcher> open = watcher();
    if (open.isPresent()) {
      open.get().awaitFirst();
      List<Check> checks = new ArrayList<>(step.checks());
      step.needs().forEach(need -> checks.addAll(lab.step(need).orElseThrow().checks()));
      open.get().renew(step.checking(checks), progress.vars(), trusted);
    }
  }

  /**
   * Makes sure, before a verdict is given, that what was looked at is the cluster that was pinned.
   *
   * @throws LabFailure (precondition) if another cluster answers
   */
  void sameCluster() {
    world.cluster().map(Cluster::resources).ifPresent(Resources::verifyLook);
  }

  /** What to report of a failure: never what another cluster, which answers by now, refuses. */
  Problem problem(LabFailure failure) {
    return world.cluster().map(now -> now.resources().orAnother(failure)).orElse(failure).problem();
  }

  /** Sentences about what cannot be watched. */
  List<String> unwatched() {
    return watcher().map(ClusterWatcher::unwatched).orElse(List.of());
  }

  /** Asks again for all that a cause may lie in. */
  void renewAll() throws InterruptedException {
    Optional<ClusterWatcher> open = watcher();
    if (open.isPresent()) {
      open.get().awaitFirst();
      open.get().mesh().renew(Duration.ZERO);
    }
  }

  /** Looks once at a step. */
  List<Finding> look(Step step, Depth depth, Map<String, Evidence> sent)
      throws InterruptedException {
    Optional<ClusterWatcher> open = watcher();
    if (open.isEmpty()) {
      return nothing(step);
    }
    open.get().awaitFirst();
    return open.get().look(step, found(step), depth, sent);
  }

  /** Looks once at each check of a step; the sidecar is asked only if the objects are right. */
  List<Finding> survey(Step step) throws InterruptedException {
    List<Finding> found = new ArrayList<>(look(step, Depth.OBJECTS, Map.of()));
    List<Check> others =
        step.checks().stream().filter(check -> !ClusterWatcher.ofObjects(check)).toList();
    boolean whole = found.size() == step.checks().size();
    if (whole || others.isEmpty() || !found.stream().allMatch(Finding::met)) {
      return found;
    }
    found.addAll(look(step.checking(others), Depth.SIDECAR, Map.of()));
    found.sort(Comparator.comparing(one -> step.checks().indexOf(one.check())));
    return found;
  }

  /** Waits for a step's checks. */
  List<Finding> await(Step step, Map<String, Evidence> sent, Consumer<List<Finding>> changed)
      throws InterruptedException {
    return await(step, found(step), sent, changed);
  }

  /** Waits for a step's checks but those that look at something in a certain way. */
  void awaitAllBut(Step step, Class<? extends Probe> left) throws InterruptedException {
    List<Check> others =
        step.checks().stream().filter(check -> !left.isInstance(check.probe())).toList();
    if (!others.isEmpty()) {
      await(step.checking(others), Map.of(), found -> {});
    }
  }

  /** Waits for a step's checks, with values of its own. */
  List<Finding> await(
      Step step, Vars vars, Map<String, Evidence> sent, Consumer<List<Finding>> changed)
      throws InterruptedException {
    Optional<ClusterWatcher> open = watcher();
    if (open.isEmpty()) {
      return nothing(step);
    }
    open.get().awaitFirst();
    return open.get().await(step, vars, sent, changed, found -> false);
  }

  /** As {@link #await}, but waits no longer once what was found is enough. */
  List<Finding> await(Step step, Consumer<List<Finding>> changed, Predicate<List<Finding>> enough)
      throws InterruptedException {
    Optional<ClusterWatcher> open = watcher();
    if (open.isEmpty()) {
      return nothing(step);
    }
    open.get().awaitFirst();
    return open.get().await(step, found(step), Map.of(), changed, enough);
  }

  /** Why the failing ones of some findings fail. */
  Diagnosis diagnose(List<Finding> findings) throws InterruptedException {
    Optional<ClusterWatcher> open = watcher();
    if (open.isEmpty()) {
      Diagnosis.Known nothing = new Diagnosis.Known(List.of(), Set.of("Node"));
      return Diagnosis.of(lab, progress.vars(), findings, nothing, true);
    }
    // What the checks do not look at is read only once something fails.
    boolean holds = findings.stream().allMatch(Finding::met);
    if (!holds) {
      open.get().mesh().renew(JUST_NOW);
    }
    List<Tree> objects = holds ? open.get().objects() : open.get().mesh().objects();
    Diagnosis.Known known = new Diagnosis.Known(objects, open.get().mesh().listed());
    return Diagnosis.of(lab, progress.vars(), findings, known, RunCluster.isAlone(world));
  }

  /** What a user should know of the istiod that is there. */
  List<Advisories.Advisory> advisories() throws InterruptedException {
    Optional<ClusterWatcher> open = watcher();
    if (open.isEmpty()) {
      return List.of();
    }
    open.get().awaitFirst();
    return Advisories.of(open.get().objects());
  }

  private List<Finding> nothing(Step step) {
    Evidence none = Evidence.nothing(say("engine.cluster"), say("engine.clusterNone"));
    return step.checks().stream()
        .map(check -> new Finding(check, none, Judge.judge(check, none, progress.vars())))
        .toList();
  }

  /**
   * The values for a step's checks. What the step itself finds out when it is done ({@code ips}) is
   * found out here for a step that someone else did; once a run.
   */
  private Vars found(Step step) throws InterruptedException {
    for (Action action : step.actions()) {
      if (action instanceof Action.Resolve resolve && !progress.vars().has(resolve.into())) {
        resolve(resolve);
      }
    }
    return progress.vars();
  }

  private void resolve(Action.Resolve resolve) throws InterruptedException {
    try {
      List<String> found = world.names().ipv4(progress.vars().fill(resolve.host()));
      progress.vars(vars -> vars.with(resolve.into(), found));
    } catch (LabFailure e) {
      Problem problem = e.problem();
      progress.vars(vars -> vars.without(resolve.into(), problem));
    }
  }

  /** The lookout, for what needs a cluster. */
  ClusterWatcher required() {
    RunCluster.of(world);
    return watcher().orElseThrow();
  }

  /** The pod from which the lab's request goes. */
  ClientPod clientPod() throws InterruptedException {
    ClusterWatcher open = required();
    open.awaitFirst();
    open.mesh().renew(Duration.ZERO);
    return lab.steps().stream()
        .flatMap(step -> StepDoer.request(step).stream())
        .flatMap(check -> open.client((Probe.Request) check.probe(), progress.vars()).stream())
        .findFirst()
        .orElseThrow(
            () ->
                Problem.of(Problem.Kind.PRECONDITION, say("engine.noPod"), say("engine.deploy"))
                    .failure());
  }

  /**
   * Which way the lab's request went. No step changes its state by it.
   *
   * @param anew whether it is sent although one was sent before
   * @throws LabFailure if it cannot be sent, such as without a client
   */
  Proof proof(boolean anew) throws InterruptedException {
    Optional<Proof> last = progress.proof();
    if (last.isPresent() && !anew) {
      return last.get();
    }
    Evidence sent = send();
    sameCluster();
    progress.proved(sent, world.clock().now());
    return sent.proof().orElseThrow();
  }

  /** Sends the lab's request; what comes back has a proof. */
  private Evidence send() throws InterruptedException {
    clientPod();
    Probe.Request request =
        lab.steps().stream()
            .flatMap(step -> StepDoer.request(step).stream())
            .map(check -> (Probe.Request) check.probe())
            .findFirst()
            .orElseThrow();
    Evidence sent = required().send(request, progress.vars());
    if (sent.proof().isPresent()) {
      return sent;
    }
    throw sent.problem()
        .orElseGet(() -> Problem.of(Problem.Kind.PRECONDITION, sent.nothing()))
        .failure();
  }

  /** What the host of the first name that the lab looks up resolves to. */
  Map<String, List<String>> dns() throws InterruptedException {
    for (Step step : lab.steps()) {
      for (Action action : step.actions()) {
        if (action instanceof Action.Resolve resolve) {
          Vars known = found(step);
          List<String> addresses =
              known.has(resolve.into()) ? known.items(resolve.into()) : List.of();
          return Map.of(known.fill(resolve.host()), addresses);
        }
      }
    }
    return Map.of();
  }

  static List<Verdict> verdicts(List<Finding> findings) {
    return findings.stream().map(Finding::verdict).toList();
  }

  @Override
  public synchronized void close() {
    watcher.ifPresent(ClusterWatcher::close);
    watcher = Optional.empty();
    cluster = Optional.empty();
  }
}
