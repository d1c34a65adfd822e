package dev.egresstls.lab.practice;

import dev.egresstls.lab.mesh.conformance.Statuses;
import dev.egresstls.lab.mesh.observed.ObjectNames;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.TreeEdit;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Brings the objects of a scenario about in a practice cluster, through its API, and clears up. */
final class Arrangement {
  static final String POLICIES = "backendtlspolicies.gateway.networking.k8s.io";
  private static final List<String> KEYS =
      List.of(
          POLICIES,
          "destinationrules.networking.istio.io",
          "serviceentries.networking.istio.io",
          "sidecars.networking.istio.io",
          "services",
          "endpointslices.discovery.k8s.io",
          "configmaps");

  private final PracticeSite site;
  private final Set<String> own;
  private final Map<String, Instant> births = new ConcurrentHashMap<>();

  /** An arrangement of a cluster; what is there now stays. */
  Arrangement(PracticeSite site) {
    this.site = site;
    this.own = all().map(ObjectNames::of).collect(Collectors.toSet());
    site.store().admitWith((type, object) -> aged(object));
  }

  /** An object gets the age that it has in the scenario, in relation to the others. */
  private Tree aged(Tree object) {
    Instant born = births.get(ObjectNames.of(object));
    return born == null
        ? object
        : TreeEdit.put(object, born.toString(), "metadata", "creationTimestamp");
  }

  private Stream<Tree> all() {
    return KEYS.stream().flatMap(key -> site.store().list(key).stream());
  }

  /** Takes away what earlier scenarios left. */
  void clear() {
    for (String key : KEYS) {
      for (Tree object : site.store().list(key)) {
        if (!own.contains(ObjectNames.of(object))) {
          site.store().delete(key, ObjectNames.namespace(object), ObjectNames.name(object));
        }
      }
    }
  }

  /**
   * Creates objects, the oldest first.
   *
   * @param statuses whether istiod is expected to write a status for each policy
   */
  void create(List<Tree> objects, boolean statuses) throws InterruptedException {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    Instant first =
        objects.stream()
            .flatMap(o -> ObjectNames.created(o).stream())
            .min(Instant::compareTo)
            .orElse(now);
    births.clear();
    for (Tree object : objects) {
      Instant born = ObjectNames.created(object).orElse(first);
      births.put(ObjectNames.of(object), now.plus(Duration.between(first, born)));
    }
    for (Tree object : objects) {
      create(object);
      if (statuses && object.get("kind").text("").equals("BackendTLSPolicy")) {
        awaitStatus(object);
      }
    }
  }

  private void awaitStatus(Tree policy) throws InterruptedException {
    String name = ObjectNames.of(policy);
    site.await(
        () ->
            site.store().list(POLICIES).stream()
                .filter(found -> ObjectNames.of(found).equals(name))
                .anyMatch(found -> found.at("status.ancestors").isPresent()));
  }

  /** Creates an object that is younger than all there are. */
  void createLast(Tree object) {
    births.values().stream()
        .max(Instant::compareTo)
        .ifPresent(youngest -> births.put(ObjectNames.of(object), youngest.plusSeconds(1)));
    create(object);
  }

  /** Creates an object, and its namespace if there is none. */
  private void create(Tree object) {
    String namespace = ObjectNames.namespace(object);
    if (site.store().get("namespaces", "", namespace).isEmpty()) {
      Tree metadata = Tree.object("name", namespace);
      Tree made = Tree.object("apiVersion", "v1", "kind", "Namespace", "metadata", metadata);
      site.store().create("namespaces", made, "test");
    }
    Map<String, Object> metadata = new HashMap<>();
    for (String field : List.of("name", "namespace", "labels", "annotations")) {
      Tree value = object.get("metadata").get(field);
      if (value.isPresent()) {
        metadata.put(field, value);
      }
    }
    site.world
        .cluster()
        .orElseThrow()
        .resources()
        .apply(object.with("metadata", metadata).without("status"));
  }

  /** Deletes an object by the words that name it: {@code Service default/google-headless}. */
  void delete(String named) {
    for (String key : KEYS) {
      for (Tree object : site.store().list(key)) {
        if (ObjectNames.of(object).equals(named)) {
          site.store().delete(key, ObjectNames.namespace(object), ObjectNames.name(object));
        }
      }
    }
  }

  /** Waits until the statuses of the policies say so. */
  void await(String statuses) throws InterruptedException {
    site.await(() -> Statuses.words(policies()).equals(statuses));
  }

  List<Tree> policies() {
    return site.store().list(POLICIES);
  }
}
