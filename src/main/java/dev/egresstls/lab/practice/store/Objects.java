package dev.egresstls.lab.practice.store;

import dev.egresstls.lab.value.Tree;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * What controllers of the practice cluster do with its objects. Types are named by their key, such
 * as {@code deployments.apps}; the namespace is empty text for cluster-scoped kinds.
 */
public interface Objects {
  /** The type behind a key in its storage version, if it is served. */
  Optional<ResourceType> type(String key);

  Optional<Tree> get(String key, String namespace, String name);

  /** All objects of the type in all namespaces, by namespace and name; none if it is not served. */
  List<Tree> list(String key);

  /**
   * Creates an object: fills in what an API server fills in (uid, resourceVersion, defaults,
   * managedFields of {@code manager}).
   *
   * @throws ApiError as an API server would answer (AlreadyExists, NotFound, Invalid)
   */
  Tree create(String key, Tree object, String manager);

  /**
   * Changes an object in one go; the same value back means no change and no new resourceVersion.
   *
   * @return the object as it is now; empty if there is none
   */
  Optional<Tree> modify(
      String key, String namespace, String name, String manager, UnaryOperator<Tree> change);

  /** As {@link #modify}, for the status alone; the generation stays. */
  Optional<Tree> modifyStatus(
      String key, String namespace, String name, String manager, UnaryOperator<Tree> change);

  /**
   * Deletes an object, and through owner references what it owns; nothing happens if there is none.
   */
  void delete(String key, String namespace, String name);

  /**
   * Hears of every change, in order, after it is visible; never on the thread that made it. It
   * begins with an ADDED for each object that is there.
   */
  AutoCloseable subscribe(Consumer<ObjectChange> listener);
}
