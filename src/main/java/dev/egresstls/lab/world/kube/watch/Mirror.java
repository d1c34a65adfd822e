package dev.egresstls.lab.world.kube.watch;

import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.Query;
import dev.egresstls.lab.world.Watched;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The objects of a query as they were last seen, and whether that is to be believed. */
final class Mirror implements Watched {
  private final Query query;
  private final Consumer<Mirror> onChange;
  private final TreeMap<String, Tree> objects = new TreeMap<>();
  private volatile Seen seen = new Seen(State.STARTING, Optional.empty(), List.of());

  private record Seen(State state, Optional<Problem> problem, List<Tree> items) {}

  /**
   * Knows nothing yet.
   *
   * @param onChange hears after each change
   */
  Mirror(Query query, Consumer<Mirror> onChange) {
    this.query = query;
    this.onChange = onChange;
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

  /** The server has exactly these. */
  synchronized void listed(List<Tree> items) {
    objects.clear();
    items.forEach(item -> objects.put(key(item), item));
    show(State.SYNCED, Optional.empty());
  }

  synchronized void put(Tree object) {
    objects.put(key(object), object);
    show(State.SYNCED, Optional.empty());
  }

  synchronized void remove(Tree object) {
    objects.remove(key(object));
    show(State.SYNCED, Optional.empty());
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

  private static String key(Tree object) {
    return object.at("metadata.namespace").text("") + "/" + object.at("metadata.name").text("");
  }
}
