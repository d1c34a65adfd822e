package dev.egresstls.lab.world;

import java.util.Objects;
import java.util.Optional;

/**
 * Something that a user may do to the objects of a cluster, or not.
 *
 * @param verb such as {@code patch}
 * @param group the API group; empty for the core group
 * @param resource in the plural, such as {@code services} or {@code pods/exec}
 * @param namespace empty for cluster-scoped kinds, and for all namespaces
 */
public record Access(String verb, String group, String resource, Optional<String> namespace) {
  public Access {
    Objects.requireNonNull(verb);
    Objects.requireNonNull(group);
    Objects.requireNonNull(resource);
    Objects.requireNonNull(namespace);
  }

  /** As kubectl takes it: {@code patch services -n default}. */
  @Override
  public String toString() {
    String of = group.isEmpty() ? resource : resource + "." + group;
    return verb + " " + of + namespace.map(ns -> " -n " + ns).orElse("");
  }
}
