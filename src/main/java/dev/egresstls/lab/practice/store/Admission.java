package dev.egresstls.lab.practice.store;

import dev.egresstls.lab.value.Tree;

/**
 * What an API server asks before it keeps a new object, as admission plugins and mutating webhooks
 * do. The store calls it for each create, after the object's own defaults and before validation.
 */
@FunctionalInterface
public interface Admission {
  /** Keeps every object as it is. */
  Admission NONE = (type, object) -> object;

  /**
   * Changes or refuses a new object.
   *
   * @param type the type at which it was sent
   * @param object with name and namespace filled in; a {@code generateName} may still be open
   * @return the object to keep
   * @throws ApiError to refuse it
   */
  Tree admit(ResourceType type, Tree object);
}
