package dev.egresstls.lab.world.kube.watch;

import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.Query;
import dev.egresstls.lab.world.Watched;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** The objects of a query as they were last seen, and whether that is to be believed. */
final class ObjectCache implements Watched {
  private static final int REMEMBERED = 1000;

  private final Query query;
  private final Consumer<ObjectCache> onChange;
  private final Renewal renewal;

  /** UIDs of objects that have gone; a UID is never used again. */
  private final Map<String, Boolean> gone =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
          return size() > REMEMBERED;
        }
      };

  private long highest = -1;

  /** The version of the last list: older events say nothing that it has not. */
  private long listed = -1;

  private final TreeMap<String, Tree> objects = new TreeMap<>();
  private volatile Seen seen = new Seen(State.STARTING, Optional.empty(), List.of());

  private record Seen(State state, Optional<Problem> problem, List<Tree> items) {}

  /** Lists again what is mirrored. */
  interface Renewal {
    /** As {@link Watched#renewed}. */
    CompletableFuture<Void> renewed(ObjectCache mirror, Duration trusted);

    /** As {@link Watched#unwatched}. */
    Optional<String> unwatched(ObjectCache mirror);
  }

  /**
   * Knows nothing yet.
   *
   * @param onChange hears after each change
   */
  ObjectCache(Query query, Consumer<ObjectCache> onChange, Renewal renewal) {
    this.query = query;
    this.onChange = onChange;
    this.renewal = renewal;
  }

  @Override
  public CompletableFuture<Void> renewed(Duration trusted) {
    return renewal.renewed(this, trusted);
  }

  @Override
  public Optional<String> unwatched() {
    return renewal.unwatched(this);
  }

  Query query() {
    return query;
  }

  @Override
  public State state() {
    return seen.state();
  }

  @Override
  public Optional<Problem> problem() {
    return seen.problem();
  }

  @Override
  public List<Tree> items() {
    return seen.items();
  }

  /** The highest version of anything that is known of the server. */
  synchronized long highest() {
    return highest;
  }

  /**
   * The server had exactly these at a version. What is known to be newer stays: it was written, or
   * came along the watch, while the list was in progress.
   *
   * @param floor {@link #highest} when the list was asked for. A list that is older than that comes
   *     from a server whose objects were set back, and counts alone.
   * @param problem why they are not to be relied on all the same
   * @return whether that was news
   */
  synchronized boolean listed(
      List<Tree> items, long version, long floor, Optional<Problem> problem) {
    TreeMap<String, Tree> before = new TreeMap<>(objects);
    boolean setBack = version >= 0 && version < floor;
    objects.clear();
    listed = version;
    if (setBack) {
      highest = version;
      gone.clear();
    }
    items.stream()
        .filter(item -> !gone.containsKey(uid(item)))
        .forEach(item -> objects.put(key(item), item));
    if (!setBack && version >= 0) {
      before.forEach((key, old) -> keepIfNewer(key, old, version));
    }
    highest = Math.max(highest, version);
    show(problem.isPresent() ? State.FAILED : State.SYNCED, problem);
    return !versions(before).equals(versions(objects));
  }

  private void keepIfNewer(String key, Tree old, long version) {
    Tree listed = objects.get(key);
    if (version(old) > version && (listed == null || version(listed) < version(old))) {
      objects.put(key, old);
    }
  }

  private static List<String> versions(TreeMap<String, Tree> objects) {
    return objects.values().stream().map(one -> uid(one) + " " + resourceVersion(one)).toList();
  }

  /** Takes an event of a watch; gives whether it says that the watch cannot go on. */
  boolean take(String type, Tree object) {
    switch (type) {
      case "ADDED", "MODIFIED" -> put(object);
      case "DELETED" -> remove(object);
      default -> {}
    }
    return type.equals("ERROR");
  }

  /** An object as it is now, unless something newer is known. */
  synchronized void put(Tree object) {
    Tree known = objects.get(key(object));
    boolean late =
        gone.containsKey(uid(object))
            || version(object) <= (known == null ? listed : version(known) - 1);
    highest = Math.max(highest, version(object));
    if (!late || version(object) < 0) {
      objects.put(key(object), object);
    }
    show(State.SYNCED, Optional.empty());
  }

  /** An object is gone; another one of the same name may be there by now. */
  synchronized void remove(Tree object) {
    Tree known = objects.get(key(object));
    if (!uid(object).isEmpty()) {
      gone.put(uid(object), true);
    }
    highest = Math.max(highest, version(object));
    if (known != null && (uid(known).equals(uid(object)) || version(known) <= version(object))) {
      objects.remove(key(object));
    }
    show(State.SYNCED, Optional.empty());
  }

  /** The object of a namespace and name, as it is known. */
  synchronized Optional<Tree> known(Tree like) {
    return Optional.ofNullable(objects.get(key(like)));
  }

  /** The kind is not served, so there are no objects. */
  synchronized void notServed() {
    if (state() != State.NO_SUCH_KIND) {
      objects.clear();
      show(State.NO_SUCH_KIND, Optional.empty());
    }
  }

  /** What is known may be out of date, because of this. */
  synchronized void failed(Problem problem) {
    if (!problem().equals(Optional.of(problem))) {
      show(State.FAILED, Optional.of(problem));
    }
  }

  /** The watch goes on where it broke off: what is known holds. */
  synchronized void recovered() {
    if (state() == State.FAILED) {
      show(State.SYNCED, Optional.empty());
    }
  }

  private void show(State state, Optional<Problem> problem) {
    seen = new Seen(state, problem, List.copyOf(objects.values()));
    onChange.accept(this);
  }

  private static String uid(Tree object) {
    return object.at("metadata.uid").text("");
  }

  private static String resourceVersion(Tree object) {
    return object.at("metadata.resourceVersion").text("");
  }

  /** The version of an object, which grows with each change; -1 if it is no number. */
  static long version(Tree object) {
    return number(resourceVersion(object));
  }

  /** A version as a number; -1 if it is none. */
  static long number(String version) {
    return version.matches("\\d{1,18}") ? Long.parseLong(version) : -1;
  }

  private static String key(Tree object) {
    return object.at("metadata.namespace").text("") + "/" + object.at("metadata.name").text("");
  }
}
