package dev.egresstls.lab.practice.store;

import dev.egresstls.lab.value.Tree;

/**
 * A change of one object.
 *
 * @param object the object after it; before it, for DELETED
 */
public record ObjectChange(Type type, ResourceType resource, Tree object) {
  /** The watch event types of the Kubernetes API. */
  public enum Type {
    ADDED,
    MODIFIED,
    DELETED
  }
}
