package dev.egresstls.lab.world.kube.watch;

import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.Query;
import dev.egresstls.lab.world.Ref;
import dev.egresstls.lab.world.Watched;
import dev.egresstls.lab.world.kube.rest.ApiClient;
import dev.egresstls.lab.world.kube.rest.ApiResources;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** All watches of a cluster, one a query, and who hears of their changes. */
public final class Watches implements AutoCloseable, ObjectCache.Renewal {
  private static final String DEFINITION = "CustomResourceDefinition";
  private static final int TRIES_ONCE_ESTABLISHED = 6;

  private final ApiClient server;
  private final ApiResources kinds;
  private final WatchExecutor beat = new WatchExecutor();
  private final Map<Query, ObjectWatch> byQuery = new LinkedHashMap<>();
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final AtomicBoolean announced = new AtomicBoolean();
  private volatile boolean closed;

  public Watches(ApiClient server, ApiResources kinds) {
    this.server = server;
    this.kinds = kinds;
  }

  /** As {@link dev.egresstls.lab.world.Resources#watch}. */
  public synchronized Watched watch(Query query) {
    ObjectWatch known = byQuery.get(query);
    if (known != null) {
      if (known.mirror().state() == Watched.State.NO_SUCH_KIND && !isDefinitionWatched(query)) {
        known.askAgain(0);
      }
      return known.mirror();
    }
    ObjectCache mirror = new ObjectCache(query, this::changed, this);
    ObjectWatch watch = new ObjectWatch(server, kinds, beat, mirror);
    byQuery.put(query, watch);
    if (!closed) {
      watch.start();
    }
    return mirror;
  }

  /** An object is so now, as the server answered to a change of it. */
  public void wrote(Tree object) {
    about(Ref.of(object)).forEach(watch -> watch.wrote(object));
  }

  /** An object was deleted. */
  public void deleted(Ref ref) {
    Tree metadata = Tree.object("name", ref.name(), "namespace", ref.namespace().orElse(""));
    about(ref).forEach(watch -> watch.deleted(Tree.object("metadata", metadata)));
  }

  private List<ObjectWatch> about(Ref ref) {
    return all().stream().filter(watch -> covers(watch.mirror().query(), ref)).toList();
  }

  private static boolean covers(Query query, Ref ref) {
    return query.apiVersion().equals(ref.apiVersion())
        && query.kind().equals(ref.kind())
        && (query.namespace().isEmpty() || query.namespace().equals(ref.namespace()))
        && query.name().map(ref.name()::equals).orElse(true)
        && query.label().isEmpty(); // whether it still has the label, the watch says
  }

  @Override
  public CompletableFuture<Void> renewed(ObjectCache mirror, Duration trusted) {
    return closed
        ? CompletableFuture.completedFuture(null)
        : byQuery(mirror.query()).renewed(trusted);
  }

  @Override
  public Optional<String> unwatched(ObjectCache mirror) {
    return byQuery(mirror.query()).unwatched();
  }

  private synchronized ObjectWatch byQuery(Query query) {
    return byQuery.get(query);
  }

  /** Whether we shall hear of it when the kind is defined. */
  private boolean isDefinitionWatched(Query query) {
    return byQuery.values().stream()
        .map(ObjectWatch::mirror)
        .filter(mirror -> mirror.query().kind().equals(DEFINITION))
        .filter(mirror -> mirror.state() == Watched.State.SYNCED)
        .anyMatch(mirror -> mirror.query().name().map(name -> defines(name, query)).orElse(true));
  }

  private static boolean defines(String definition, Query query) {
    return ApiResources.byHeart(query.apiVersion(), query.kind())
        .map(kind -> definition.equals(kind.plural() + "." + kind.group()))
        .orElse(false);
  }

  /** As {@link dev.egresstls.lab.world.Resources#onChange}. */
  public AutoCloseable onChange(Runnable listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  /** As {@link dev.egresstls.lab.world.Resources#awaitFirst}. */
  public synchronized void awaitFirst(Duration patience) throws InterruptedException {
    long until = System.nanoTime() + patience.toNanos();
    long left = patience.toNanos();
    while (left > 0 && starting()) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
      left = until - System.nanoTime();
    }
  }

  private boolean starting() {
    return byQuery.values().stream()
        .anyMatch(watch -> watch.mirror().state() == Watched.State.STARTING);
  }

  /** Called on whichever thread the change came in; listeners hear of it in turn, elsewhere. */
  private void changed(ObjectCache mirror) {
    if (announced.compareAndSet(false, true)) {
      beat.soon(this::announce);
    }
    if (mirror.query().kind().equals(DEFINITION)) {
      beat.soon(() -> established(mirror));
    }
  }

  private void announce() {
    announced.set(false);
    synchronized (this) {
      notifyAll();
    }
    listeners.forEach(Runnable::run);
  }

  /** Kinds that were not served may be now. */
  private void established(ObjectCache definitions) {
    for (ObjectWatch watch : all()) {
      Query query = watch.mirror().query();
      if (watch.mirror().state() == Watched.State.NO_SUCH_KIND
          && definitions.items().stream().anyMatch(definition -> serves(definition, query))) {
        watch.askAgain(TRIES_ONCE_ESTABLISHED);
      }
    }
  }

  private static boolean serves(Tree definition, Query query) {
    String group = definition.at("spec.group").text("") + "/";
    boolean served =
        definition.at("spec.versions").items().stream()
            .filter(version -> version.get("served").isTrue())
            .anyMatch(version -> query.apiVersion().equals(group + version.get("name").text("")));
    boolean established =
        definition.at("status.conditions").items().stream()
            .filter(condition -> condition.get("type").text("").equals("Established"))
            .anyMatch(condition -> condition.get("status").text("").equals("True"));
    return served && established && definition.at("spec.names.kind").text("").equals(query.kind());
  }

  private synchronized List<ObjectWatch> all() {
    return List.copyOf(byQuery.values());
  }

  @Override
  public synchronized void close() {
    closed = true;
    byQuery.values().forEach(ObjectWatch::close);
    beat.close();
  }
}
