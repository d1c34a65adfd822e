package dev.egresstls.lab.check;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.LabCause;
import dev.egresstls.lab.lab.Probe;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.Query;
import dev.egresstls.lab.world.Resources;
import dev.egresstls.lab.world.Watched;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is watched for the checks of a lab: one watch a kind, however many checks look at it. */
public final class CheckWatches {
  /** Kinds of which a cluster may have very many: only one namespace is watched. */
  private static final Set<String> MANY = Set.of("ConfigMap", "Pod", "Secret");

  private static final String CRD = "CustomResourceDefinition";

  private final Map<String, Watched> byKind;
  private final Map<String, Query> queries;
  private final Map<String, CompletableFuture<Void>> renewals;

  private CheckWatches(Map<String, Watched> byKind, CheckWatches live) {
    this.byKind = byKind;
    this.queries = live.queries;
    this.renewals = live.renewals;
  }

  /** Opens the watches that the lab's checks need. */
  public CheckWatches(Resources resources, Lab lab, Vars vars) {
    queries = new LinkedHashMap<>();
    renewals = new ConcurrentHashMap<>();
    queries(lab, vars).forEach(query -> queries.merge(key(query), query, CheckWatches::both));
    byKind = new LinkedHashMap<>();
    queries.forEach((key, query) -> byKind.put(key, resources.watch(query)));
  }

  /** What the checks of a lab look at. */
  static List<Query> queries(Lab lab, Vars vars) {
    return Stream.concat(
            lab.steps().stream().flatMap(step -> step.checks().stream()),
            lab.scenario().causes().stream()
                .map(LabCause::predicate)
                .flatMap(LabCause.Predicate::looks))
        .flatMap(check -> queries(check.probe(), vars).stream())
        .toList();
  }

  /** The same for one look: every kind stays as it is when it is first read. */
  public CheckWatches now() {
    Map<String, Watched> frozen = new LinkedHashMap<>();
    byKind.forEach((key, watched) -> frozen.put(key, new Frozen(watched)));
    return new CheckWatches(frozen, this);
  }

  /**
   * Asks again for what these probes look at, so that no watch that has died unseen speaks for the
   * cluster. What does not come in time is not known from then on, until it comes.
   *
   * @param trusted as for {@link Watched#renewed}
   */
  public void renew(Collection<Probe> probes, Vars vars, Duration trusted)
      throws InterruptedException {
    Set<String> keys =
        probes.stream()
            .flatMap(probe -> queries(probe, vars).stream())
            .map(CheckWatches::key)
            .collect(Collectors.toSet());
    renew(keys, trusted);
  }

  /** Asks again for all that is watched. */
  public void renewAll(Duration trusted) throws InterruptedException {
    renew(byKind.keySet(), trusted);
  }

  private void renew(Set<String> keys, Duration trusted) throws InterruptedException {
    byKind.forEach(
        (key, watched) -> {
          if (keys.contains(key) && watched.state() != Watched.State.STARTING) {
            renewals.put(key, watched.renewed(trusted));
          }
        });
    FreshLists.await(renewals.values());
  }

  private static Query both(Query one, Query other) {
    return one.equals(other) ? one : Query.all(one.apiVersion(), one.kind());
  }

  private static String key(Query query) {
    return query.apiVersion() + " " + query.kind();
  }

  private static List<Query> queries(Probe probe, Vars vars) {
    if (probe instanceof Probe.ResourceState resource) {
      return List.of(query(resource, vars));
    }
    List<Query> queries = new ArrayList<>();
    queries.add(Query.all("apps/v1", "Deployment"));
    if (probe instanceof Probe.PodState pod) {
      queries.add(Query.in(vars.fill(pod.namespace()), "v1", "Pod"));
    } else {
      queries.add(Query.all("discovery.k8s.io/v1", "EndpointSlice"));
    }
    return queries;
  }

  private static Query query(Probe.ResourceState resource, Vars vars) {
    String apiVersion = vars.fill(resource.apiVersion());
    if (MANY.contains(resource.kind()) && resource.namespace().isPresent()) {
      return Query.in(vars.fill(resource.namespace().get()), apiVersion, resource.kind());
    }
    if (resource.kind().equals(CRD) && resource.name().isPresent()) {
      return new Query(
          apiVersion, CRD, Optional.empty(), Optional.of(vars.fill(resource.name().get())));
    }
    return Query.all(apiVersion, resource.kind());
  }

  /** The watched objects of a kind. */
  public List<Tree> items(String apiVersion, String kind) {
    Watched watched = byKind.get(apiVersion + " " + kind);
    return watched == null ? List.of() : watched.items();
  }

  /** Everything that is watched now, for the path model. */
  public List<Tree> all() {
    return byKind.values().stream().flatMap(watched -> watched.items().stream()).toList();
  }

  /** Whether these watches see all that a query names. */
  boolean covers(Query query) {
    Query own = queries.get(key(query));
    return own != null
        && (own.namespace().isEmpty() || own.namespace().equals(query.namespace()))
        && (own.name().isEmpty() || own.name().equals(query.name()));
  }

  /** Whether objects of a kind are known, in whichever version. */
  boolean synced(String kind) {
    return byKind.entrySet().stream()
        .filter(one -> one.getKey().endsWith(" " + kind))
        .anyMatch(one -> one.getValue().state() == Watched.State.SYNCED);
  }

  /** Why some kinds are not known. */
  List<Problem> problems() {
    return byKind.values().stream()
        .filter(watched -> watched.state() == Watched.State.FAILED)
        .flatMap(watched -> watched.problem().stream())
        .toList();
  }

  /** The kinds that are listed by now, but for those of which one namespace alone is watched. */
  Set<String> listed() {
    return byKind.keySet().stream()
        .filter(key -> problem(byKind.get(key), "").isEmpty())
        .map(key -> key.substring(key.indexOf(' ') + 1))
        .filter(kind -> !MANY.contains(kind))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether the API server serves the kind. */
  public boolean served(String apiVersion, String kind) {
    Watched watched = byKind.get(apiVersion + " " + kind);
    return watched == null || watched.state() != Watched.State.NO_SUCH_KIND;
  }

  /** Why objects of the kind are not known, if they are not. */
  public Optional<Problem> problem(String apiVersion, String kind) {
    String key = apiVersion + " " + kind;
    CompletableFuture<Void> renewal = renewals.get(key);
    return renewal == null || renewal.isDone()
        ? problem(byKind.get(key), kind)
        : Optional.of(Problem.of(Problem.Kind.PRECONDITION, say("check.notRenewed", kind)));
  }

  /** Sentences about what cannot be watched. */
  public List<String> unwatched() {
    return byKind.values().stream().flatMap(one -> one.unwatched().stream()).distinct().toList();
  }

  private static Optional<Problem> problem(Watched watched, String kind) {
    if (watched == null || watched.state() == Watched.State.STARTING) {
      return Optional.of(Problem.of(Problem.Kind.PRECONDITION, say("check.notListed", kind)));
    }
    return watched.state() == Watched.State.FAILED ? watched.problem() : Optional.empty();
  }

  /** Watched objects as they are when they are first read: two checks of one look see the same. */
  private static final class Frozen implements Watched {
    private final Watched live;
    private List<Tree> items;

    Frozen(Watched live) {
      this.live = live;
    }

    @Override
    public State state() {
      return live.state();
    }

    @Override
    public Optional<Problem> problem() {
      return live.problem();
    }

    @Override
    public List<Tree> items() {
      if (items == null) {
        items = List.copyOf(live.items());
      }
      return items;
    }
  }
}
