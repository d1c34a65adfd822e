package dev.egresstls.lab.practice;

import dev.egresstls.lab.mesh.observed.ObjectNames;
import dev.egresstls.lab.practice.store.ObjectStore;
import dev.egresstls.lab.value.Tree;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Everything in a cluster that somebody may care for: what objects there are, and their labels,
 * specs and data. A pod is known by what created it, for its own name is made up.
 */
final class Inventory {
  private Inventory() {}

  static Map<String, String> of(ObjectStore store) {
    Map<String, String> all = new TreeMap<>();
    store.kinds().stream()
        .filter(kind -> !kind.key().matches("(?:events|leases).*|endpoints"))
        .forEach(
            kind ->
                store
                    .list(kind.key())
                    .forEach(
                        object ->
                            all.merge(name(kind.key(), object), content(object), String::concat)));
    return all;
  }

  /** Every object's resourceVersion, but those of Events. */
  static Map<String, String> versions(ObjectStore store) {
    Map<String, String> versions = new TreeMap<>();
    store.kinds().stream()
        .filter(kind -> !kind.key().matches("(?:events|leases).*|endpoints"))
        .forEach(
            kind ->
                store
                    .list(kind.key())
                    .forEach(
                        object ->
                            versions.put(
                                kind.key() + ObjectNames.of(object),
                                object.at("metadata.resourceVersion").text(""))));
    return versions;
  }

  /** What differs, one line each; nothing if all is as it was. */
  static List<String> differences(Map<String, String> before, Map<String, String> after) {
    Set<String> names = new TreeSet<>(before.keySet());
    names.addAll(after.keySet());
    return names.stream()
        .filter(name -> !before.getOrDefault(name, "").equals(after.getOrDefault(name, "")))
        .map(name -> name + ": " + before.get(name) + " -> " + after.get(name))
        .toList();
  }

  private static String name(String kind, Tree object) {
    String name = object.at("metadata.name").text("");
    boolean pod = kind.equals("pods");
    return kind
        + " "
        + object.at("metadata.namespace").text("")
        + "/"
        + (pod ? object.at("metadata.ownerReferences[0].name").text(name) : name);
  }

  private static String content(Tree object) {
    // A Service's own slices follow its pods' addresses.
    boolean managed =
        object.at("metadata.labels[endpointslice.kubernetes.io/managed-by]").isPresent();
    boolean pod = object.get("kind").text("").equals("Pod");
    Tree plain = pod ? images(object) : managed ? object.without("endpoints") : object;
    for (String field : new String[] {"metadata", "status"}) {
      plain = plain.without(field);
    }
    return sorted(plain).toString() + object.at("metadata.labels") + "\n";
  }

  /** The order of fields says nothing. */
  private static Tree sorted(Tree value) {
    if (value.isList()) {
      return Tree.of(value.items().stream().map(Inventory::sorted).toList());
    }
    Map<String, Object> fields = new TreeMap<>();
    value.fields().forEach((name, field) -> fields.put(name, sorted(field)));
    return value.isObject() ? Tree.of(fields) : value;
  }

  /** The volume with a pod's token has a made-up name. */
  private static Tree images(Tree pod) {
    return Tree.of(
        pod.at("spec.containers").items().stream().map(one -> one.get("image")).toList());
  }
}
