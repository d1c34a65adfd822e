package dev.egresstls.lab.check;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.mesh.observed.Observation;
import dev.egresstls.lab.mesh.observed.PolicyCrd;
import dev.egresstls.lab.mesh.observed.ReadKind;
import dev.egresstls.lab.mesh.registry.Sharing;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.Query;
import dev.egresstls.lab.world.Ref;
import dev.egresstls.lab.world.Resources;
import dev.egresstls.lab.world.Watched;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Everything in a cluster that the way of a packet hangs on. It is watched from the first time that
 * somebody asks, with one list and one watch a kind, so that later looks ask for nothing. Any
 * thread may look; its monitor is never held while something is waited for.
 */
public final class MeshView {
  private static final Duration FIRST_LISTS = Duration.ofSeconds(10);
  private static final String ISTIO_SYSTEM = "istio-system";

  /**
   * What stands in one place alone: the CRD of the policies, and how the cluster resolves names.
   */
  private static final List<Query> SINGLE =
      List.of(
          new Query(
              "apiextensions.k8s.io/v1",
              "CustomResourceDefinition",
              Optional.empty(),
              Optional.of(PolicyCrd.NAME)),
          new Query("v1", "ConfigMap", Optional.of("kube-system"), Optional.of("coredns")));

  private final Resources resources;
  private final CheckWatches watches;
  private final Set<String> namespaces;
  private final Map<Query, Watched> asked = new LinkedHashMap<>();

  /**
   * Watches nothing yet.
   *
   * @param watches what is watched for the checks; it is not asked for again
   * @param namespaces whose pods and ConfigMaps matter besides those of Istio
   */
  public MeshView(Resources resources, CheckWatches watches, Set<String> namespaces) {
    this.resources = resources;
    this.watches = watches;
    this.namespaces = new LinkedHashSet<>(namespaces);
  }

  /**
   * All objects that are known now, each once; kinds that the cluster does not serve have none.
   *
   * @throws InterruptedException if the learner interrupted the first lists
   */
  public List<Tree> objects() throws InterruptedException {
    queries(any -> true).forEach(this::ask);
    resources.awaitFirst(FIRST_LISTS);
    if (!watches.synced("BackendTLSPolicy")) {
      policies(known()).ifPresent(this::ask);
      resources.awaitFirst(FIRST_LISTS);
    }
    return known();
  }

  private List<Query> queries(Predicate<ReadKind> wanted) {
    return queries(namespaces, wanted);
  }

  /**
   * All that a lab reads of a cluster: what its checks look at, and what a packet's way hangs on.
   */
  public static List<Query> queries(Lab lab, Vars vars) {
    List<Query> all = new ArrayList<>(CheckWatches.queries(lab, vars));
    all.addAll(queries(Set.of(vars.text("ns").orElse("default")), any -> true));
    return all;
  }

  private static List<Query> queries(Set<String> namespaces, Predicate<ReadKind> wanted) {
    List<Query> queries = new ArrayList<>(SINGLE);
    Set<String> near = new LinkedHashSet<>(List.of(ISTIO_SYSTEM));
    near.addAll(namespaces);
    ReadKind.all()
        .filter(wanted)
        .forEach(
            one -> {
              for (String version : one.versions()) {
                if (one.near()) {
                  near.forEach(ns -> queries.add(Query.in(ns, version, one.kind())));
                } else {
                  queries.add(Query.all(version, one.kind()));
                }
              }
            });
    return queries;
  }

  /**
   * The same for a single look: what nobody watches yet is listed once, and not watched from then
   * on. A kind that cannot be listed has no objects, nor has one that would only be reported.
   */
  public List<Tree> once() {
    Map<String, Tree> all = new LinkedHashMap<>();
    known().forEach(object -> all.put(Ref.of(object).toString(), object));
    for (Query query : queries(kind -> !kind.onlyTold())) {
      listed(query).forEach(object -> all.put(Ref.of(object).toString(), object));
    }
    if (!watches.synced("BackendTLSPolicy")) {
      policies(all.values())
          .ifPresent(query -> listed(query).forEach(one -> all.put(Ref.of(one).toString(), one)));
    }
    return List.copyOf(all.values());
  }

  private List<Tree> listed(Query query) {
    if (isWatched(query)) {
      return List.of();
    }
    try {
      return resources.list(query);
    } catch (LabFailure e) {
      return List.of();
    }
  }

  /** The policies in a version that the cluster serves. */
  private static Optional<Query> policies(Collection<Tree> objects) {
    return objects.stream()
        .filter(object -> object.at("metadata.name").text("").equals(PolicyCrd.NAME))
        .flatMap(crd -> PolicyCrd.of(crd).served().stream())
        .reduce((one, other) -> one.equals("v1") ? one : other)
        .map(version -> Query.all("gateway.networking.k8s.io/" + version, "BackendTLSPolicy"));
  }

  private synchronized void ask(Query query) {
    if (!isWatched(query)) {
      asked.put(query, resources.watch(query));
    }
  }

  private synchronized boolean isWatched(Query query) {
    return asked.containsKey(query) || watches.covers(query);
  }

  private synchronized List<Watched> asked() {
    return List.copyOf(asked.values());
  }

  private List<Tree> known() {
    Map<String, Tree> known = new LinkedHashMap<>();
    Stream.concat(
            watches.all().stream(), asked().stream().flatMap(watched -> watched.items().stream()))
        .forEach(object -> known.put(Ref.of(object).toString(), object));
    return List.copyOf(known.values());
  }

  /**
   * The same, as the path model reads it.
   *
   * @param dns addresses by host name, in the order in which the client gets them
   */
  public Observation observed(Map<String, List<String>> dns) throws InterruptedException {
    return Observation.of(objects(), dns);
  }

  /**
   * The kinds that are watched in all namespaces and listed by now: an object of these that is not
   * among {@link #objects} does not exist.
   */
  public Set<String> listed() {
    return watches.listed();
  }

  /** Why some kinds are not known, one problem a kind; empty if all could be read. */
  public List<Problem> unread() throws InterruptedException {
    objects();
    List<Problem> problems = new ArrayList<>(watches.problems());
    asked().stream()
        .filter(watched -> watched.state() == Watched.State.FAILED)
        .forEach(watched -> watched.problem().ifPresent(problems::add));
    unseen().ifPresent(problems::add);
    return List.copyOf(problems);
  }

  /** What others have in namespaces that may not be looked at, if nothing keeps it away. */
  private Optional<Problem> unseen() {
    Observation seen = Observation.of(known(), Map.of());
    return resources
        .namespaces()
        .flatMap(
            known ->
                namespaces.stream()
                    .filter(own -> Sharing.open(seen, own, Tree.MISSING, known))
                    .findFirst())
        .map(own -> Problem.of(Problem.Kind.DENIED, say("check.others", own)));
  }

  /**
   * Asks again for all that is watched: what was changed a moment ago is in it.
   *
   * @param trusted as for {@link Watched#renewed}
   */
  public void renew(Duration trusted) throws InterruptedException {
    watches.renewAll(trusted);
    FreshLists.await(asked().stream().map(one -> one.renewed(trusted)).toList());
  }
}
