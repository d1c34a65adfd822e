package dev.egresstls.lab.world;

import java.util.Optional;

/**
 * Which objects to watch: those of a kind, in one namespace or all, by one name or any.
 *
 * @param namespace empty for all namespaces, and for cluster-scoped kinds
 * @param name empty for every name
 */
public record Query(
    String apiVersion, String kind, Optional<String> namespace, Optional<String> name) {

  /** All objects of a kind. */
  public static Query all(String apiVersion, String kind) {
    return new Query(apiVersion, kind, Optional.empty(), Optional.empty());
  }

  /** All objects of a kind in a namespace. */
  public static Query in(String namespace, String apiVersion, String kind) {
    return new Query(apiVersion, kind, Optional.of(namespace), Optional.empty());
  }
}
