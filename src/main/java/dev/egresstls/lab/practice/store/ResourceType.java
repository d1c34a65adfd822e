package dev.egresstls.lab.practice.store;

import java.util.List;

/**
 * A kind of object that the practice cluster serves, at one version.
 *
 * @param group the API group; empty for the core group
 * @param version such as {@code v1}
 * @param plural such as {@code deployments}
 * @param kind such as {@code Deployment}
 * @param singular such as {@code deployment}
 * @param namespaced whether its objects live in namespaces
 * @param shortNames such as {@code deploy}
 * @param categories such as {@code all}
 */
public record ResourceType(
    String group,
    String version,
    String plural,
    String kind,
    String singular,
    boolean namespaced,
    List<String> shortNames,
    List<String> categories) {
  public ResourceType {
    shortNames = List.copyOf(shortNames);
    categories = List.copyOf(categories);
  }

  /** {@code v1} or {@code apps/v1}. */
  public String apiVersion() {
    return group.isEmpty() ? version : group + "/" + version;
  }

  /** Where its objects are kept, the same for every version: {@code deployments.apps}. */
  public String key() {
    return group.isEmpty() ? plural : plural + "." + group;
  }
}
