package dev.egresstls.lab.trace.offline;

import dev.egresstls.lab.mesh.observed.ObjectNames;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Objects of a cluster that is being made, and what was assumed on the way. */
final class Draft {
  private final List<Tree> objects = new ArrayList<>();
  private final Map<String, Integer> places = new HashMap<>();
  private final List<String> assumptions = new ArrayList<>();

  Draft(List<Tree> objects) {
    objects.forEach(this::put);
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
    String key = kind + " " + (namespace.isEmpty() ? "" : namespace + "/") + name;
    return Optional.ofNullable(places.get(key)).map(objects::get);
  }

  /** Puts an object in the place of the one that has its kind, namespace and name. */
  void put(Tree object) {
    Integer place = places.putIfAbsent(ObjectNames.of(object), objects.size());
    if (place != null) {
      objects.set(place, object);
      return;
    }
    objects.add(object);
  }
}
