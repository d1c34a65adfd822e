package dev.egresstls.lab.trace.offline;

import dev.egresstls.lab.mesh.observed.Names;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Objects of a cluster that is being made, and what was assumed on the way. */
final class Draft {
  private final List<Tree> objects;
  private final List<String> assumptions = new ArrayList<>();

  Draft(List<Tree> objects) {
    this.objects = new ArrayList<>(objects);
  }

  List<Tree> objects() {
    return List.copyOf(objects);
  }

  List<String> assumptions() {
    return List.copyOf(assumptions);
  }

  void assume(String sentence) {
    if (!assumptions.contains(sentence)) {
      assumptions.add(sentence);
    }
  }

  Stream<Tree> all(String kind) {
    return objects.stream().filter(object -> object.get("kind").text("").equals(kind));
  }

  Optional<Tree> find(String kind, String namespace, String name) {
    return all(kind).filter(is(namespace, name)).findFirst();
  }

  private static Predicate<Tree> is(String namespace, String name) {
    return object -> Names.name(object).equals(name) && Names.namespace(object).equals(namespace);
  }

  /** Puts an object in the place of the one that has its kind, namespace and name. */
  void put(Tree object) {
    String kind = object.get("kind").text("");
    Predicate<Tree> same = is(Names.namespace(object), Names.name(object));
    for (int i = 0; i < objects.size(); i++) {
      Tree old = objects.get(i);
      if (old.get("kind").text("").equals(kind) && same.test(old)) {
        objects.set(i, object);
        return;
      }
    }
    objects.add(object);
  }
}
