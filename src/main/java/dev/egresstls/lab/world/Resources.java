package dev.egresstls.lab.world;

import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.served.ServedKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The objects of one cluster. Every call goes to the cluster that was pinned when the lab opened.
 * Failures are {@link LabFailure}s with a sentence for the user.
 */
public interface Resources {
  /** The field manager of everything that the lab writes. */
  String FIELD_MANAGER = "egresstls-lab";

  /**
   * The field manager of former values that undo has set again: no trace of the lab stays on them,
   * and nobody takes them for something that is still to be undone.
   */
  String UNDO_MANAGER = "egresstls-lab-undo";

  /** Whether a field manager is the lab. */
  static boolean isLab(String manager) {
    return manager.equals(FIELD_MANAGER) || manager.equals(UNDO_MANAGER);
  }

  /** The namespace whose UID tells clusters apart. */
  Ref KUBE_SYSTEM = new Ref("v1", "Namespace", Optional.empty(), "kube-system");

  /** Which cluster was pinned when the lab opened. */
  default ClusterId id() {
    return new ClusterId(
        "",
        Optional.empty(),
        get(KUBE_SYSTEM).flatMap(namespace -> namespace.at("metadata.uid").text()));
  }

  /**
   * Makes sure that the connection still leads to the cluster that was pinned. Every mutation does
   * so by itself; here for what changes a cluster in another way, or concludes something from what
   * was read of it.
   *
   * @throws LabFailure (precondition) if another cluster answers, or it cannot be determined
   */
  default void verify() {}

  /**
   * The same before anything is concluded from what was read. A cluster that nothing tells apart
   * from another one may be looked at.
   *
   * @throws LabFailure (precondition) with a {@link Strayed} if another cluster answers
   */
  default void verifyLook() {}

  /**
   * What to report of a failure: that another cluster answers, if one does by now, for what that
   * one refuses says nothing of the cluster that was pinned.
   */
  default LabFailure orAnother(LabFailure met) {
    Problem.Kind kind = met.problem().kind();
    boolean silent = kind == Problem.Kind.INTERRUPTED || kind == Problem.Kind.PATIENCE;
    return silent || Strayed.of(met).isPresent() ? met : another().orElse(met);
  }

  /** That another cluster answers by now; empty if none does, or it cannot be determined. */
  default Optional<LabFailure> another() {
    try {
      verifyLook();
      return Optional.empty();
    } catch (LabFailure e) {
      return Optional.of(e).filter(one -> Strayed.of(one).flatMap(Strayed::other).isPresent());
    }
  }

  /**
   * The same after something else has changed the cluster, such as a tool.
   *
   * @param command what ran
   * @throws LabFailure (precondition) with a {@link Strayed} if another cluster answers, so that
   *     some of it may have been done there
   */
  default void verifyAfter(String command) {}

  /** Reads one object; empty if there is none, or its kind is not served. */
  Optional<Tree> get(Ref ref);

  /** Lists the objects that a query names; none if the kind is not served. */
  List<Tree> list(Query query);

  /**
   * The metadata of all objects of a kind, in all namespaces; nothing else of them need be there.
   * None come if the kind is not served any more.
   *
   * @param chunk gets some at a time; the same object may come twice
   * @throws LabFailure (denied) if they may not be listed
   */
  default void metadata(ServedKind kind, Consumer<List<Tree>> chunk) {
    chunk.accept(list(Query.all(kind.apiVersion(), kind.kind())));
  }

  /** All kinds that can be listed, each in the version that the server prefers. */
  List<ServedKind> served();

  /**
   * The OpenAPI 3 document of an API version.
   *
   * @return empty if the server publishes none
   */
  Optional<Tree> openApi(String apiVersion);

  /**
   * What a query names, in the columns that the server prints for people.
   *
   * @param query with a name, and a namespace if its kind is in namespaces, for one object
   * @return a {@code meta.k8s.io/v1 Table}; from a server that makes none the object or a list;
   *     empty if there is no such object, or its kind is not served
   */
  Optional<Tree> table(Query query);

  /**
   * Watches objects. One list and one watch a query, however often it is asked for; it goes on
   * until the cluster is closed.
   *
   * @return at once; see {@link #awaitFirst} to wait for the first list
   */
  Watched watch(Query query);

  /**
   * Calls back after any watched object, or any watch's state, has changed. Calls come from one
   * thread at a time and must return quickly.
   *
   * @return closes the subscription
   */
  AutoCloseable onChange(Runnable listener);

  /** Waits until every watch that was asked for has left {@link Watched.State#STARTING}. */
  void awaitFirst(Duration patience) throws InterruptedException;

  /** As {@link #apply(Tree, boolean)}, taking over fields of others. */
  default Tree apply(Tree object) {
    return apply(object, true);
  }

  /**
   * Applies an object by server-side apply as {@link #FIELD_MANAGER}.
   *
   * @param force whether to take over fields that others own with another value
   * @return the object as the server has it now
   * @throws LabFailure whose cause is a {@link Conflict} if others own fields with another value,
   *     or a resourceVersion that the object names is no longer right
   */
  Tree apply(Tree object, boolean force);

  /** As {@link #dryRun(Tree, boolean)}, taking over fields of others. */
  default Tree dryRun(Tree object) {
    return dryRun(object, true);
  }

  /**
   * What {@link #apply(Tree, boolean)} would give. The server does all of it but keeping the
   * result.
   *
   * @return the object as the server would have it
   */
  Tree dryRun(Tree object, boolean force);

  /**
   * Creates an object as {@link #FIELD_MANAGER}.
   *
   * @return the object as the server has it now
   * @throws LabFailure if there is one of that name
   */
  Tree create(Tree object);

  /**
   * Changes fields of an object by a JSON merge patch as {@link #FIELD_MANAGER}: a null takes a
   * field away, a list is replaced whole.
   *
   * @param patch with the object's uid or resourceVersion in its metadata if it must still be that
   * @return the object as the server has it now
   * @throws LabFailure whose cause is a {@link Conflict} if it is not
   */
  Tree merge(Ref ref, Tree patch);

  /** As {@link #create}, to undo a deletion of what the lab did not create: as UNDO_MANAGER. */
  default Tree restore(Tree object) {
    return create(object);
  }

  /** As {@link #merge}, to undo a change: as {@link #UNDO_MANAGER}. */
  default Tree restore(Ref ref, Tree patch) {
    return merge(ref, patch);
  }

  /** As {@link #delete(Ref, Optional, Optional)}, whatever its version. */
  default boolean delete(Ref ref, Optional<String> uid) {
    return delete(ref, uid, Optional.empty());
  }

  /**
   * Whether the user may do things, all asked at once; nothing is done.
   *
   * @return for each whether it is allowed; what could not be asked is omitted
   */
  default Map<Access, Boolean> allowed(List<Access> questions) {
    return Map.of();
  }

  /** The namespaces that may be looked at; empty for all of them. */
  default Optional<Set<String>> namespaces() {
    return Optional.empty();
  }

  /**
   * A token of a service account, as TokenRequest gives it.
   *
   * @throws LabFailure if the user may not have it, or there is no such account
   */
  default String token(Ref account, Duration lasts) {
    throw new UnsupportedOperationException();
  }

  /**
   * Deletes an object, and what it owns after it.
   *
   * @param uid deletes nothing else of the same name; empty for whatever has the name
   * @param version the resourceVersion that it must still have; empty for any
   * @return whether there was one
   * @throws LabFailure whose cause is a {@link Conflict} if it is another
   */
  boolean delete(Ref ref, Optional<String> uid, Optional<String> version);
}
