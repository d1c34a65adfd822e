package dev.egresstls.lab.mesh.conformance;

import dev.egresstls.lab.mesh.observed.ObjectNames;
import dev.egresstls.lab.mesh.observed.Observation;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.TreeEdit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The objects of a scenario as they come, change and go. */
public final class Objects {
  private static final Instant FIRST = Instant.parse("2026-11-23T20:00:00Z");

  private Objects() {}

  static boolean isPolicy(Tree object) {
    return object.get("kind").text("").equals("BackendTLSPolicy");
  }

  static List<Tree> policies(List<Tree> objects) {
    return objects.stream().filter(Objects::isPolicy).toList();
  }

  /** The same with the moment of their creation: one a second. */
  static List<Tree> inOrder(List<Tree> objects) {
    List<Tree> aged = new ArrayList<>();
    for (int i = 0; i < objects.size(); i++) {
      aged.add(born(objects.get(i), FIRST.plusSeconds(i)));
    }
    return aged;
  }

  private static Tree born(Tree object, Instant when) {
    Tree given = object.at("metadata.creationTimestamp");
    Tree aged =
        given.isPresent()
            ? object
            : TreeEdit.put(object, when.toString(), "metadata", "creationTimestamp");
    return isPolicy(object) ? TreeEdit.put(aged, 1L, "metadata", "generation") : aged;
  }

  /** The objects after a step. */
  static List<Tree> after(List<Tree> objects, Tree step, SetUp setUp) {
    List<Tree> left = new ArrayList<>(objects);
    if (step.get("delete").isPresent()) {
      left.removeIf(object -> ObjectNames.of(object).equals(step.get("delete").text("")));
      return left;
    }
    Tree applied = setUp.inItsVersion(step.get("apply"));
    left.removeIf(object -> ObjectNames.of(object).equals(ObjectNames.of(applied)));
    left.add(born(applied, FIRST.plusSeconds(left.size() * 60L)));
    return left;
  }

  /** The objects with the statuses that istiod gives to the policies among them. */
  static List<Tree> withStatuses(List<Tree> objects, Function<List<Tree>, Observation> seen) {
    List<Tree> all = new ArrayList<>(objects);
    all.removeIf(Objects::isPolicy);
    all.addAll(Forecast.judged(seen.apply(objects)));
    return all;
  }
}
