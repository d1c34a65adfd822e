package dev.egresstls.lab.world.confined;

import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.DelegatingResources;
import dev.egresstls.lab.world.Query;
import dev.egresstls.lab.world.Ref;
import dev.egresstls.lab.world.Resources;
import dev.egresstls.lab.world.Watched;
import dev.egresstls.lab.world.served.ClusterScopedKinds;
import dev.egresstls.lab.world.served.ServedKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Asks for some namespaces, one by one, where all would be asked for. */
final class ConfinedResources extends DelegatingResources {
  private final Resources resources;
  private final List<String> namespaces;
  private final BiPredicate<String, ServedKind> readable;

  ConfinedResources(
      Resources resources, List<String> namespaces, BiPredicate<String, ServedKind> readable) {
    super(resources);
    this.resources = resources;
    this.namespaces = List.copyOf(namespaces);
    this.readable = readable;
  }

  @Override
  public Optional<Set<String>> namespaces() {
    return Optional.of(Set.copyOf(namespaces));
  }

  /** The queries that stand for one. */
  private List<Query> queries(Query query) {
    return query.namespace().isPresent() || ClusterScopedKinds.cluster(query.kind())
        ? List.of(query)
        : namespaces.stream().map(query::in).toList();
  }

  @Override
  public List<Tree> list(Query query) {
    return queries(query).stream().flatMap(one -> resources.list(one).stream()).toList();
  }

  @Override
  public Watched watch(Query query) {
    List<Watched> parts = queries(query).stream().map(resources::watch).toList();
    return parts.size() == 1 ? parts.get(0) : new WatchedParts(parts);
  }

  @Override
  public void metadata(ServedKind kind, Consumer<List<Tree>> chunk) {
    if (kind.namespaced()) {
      namespaces.stream()
          .filter(namespace -> readable.test(namespace, kind))
          .map(namespace -> Query.in(namespace, kind.apiVersion(), kind.kind()))
          .forEach(query -> chunk.accept(resources.list(query)));
    } else {
      resources.metadata(kind, chunk);
    }
  }

  @Override
  public List<ServedKind> served() {
    return resources.served().stream()
        .filter(kind -> namespaces.stream().anyMatch(name -> readable.test(name, kind)))
        .toList();
  }

  /** The rows of all tables below the columns of the first. */
  @Override
  public Optional<Tree> table(Query query) {
    List<Tree> tables =
        queries(query).stream().flatMap(one -> resources.table(one).stream()).toList();
    return tables.stream().reduce(ConfinedResources::together);
  }

  private static Tree together(Tree one, Tree other) {
    String rows = one.get("rows").isList() ? "rows" : "items";
    List<Tree> all = new ArrayList<>();
    Stream.of(one, other).forEach(table -> all.addAll(table.get(rows).items()));
    return one.with(rows, all);
  }

  @Override
  public Tree apply(Tree object, boolean force) {
    return resources.apply(object, force);
  }

  @Override
  public Tree create(Tree object) {
    return resources.create(object);
  }

  @Override
  public Tree merge(Ref ref, Tree patch) {
    return resources.merge(ref, patch);
  }

  @Override
  public Tree restore(Tree object) {
    return resources.restore(object);
  }

  @Override
  public Tree restore(Ref ref, Tree patch) {
    return resources.restore(ref, patch);
  }

  @Override
  public boolean delete(Ref ref, Optional<String> uid, Optional<String> version) {
    return resources.delete(ref, uid, version);
  }
}
