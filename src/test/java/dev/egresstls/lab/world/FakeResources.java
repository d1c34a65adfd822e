package dev.egresstls.lab.world;

import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.served.ServedKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Objects in memory that can be watched. Applying merges; the same again changes nothing. */
public final class FakeResources implements Resources {
  private final Map<Ref, Tree> objects = new LinkedHashMap<>();
  private final Set<String> unserved = new LinkedHashSet<>();
  private final List<ServedKind> served = new CopyOnWriteArrayList<>();
  private final Map<String, Problem> failing = new LinkedHashMap<>();
  private final Map<String, Problem> unreadable = new LinkedHashMap<>();
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final List<Query> watches = new CopyOnWriteArrayList<>();
  private final List<Ref> applied = new CopyOnWriteArrayList<>();
  private UnaryOperator<Tree> reaction = UnaryOperator.identity();
  private Supplier<CompletableFuture<Void>> renewal = () -> CompletableFuture.completedFuture(null);
  private long version;

  /** What is answered to whoever asks for something watched anew. */
  public void renewing(Supplier<CompletableFuture<Void>> how) {
    renewal = how;
  }

  /** What the cluster makes of an object when it is written, such as a status. */
  public void reacting(UnaryOperator<Tree> to) {
    reaction = to;
  }

  /** Puts an object there, as somebody else would. */
  public synchronized void put(Tree object) {
    Tree before = objects.getOrDefault(Ref.of(object), Tree.MISSING);
    if (!without(before).equals(without(object))) {
      Tree metadata = object.get("metadata").with("resourceVersion", String.valueOf(++version));
      objects.put(Ref.of(object), object.with("metadata", metadata));
      changed();
    }
  }

  private static Tree without(Tree object) {
    return object.isMissing()
        ? object
        : object.with("metadata", object.get("metadata").without("resourceVersion"));
  }

  public synchronized void delete(Ref ref) {
    objects.remove(ref);
    changed();
  }

  /** The kind is not served from now on. */
  public void unserve(String kind) {
    unserved.add(kind);
  }

  /** Looking at the kind fails from now on. */
  public void fail(String kind, Problem problem) {
    failing.put(kind, problem);
    changed();
  }

  /** Discovery names the kind from now on. */
  public void serve(ServedKind kind) {
    served.add(kind);
  }

  /** Listing the kind fails from now on, or does so no more. */
  public void failReading(String kind, Optional<Problem> problem) {
    unreadable.remove(kind);
    problem.ifPresent(one -> unreadable.put(kind, one));
  }

  /** What was applied, in order. */
  public List<Ref> applied() {
    return List.copyOf(applied);
  }

  /** Who hears of changes now. */
  public List<Runnable> listeners() {
    return List.copyOf(listeners);
  }

  /** What is watched. */
  public List<Query> watches() {
    return List.copyOf(watches);
  }

  /** A number that grows with every change of an object. */
  public synchronized long version() {
    return version;
  }

  private void changed() {
    listeners.forEach(Runnable::run);
  }

  @Override
  public synchronized Optional<Tree> get(Ref ref) {
    return Optional.ofNullable(objects.get(ref));
  }

  @Override
  public synchronized List<Tree> list(Query query) {
    List<Tree> found = new ArrayList<>();
    objects.forEach(
        (ref, object) -> {
          boolean fits =
              ref.apiVersion().equals(query.apiVersion())
                  && ref.kind().equals(query.kind())
                  && query
                      .namespace()
                      .map(ns -> ref.namespace().equals(Optional.of(ns)))
                      .orElse(true)
                  && query.name().map(ref.name()::equals).orElse(true);
          if (fits) {
            found.add(object);
          }
        });
    found.sort(Comparator.comparing(object -> Ref.of(object).toString()));
    return found;
  }

  @Override
  public List<ServedKind> served() {
    return List.copyOf(served);
  }

  @Override
  public Optional<Tree> openApi(String apiVersion) {
    return Optional.empty();
  }

  @Override
  public Optional<Tree> table(Query query) {
    if (unreadable.containsKey(query.kind())) {
      throw unreadable.get(query.kind()).failure();
    }
    return Optional.of(Tree.object("items", list(query)));
  }

  @Override
  public Watched watch(Query query) {
    watches.add(query);
    return new Watched() {
      @Override
      public State state() {
        return failing.containsKey(query.kind())
            ? State.FAILED
            : unserved.contains(query.kind()) ? State.NO_SUCH_KIND : State.SYNCED;
      }

      @Override
      public Optional<Problem> problem() {
        return Optional.ofNullable(failing.get(query.kind()));
      }

      @Override
      public List<Tree> items() {
        return list(query);
      }

      @Override
      public CompletableFuture<Void> renewed(Duration trusted) {
        return renewal.get();
      }
    };
  }

  @Override
  public AutoCloseable onChange(Runnable listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  @Override
  public void awaitFirst(Duration patience) {}

  @Override
  public Tree apply(Tree object, boolean force) {
    applied.add(Ref.of(object));
    Tree before = get(Ref.of(object)).orElse(Tree.MISSING);
    put(reaction.apply(merged(before, object)));
    return get(Ref.of(object)).orElseThrow();
  }

  @Override
  public Tree dryRun(Tree object, boolean force) {
    return merged(get(Ref.of(object)).orElse(Tree.MISSING), object);
  }

  @Override
  public Tree create(Tree object) {
    if (get(Ref.of(object)).isPresent()) {
      throw Problem.of(Problem.Kind.PRECONDITION, Ref.of(object) + " is there already").failure();
    }
    put(reaction.apply(object));
    return get(Ref.of(object)).orElseThrow();
  }

  @Override
  public Tree merge(Ref ref, Tree patch) {
    Tree metadata = patch.get("metadata").without("resourceVersion").without("uid");
    put(merged(get(ref).orElseThrow(), patch.with("metadata", metadata)));
    return get(ref).orElseThrow();
  }

  @Override
  public boolean delete(Ref ref, Optional<String> uid, Optional<String> version) {
    boolean there = get(ref).isPresent();
    delete(ref);
    return there;
  }

  private static Tree merged(Tree before, Tree change) {
    if (!before.isObject() || !change.isObject()) {
      return change;
    }
    Tree merged = before;
    for (Map.Entry<String, Tree> field : change.fields().entrySet()) {
      merged = merged.with(field.getKey(), merged(before.get(field.getKey()), field.getValue()));
    }
    return merged;
  }
}
