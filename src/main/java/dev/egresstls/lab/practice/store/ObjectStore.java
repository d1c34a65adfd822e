package dev.egresstls.lab.practice.store;

import dev.egresstls.lab.practice.store.fields.Manager;
import dev.egresstls.lab.practice.store.fields.ServerSideApply;
import dev.egresstls.lab.practice.store.rules.ClusterAddresses;
import dev.egresstls.lab.practice.store.write.Deletions;
import dev.egresstls.lab.practice.store.write.Intent;
import dev.egresstls.lab.practice.store.write.NewObject;
import dev.egresstls.lab.practice.store.write.Placement;
import dev.egresstls.lab.practice.store.write.Preconditions;
import dev.egresstls.lab.practice.store.write.Writer;
import dev.egresstls.lab.value.Tree;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * All objects of the practice cluster, in memory; empty at first, see {@code Housekeeping}. Every
 * method may be called from any thread; each write is one step that others see as a whole.
 */
public final class ObjectStore implements Objects, AutoCloseable {
  private static final int REMEMBERED = 10_000;

  private final Background background = new Background("practice-store");
  private final TypeRegistry types = new TypeRegistry(BuiltInKinds.all());
  private final Memory memory = new Memory(background, REMEMBERED);
  private final List<Admission> admissions = new CopyOnWriteArrayList<>();
  private final ClusterAddresses addresses = new ClusterAddresses(() -> memory.list("services"));
  private final Writer writer = new Writer(memory, addresses, admissions);
  private final Deletions deletions = new Deletions(memory, types);

  /** Every kind once, in the version in which its objects are kept. */
  public List<ResourceType> kinds() {
    return types.all().stream()
        .filter(one -> one.type().version().equals(one.storageVersion()))
        .map(Served::type)
        .toList();
  }

  /** Lets something look at every object before it is kept. */
  public void admitWith(Admission admission) {
    admissions.add(admission);
  }

  /** Every version of every kind that is served. */
  public List<Served> served() {
    return types.all().stream().filter(Served::served).toList();
  }

  /** A kind at a version, by its plural. */
  public Optional<Served> served(String group, String version, String plural) {
    return served().stream()
        .filter(one -> one.type().group().equals(group))
        .filter(one -> one.type().version().equals(version))
        .filter(one -> one.type().plural().equals(plural))
        .findFirst();
  }

  /** Serves a kind that a CustomResourceDefinition describes, in place of what was served so. */
  public synchronized void serve(String key, List<Served> versions) {
    types.put(key, versions);
  }

  @Override
  public Optional<ResourceType> type(String key) {
    return types.stored(key).map(Served::type);
  }

  @Override
  public synchronized Optional<Tree> get(String key, String namespace, String name) {
    return memory.get(key, namespace, name);
  }

  @Override
  public synchronized List<Tree> list(String key) {
    return memory.list(key);
  }

  /** All objects of a kind at a version, in one namespace or, for empty text, in all. */
  public synchronized Listing listing(Served type, String namespace) {
    List<Tree> items =
        memory.list(type.key()).stream()
            .filter(
                one ->
                    namespace.isEmpty() || one.at("metadata.namespace").text("").equals(namespace))
            .map(type::shown)
            .toList();
    return new Listing(items, memory.version());
  }

  /**
   * An object at a version.
   *
   * @throws ApiError 404
   */
  public synchronized Tree read(Served type, String namespace, String name) {
    return type.shown(live(type, namespace, name));
  }

  private Tree live(Served type, String namespace, String name) {
    return memory
        .get(type.key(), namespace, name)
        .orElseThrow(() -> Refusals.notFound(type.type(), name));
  }

  @Override
  public Tree create(String key, Tree object, String manager) {
    return create(stored(key), object, Writing.by(manager));
  }

  /**
   * Creates an object.
   *
   * @param object with its namespace in its metadata, if its kind is namespaced
   * @throws ApiError 404 or 403 for its namespace, 409 if there is one, 422 if it is invalid
   */
  public synchronized Tree create(Served type, Tree object, Writing how) {
    Tree placed = Placement.of(memory, type, object);
    return type.shown(writer.create(type, placed, how, null));
  }

  @Override
  public Optional<Tree> modify(
      String key, String namespace, String name, String manager, UnaryOperator<Tree> change) {
    return modify(key, namespace, name, Writing.by(manager), change);
  }

  @Override
  public Optional<Tree> modifyStatus(
      String key, String namespace, String name, String manager, UnaryOperator<Tree> change) {
    return modify(key, namespace, name, Writing.status(manager), change);
  }

  private synchronized Optional<Tree> modify(
      String key, String namespace, String name, Writing how, UnaryOperator<Tree> change) {
    if (memory.get(key, namespace, name).isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(update(stored(key), namespace, name, change, how));
  }

  /**
   * Changes an object in one go.
   *
   * @param change from the object as this version shows it; a resourceVersion or uid that it gives
   *     back must still be right
   * @throws ApiError 404, 409 or 422
   */
  public synchronized Tree update(
      Served type, String namespace, String name, UnaryOperator<Tree> change, Writing how) {
    Tree live = live(type, namespace, name);
    Tree proposed = change.apply(type.shown(live));
    Preconditions.check(type.type(), live, proposed.get("metadata"));
    return type.shown(writer.update(type, live, proposed, how, null));
  }

  /**
   * Applies a configuration by server-side apply; creates the object if there is none.
   *
   * @throws ApiError 409 naming the fields in conflict, and as {@link #create} and {@link #update}
   */
  public synchronized Tree apply(Served type, Tree config, Writing how, boolean force) {
    Tree placed = Placement.of(memory, type, config);
    String namespace = placed.at("metadata.namespace").text("");
    String name = placed.at("metadata.name").text("");
    Optional<Tree> live = memory.get(type.key(), namespace, name);
    Manager manager =
        new Manager(how.manager(), Manager.APPLY, type.type().apiVersion(), how.subresource());
    ServerSideApply.Applier by = new ServerSideApply.Applier(manager, force);
    Tree before = live.map(type::shown).orElse(Tree.MISSING);
    Preconditions.check(type.type(), before, placed.get("metadata"));
    ServerSideApply.Applied applied =
        ServerSideApply.apply(
            before, Intent.of(type, placed, how), type.shape(), by, NewObject.now());
    Tree kept =
        live.isPresent()
            ? writer.update(type, live.get(), applied.object(), how, applied.fields())
            : writer.create(type, applied.object(), how, applied.fields());
    return type.shown(kept);
  }

  @Override
  public synchronized void delete(String key, String namespace, String name) {
    if (memory.get(key, namespace, name).isPresent()) {
      delete(stored(key), namespace, name, Deletion.BACKGROUND);
    }
  }

  /**
   * Deletes an object, or marks it as deleted if it has finalizers.
   *
   * @return the object as it was last
   * @throws ApiError 404, or 409 if a precondition does not hold
   */
  public synchronized Tree delete(Served type, String namespace, String name, Deletion how) {
    return type.shown(deletions.delete(type, live(type, namespace, name), how));
  }

  @Override
  public synchronized AutoCloseable subscribe(Consumer<ObjectChange> listener) {
    return memory.listenFromNow(types.all(), recorded -> listener.accept(recorded.change()));
  }

  /**
   * Hears of every change after a resourceVersion, in order, never on the thread that made it.
   *
   * @param tooSlow called, once and last, if the listener falls further behind than the store
   *     remembers
   * @throws ApiError 410 if some of those changes are forgotten
   */
  public synchronized AutoCloseable changesSince(
      long version, Consumer<Recorded> listener, Runnable tooSlow) {
    return memory.listen(version, listener, tooSlow);
  }

  /** The newest resourceVersion. */
  public synchronized long version() {
    return memory.version();
  }

  private Served stored(String key) {
    return types
        .stored(key)
        .orElseThrow(
            () ->
                new ApiError(
                    404,
                    "NotFound",
                    "the server could not find the requested resource",
                    Tree.MISSING));
  }

  @Override
  public void close() {
    background.close();
  }
}
