package dev.egresstls.lab.check;

import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.mesh.observed.Observation;
import dev.egresstls.lab.mesh.observed.PolicyCrd;
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
import java.util.stream.Stream;

/**
 * Everything in a cluster that the way of a packet hangs on. It is watched from the first time that
 * someone asks, with one list and one watch a kind, so that later looks ask for nothing.
 */
public final class MeshView {
  private static final Duration FIRST_LISTS = Duration.ofSeconds(10);
  private static final String ISTIO = "networking.istio.io/v1";
  private static final String ISTIO_SYSTEM = "istio-system";

  private static final List<Query> MESH =
      List.of(
          Query.all("v1", "Namespace"),
          Query.all("v1", "Service"),
          Query.all("discovery.k8s.io/v1", "EndpointSlice"),
          Query.all("apps/v1", "Deployment"),
          Query.in(ISTIO_SYSTEM, "v1", "ConfigMap"),
          Query.in(ISTIO_SYSTEM, "v1", "Pod"),
          Query.all(ISTIO, "DestinationRule"),
          Query.all(ISTIO, "ServiceEntry"),
          Query.all(ISTIO, "Sidecar"),
          Query.all(ISTIO, "VirtualService"),
          new Query(
              "apiextensions.k8s.io/v1",
              "CustomResourceDefinition",
              Optional.empty(),
              Optional.of(PolicyCrd.NAME)));

  private final Resources resources;
  private final CheckWatches watches;
  private final Set<String> namespaces;
  private final Map<Query, Watched> asked = new LinkedHashMap<>();

  /**
   * Watches nothing yet.
   *
   * @param watches what is watched for the checks; it is not asked for again
   * @param namespaces whose pods and ConfigMaps matter beside those of Istio
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
  public synchronized List<Tree> objects() throws InterruptedException {
    queries().forEach(this::ask);
    resources.awaitFirst(FIRST_LISTS);
    if (asksForPolicies()) {
      resources.awaitFirst(FIRST_LISTS);
    }
    return known();
  }

  private List<Query> queries() {
    List<Query> queries = new ArrayList<>(MESH);
    for (String namespace : namespaces) {
      queries.add(Query.in(namespace, "v1", "Pod"));
      queries.add(Query.in(namespace, "v1", "ConfigMap"));
    }
    return queries;
  }

  /**
   * The same for a single look: what nobody watches yet is listed once, and not watched from then
   * on. A kind that cannot be listed has no objects.
   */
  public synchronized List<Tree> once() {
    Map<String, Tree> all = new LinkedHashMap<>();
    known().forEach(object -> all.put(Ref.of(object).toString(), object));
    for (Query query : queries()) {
      listed(query).forEach(object -> all.put(Ref.of(object).toString(), object));
    }
    if (!watches.synced("BackendTLSPolicy")) {
      policies(all.values())
          .ifPresent(query -> listed(query).forEach(one -> all.put(Ref.of(one).toString(), one)));
    }
    return List.copyOf(all.values());
  }

  private List<Tree> listed(Query query) {
    if (asked.containsKey(query) || watches.banners(query)) {
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

  /** Watches policies in a version that the cluster serves; says whether that was new. */
  private boolean asksForPolicies() {
    int before = asked.size();
    if (watches.synced("BackendTLSPolicy")) {
      return false;
    }
    policies(known()).ifPresent(this::ask);
    return asked.size() > before;
  }

  private void ask(Query query) {
    if (!asked.containsKey(query) && !watches.banners(query)) {
      asked.put(query, resources.watch(query));
    }
  }

  private List<Tree> known() {
    Map<String, Tree> known = new LinkedHashMap<>();
    Stream.concat(
            watches.all().stream(),
            asked.values().stream().flatMap(watched -> watched.items().stream()))
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
  public synchronized List<Problem> unread() throws InterruptedException {
    objects();
    List<Problem> problems = new ArrayList<>(watches.problems());
    asked.values().stream()
        .filter(watched -> watched.state() == Watched.State.FAILED)
        .forEach(watched -> watched.problem().ifPresent(problems::add));
    return List.copyOf(problems);
  }

  /**
   * Asks again for all that is watched: what was changed a moment ago is in it.
   *
   * @param trusted as for {@link Watched#renewed}
   */
  public synchronized void renew(Duration trusted) throws InterruptedException {
    watches.renewAll(trusted);
    FreshLists.await(asked.values().stream().map(one -> one.renewed(trusted)).toList());
  }
}
