package dev.egresstls.lab.world;

import java.util.Optional;

/**
 * Which objects to watch: those of a kind, in one namespace or all, by one name or any.
 *
 * @param namespace empty for all namespaces, and for cluster-scoped kinds
 * @param name empty for every name
 * @param label only those that have it, such as {@code app=curl}; empty for all
 */
public record Query(
    String apiVersion,
    String kind,
    Optional<String> namespace,
    Optional<String> name,
    Optional<String> label) {

  /** Whatever their labels are. */
  public Query(String apiVersion, String kind, Optional<String> namespace, Optional<String> name) {
    this(apiVersion, kind, namespace, name, Optional.empty());
  }

  /** All objects of a kind. */
  public static Query all(String apiVersion, String kind) {
    return new Query(apiVersion, kind, Optional.empty(), Optional.empty());
  }

  /** All objects of a kind in a namespace. */
  public static Query in(String namespace, String apiVersion, String kind) {
    return all(apiVersion, kind).in(namespace);
  }

  /** The same in one namespace. */
  public Query in(String other) {
    return new Query(apiVersion, kind, Optional.of(other), name, label);
  }

  /** Of these only the objects that have a label. */
  public Query labelled(String key, String value) {
    return new Query(apiVersion, kind, namespace, name, Optional.of(key + "=" + value));
  }
}
