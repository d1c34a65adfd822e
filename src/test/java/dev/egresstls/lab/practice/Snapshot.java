package dev.egresstls.lab.practice;

import dev.egresstls.lab.practice.store.ObjectStore;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.Rollout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * All objects of a cluster but for what a server gives each anew: UIDs, versions, times, who wrote
 * what, and status. Pods and Events come and go, and Endpoints with them; a pod is known by what
 * owns it.
 */
final class Snapshot {
  private static final List<String> SERVERS =
      List.of(
          "uid",
          "resourceVersion",
          "generation",
          "creationTimestamp",
          "managedFields",
          "ownerReferences");

  /** Kubernetes counts a Deployment's rollouts, and notes when a Service's pods changed. */
  private static final List<String> OWN =
      List.of(
          "deployment.kubernetes.io/revision", "endpoints.kubernetes.io/last-change-trigger-time");

  private final Map<String, Tree> objects = new TreeMap<>();

  private Snapshot() {}

  static Snapshot of(ObjectStore store) {
    Snapshot snapshot = new Snapshot();
    store.kinds().stream()
        .filter(kind -> !kind.key().matches("(?:events|leases).*|endpoints"))
        .forEach(
            kind -> store.list(kind.key()).forEach(object -> snapshot.take(kind.key(), object)));
    return snapshot;
  }

  private void take(String kind, Tree object) {
    boolean pod = kind.equals("pods");
    String name = object.at("metadata.name").text("");
    String called = pod ? object.at("metadata.ownerReferences[0].name").text(name) : name;
    String at = kind + " " + object.at("metadata.namespace").text("") + "/" + called;
    objects.put(at, plain(pod, object));
  }

  private static Tree plain(boolean pod, Tree object) {
    Tree metadata = object.get("metadata");
    for (String field : SERVERS) {
      metadata = metadata.without(field);
    }
    if (metadata.get("annotations").isPresent()) {
      Tree rest = metadata.get("annotations");
      for (String own : OWN) {
        rest = rest.without(own);
      }
      metadata =
          rest.fields().isEmpty()
              ? metadata.without("annotations")
              : metadata.with("annotations", rest);
    }
    boolean managed =
        object.at("metadata.labels[endpointslice.kubernetes.io/managed-by]").isPresent();
    Tree plain = object.without("status").with("metadata", metadata);
    if (pod) {
      // Its name, its token's volume and its address are made up.
      return Tree.of(
          object.at("spec.containers").items().stream().map(one -> one.get("image")).toList());
    }
    return managed ? plain.without("endpoints") : plain;
  }

  /** What differs, once the cluster's controllers have come to rest, or 20 s have passed. */
  List<String> awaited(ObjectStore store) throws InterruptedException {
    await(store, () -> differences(of(store)).isEmpty());
    return differences(of(store));
  }

  /** Waits until every Deployment has the pods that it wants. */
  static void settled(ObjectStore store) throws InterruptedException {
    await(
        store,
        () ->
            store.list("deployments.apps").stream().allMatch(Rollout::done)
                && !store.list("deployments.apps").isEmpty());
  }

  private static void await(ObjectStore store, BooleanSupplier met) throws InterruptedException {
    Semaphore changes = new Semaphore(1);
    AutoCloseable subscription = store.subscribe(change -> changes.release());
    try {
      while (changes.tryAcquire(20, TimeUnit.SECONDS) && !met.getAsBoolean()) {
        changes.drainPermits();
      }
    } finally {
      try {
        subscription.close();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static String brief(Tree object) {
    String text = object.toString();
    return text.length() > 300 ? text.substring(0, 300) + "…" : text;
  }

  /** What differs later, one line each. */
  List<String> differences(Snapshot later) {
    Set<String> names = new TreeSet<>(objects.keySet());
    names.addAll(later.objects.keySet());
    List<String> differences = new ArrayList<>();
    for (String name : names) {
      Tree was = objects.getOrDefault(name, Tree.MISSING);
      Tree is = later.objects.getOrDefault(name, Tree.MISSING);
      if (!was.equals(is)) {
        differences.add(name + ": " + brief(was) + " -> " + brief(is));
      }
    }
    return differences;
  }
}
