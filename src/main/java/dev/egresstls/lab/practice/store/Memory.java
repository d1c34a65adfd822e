package dev.egresstls.lab.practice.store;

import dev.egresstls.lab.value.Tree;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * The objects, the one counter of resourceVersions, the last changes, and who hears of them. Not
 * thread-safe by itself: the store holds it while it is used.
 */
public final class Memory {
  private final Map<String, NavigableMap<String, Tree>> shelves = new HashMap<>();
  private final ArrayDeque<Recorded> history = new ArrayDeque<>();
  private final List<Mailbox<Recorded>> listeners = new CopyOnWriteArrayList<>();
  private final Executor executor;
  private final int remembered;
  private long version;
  private long forgotten;

  public Memory(Executor executor, int remembered) {
    this.executor = executor;
    this.remembered = remembered;
  }

  public long version() {
    return version;
  }

  public Optional<Tree> get(String key, String namespace, String name) {
    NavigableMap<String, Tree> shelf = shelves.get(key);
    return shelf == null
        ? Optional.empty()
        : Optional.ofNullable(shelf.get(place(namespace, name)));
  }

  public List<Tree> list(String key) {
    NavigableMap<String, Tree> shelf = shelves.get(key);
    return shelf == null ? List.of() : new ArrayList<>(shelf.values());
  }

  /** Keeps an object under the next resourceVersion, and gives it back with that. */
  public Tree put(ResourceType type, Tree object) {
    Tree kept = versioned(object);
    Tree before =
        shelves.computeIfAbsent(type.key(), key -> new TreeMap<>()).put(place(object), kept);
    ObjectChange.Type what = before == null ? ObjectChange.Type.ADDED : ObjectChange.Type.MODIFIED;
    tell(new ObjectChange(what, type, kept), before == null ? Tree.MISSING : before);
    return kept;
  }

  public Tree remove(ResourceType type, Tree object) {
    shelves.get(type.key()).remove(place(object));
    Tree last = versioned(object);
    tell(new ObjectChange(ObjectChange.Type.DELETED, type, last), object);
    return last;
  }

  private Tree versioned(Tree object) {
    version++;
    Tree metadata = object.get("metadata").with("resourceVersion", String.valueOf(version));
    return object.with("metadata", metadata);
  }

  private void tell(ObjectChange change, Tree before) {
    Recorded recorded = new Recorded(version, change, before);
    history.add(recorded);
    if (history.size() > remembered) {
      forgotten = history.remove().version();
    }
    listeners.forEach(listener -> listener.post(recorded));
  }

  /**
   * Tells a listener every change after a version, and from then on, unless it falls behind by more
   * than is remembered.
   *
   * @throws ApiError 410 if some of them are forgotten
   */
  public AutoCloseable listen(long since, Consumer<Recorded> listener, Runnable tooSlow) {
    if (since < forgotten) {
      String message = "too old resource version: " + since + " (" + (forgotten + 1) + ")";
      throw new ApiError(410, "Expired", message, Tree.MISSING);
    }
    List<Recorded> first = history.stream().filter(one -> one.version() > since).toList();
    int most = first.size() + remembered;
    return listen(first, new Mailbox<>(executor, listener, most, tooSlow));
  }

  private AutoCloseable listen(List<Recorded> first, Mailbox<Recorded> box) {
    first.forEach(box::post);
    listeners.add(box);
    return () -> {
      listeners.remove(box);
      box.close();
    };
  }

  /** Tells a listener of each object that is there, oldest first, and from then on every change. */
  public AutoCloseable listenFromNow(Iterable<Served> types, Consumer<Recorded> listener) {
    List<Recorded> there = new ArrayList<>();
    for (Served type : types) {
      for (Tree object : list(type.key())) {
        ObjectChange added = new ObjectChange(ObjectChange.Type.ADDED, type.type(), object);
        long made = Long.parseLong(object.at("metadata.resourceVersion").text("0"));
        there.add(new Recorded(made, added, Tree.MISSING));
      }
    }
    there.sort(Comparator.comparingLong(Recorded::version));
    return listen(there, new Mailbox<>(executor, listener));
  }

  private static String place(Tree object) {
    Tree metadata = object.get("metadata");
    return place(metadata.get("namespace").text(""), metadata.get("name").text(""));
  }

  private static String place(String namespace, String name) {
    return namespace + "\0" + name;
  }
}
