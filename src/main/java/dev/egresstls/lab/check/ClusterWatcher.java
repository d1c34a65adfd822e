package dev.egresstls.lab.check;

import dev.egresstls.lab.event.Verdict;
import dev.egresstls.lab.lab.Check;
import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.Probe;
import dev.egresstls.lab.lab.Step;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.world.Clock;
import dev.egresstls.lab.world.Cluster;
import dev.egresstls.lab.world.background.ChangeSignal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Looks at what the checks of a lab are about. Objects are watched: a change is seen when it
 * happens, and nothing is asked for again. The sidecar's configuration has no watch; it is read by
 * exec, every {@link #SIDECAR_INTERVAL} while a step waits for it, and at once when an object
 * changed.
 */
public final class ClusterWatcher implements AutoCloseable {
  /** How often the sidecar is asked again while a step waits for it. */
  static final Duration SIDECAR_INTERVAL = Duration.ofMillis(500);

  /** After how long without any change the objects are asked for again while a step waits. */
  static final Duration SILENCE = Duration.ofSeconds(3);

  /** How long the first lists may take. */
  private static final Duration FIRST_LISTS = Duration.ofSeconds(10);

  /** How far a look goes. */
  public enum Depth {
    /** Watched objects alone: asks for nothing, takes no time. */
    OBJECTS,
    /** Also what the sidecar is configured with, by exec. */
    SIDECAR
  }

  private final Cluster cluster;
  private final Clock clock;
  private final CheckWatches watches;
  private final List<Check> checks;
  private final SidecarDumps dumps;
  private final RequestSender sender;
  private final MeshView mesh;
  private final ChangeSignal signal = new ChangeSignal();
  private final AutoCloseable subscription;

  private ClusterWatcher(Lab lab, Cluster cluster, Clock clock, Vars vars) {
    this.cluster = cluster;
    this.clock = clock;
    this.watches = new CheckWatches(cluster.resources(), lab, vars);
    this.checks = lab.steps().stream().flatMap(step -> step.checks().stream()).toList();
    this.dumps = new SidecarDumps(cluster.pods());
    this.sender = new RequestSender(cluster.pods(), clock);
    this.mesh = new MeshView(cluster.resources(), watches, namespaces(lab, vars));
    this.subscription = cluster.resources().onChange(signal::ring);
  }

  /** The namespaces that the lab's pods are in. */
  private static Set<String> namespaces(Lab lab, Vars vars) {
    return lab.steps().stream()
        .flatMap(step -> step.checks().stream())
        .map(Check::probe)
        .filter(Probe.Request.class::isInstance)
        .map(probe -> vars.fill(((Probe.Request) probe).namespace()))
        .collect(Collectors.toSet());
  }

  /** Begins to watch what the lab's checks look at. */
  public static ClusterWatcher open(Lab lab, Cluster cluster, Clock clock, Vars vars) {
    return new ClusterWatcher(lab, cluster, clock, vars);
  }

  /** Waits until what is watched is known, or has failed. */
  public void awaitFirst() throws InterruptedException {
    cluster.resources().awaitFirst(FIRST_LISTS);
  }

  /**
   * Asks again for what the checks of a step look at: a watch may have died unseen.
   *
   * @param trusted how long ago the server may last have been heard for nothing to be asked
   */
  public void renew(Step step, Vars vars, Duration trusted) throws InterruptedException {
    watches.renew(step.checks().stream().map(Check::probe).toList(), vars, trusted);
  }

  /** Sentences about what cannot be watched. */
  public List<String> unwatched() {
    return watches.unwatched();
  }

  /** Everything that the way of a packet hangs on, beyond what the checks look at. */
  public MeshView mesh() {
    return mesh;
  }

  /** Sends requests from pods. */
  public RequestSender sender() {
    return sender;
  }

  /**
   * The pod from which the request of a check goes: the Deployment's newest that is not on its way
   * out; empty if there is none.
   */
  public Optional<ClientPod> client(Probe.Request request, Vars vars) {
    String namespace = vars.fill(request.namespace());
    String deployment = vars.fill(request.deployment());
    return new ObjectLook(watches)
        .newestPod(namespace, deployment)
        .map(pod -> new ClientPod(namespace, deployment, vars.fill(request.container()), pod));
  }

  /** Sends the request of a check and follows it through the sidecar. */
  public Evidence send(Probe.Request request, Vars vars) throws InterruptedException {
    RequestProver prover = new RequestProver(sender, dumps, mesh);
    return new RequestLook(prover, new ObjectLook(watches), SidecarLook.names(checks, vars))
        .send(request, vars);
  }

  /**
   * Looks once.
   *
   * @param sent what came of requests, by check
   * @return a finding for each check that the depth reaches, in order
   */
  public List<Finding> look(Step step, Vars vars, Depth depth, Map<String, Evidence> sent)
      throws InterruptedException {
    ObjectLook now = new ObjectLook(watches.now());
    SidecarLook sidecar =
        new SidecarLook(dumps, now, SidecarLook.names(step.checks(), vars), sent.values());
    List<Finding> findings = new ArrayList<>();
    for (Check check : step.checks()) {
      if (depth == Depth.SIDECAR || ofObjects(check)) {
        findings.add(look(check, now, sidecar, vars, sent));
      }
    }
    return findings;
  }

  /** Whether a check looks at watched objects alone. */
  public static boolean ofObjects(Check check) {
    return check.probe() instanceof Probe.ResourceState || check.probe() instanceof Probe.PodState;
  }

  private Finding look(
      Check check, ObjectLook objects, SidecarLook sidecar, Vars vars, Map<String, Evidence> sent)
      throws InterruptedException {
    if (check.probe() instanceof Probe.ResourceState resource) {
      return best(check, objects.see(resource, vars), vars);
    }
    Evidence evidence;
    if (check.probe() instanceof Probe.PodState pod) {
      evidence = objects.see(pod, vars);
    } else if (check.probe() instanceof Probe.Request) {
      evidence = sent.getOrDefault(check.id(), RequestLook.UNSENT);
    } else {
      evidence = sidecar.see(check.probe(), vars);
    }
    return best(check, List.of(evidence), vars);
  }

  private static Finding best(Check check, List<Evidence> candidates, Vars vars) {
    Finding first = null;
    for (Evidence evidence : candidates) {
      Finding finding = new Finding(check, evidence, Judge.judge(check, evidence, vars));
      if (finding.met()) {
        return finding;
      }
      first = first == null ? finding : first;
    }
    return first;
  }

  /**
   * Looks again and again, whenever something changed, until every check holds or the patience of
   * each that does not is over. Forbidden stays forbidden, so that is not waited for; nor is the
   * sidecar once a request has been sent: what it was configured with then decided. Where nothing
   * changes for a while, and before it is said that something does not hold, the objects are asked
   * for again: a watch that has died unseen says nothing.
   *
   * @param changed hears what was found whenever that is new
   * @param enough whether it makes no sense to wait for more
   * @return what was found last
   */
  public List<Finding> await(
      Step step,
      Vars vars,
      Map<String, Evidence> sent,
      Consumer<List<Finding>> changed,
      Predicate<List<Finding>> enough)
      throws InterruptedException {
    ChangeSignal.Waiter changes = signal.waiter();
    long start = clock.nanos();
    List<Finding> last = List.of();
    boolean renewed = false;
    while (true) {
      List<Finding> now = round(step, vars, sent, start);
      if (!verdicts(now).equals(verdicts(last))) {
        changed.accept(now);
      }
      last = now;
      long elapsed = clock.nanos() - start;
      long left =
          now.stream()
              .filter(one -> one.worthWaiting() && (sent.isEmpty() || ofObjects(one.check())))
              .mapToLong(finding -> finding.check().within().toNanos() - elapsed)
              .max()
              .orElse(0);
      boolean over = left <= 0 || enough.test(now);
      if (over && (renewed || now.stream().allMatch(Finding::met))) {
        return now;
      }
      boolean onlySidecar = now.stream().allMatch(one -> one.met() || !ofObjects(one.check()));
      long interval = (onlySidecar ? SIDECAR_INTERVAL : SILENCE).toNanos();
      renewed = over || !changes.await(Duration.ofNanos(Math.min(left, interval))) && !onlySidecar;
      if (renewed) {
        renew(step, vars, Duration.ZERO);
      }
    }
  }

  private static List<Verdict> verdicts(List<Finding> findings) {
    return findings.stream().map(Finding::verdict).toList();
  }

  /** One look; the sidecar is asked only once the objects are right, or have had their time. */
  private List<Finding> round(Step step, Vars vars, Map<String, Evidence> sent, long start)
      throws InterruptedException {
    List<Finding> findings = new ArrayList<>(look(step, vars, Depth.OBJECTS, sent));
    boolean open =
        findings.stream()
            .filter(Finding::worthWaiting)
            .anyMatch(one -> clock.nanos() - start < one.check().within().toNanos());
    if (!open) {
      return look(step, vars, Depth.SIDECAR, sent);
    }
    for (Check check : step.checks()) {
      if (!ofObjects(check)) {
        Evidence later = SidecarLook.LATER;
        findings.add(new Finding(check, later, Judge.judge(check, later, vars)));
      }
    }
    return findings;
  }

  /** Everything that is watched, for the path model and for causes. */
  public List<dev.egresstls.lab.value.Tree> objects() {
    return watches.all();
  }

  @Override
  public void close() {
    try {
      subscription.close();
    } catch (Exception e) {
      throw new IllegalStateException("a subscription that cannot be ended", e);
    }
  }
}
