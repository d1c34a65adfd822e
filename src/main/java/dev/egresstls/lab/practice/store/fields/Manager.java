package dev.egresstls.lab.practice.store.fields;

import dev.egresstls.lab.value.Json;

/**
 * Who wrote, and how: what tells two entries of {@code managedFields} apart.
 *
 * @param operation {@code Apply} or {@code Update}
 * @param apiVersion the version in which it wrote
 * @param subresource such as {@code status}; empty for the object itself
 */
public record Manager(String name, String operation, String apiVersion, String subresource) {
  /** The operation of server-side apply. */
  public static final String APPLY = "Apply";

  /** The operation of everything else. */
  public static final String UPDATE = "Update";

  boolean applies() {
    return operation.equals(APPLY);
  }

  /** As a conflict names it: {@code "kubectl-edit" using v1}. */
  String shown() {
    String with = subresource.isEmpty() ? "" : " with subresource " + Json.write(subresource);
    return Json.write(name) + with + (applies() ? "" : " using " + apiVersion);
  }
}
