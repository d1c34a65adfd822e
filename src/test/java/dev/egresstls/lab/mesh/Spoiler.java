package dev.egresstls.lab.mesh;

import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Puts something unfitting at one place of a value. */
final class Spoiler {
  private static final List<Object> UNFITTING =
      List.of("", "x", -1, 70000, 1e300, true, List.of(), List.of(List.of("y")), Map.of("k", "v"));

  private final Random random;

  Spoiler(Random random) {
    this.random = random;
  }

  Tree spoil(Tree tree) {
    boolean deeper = random.nextInt(5) > 0;
    if (tree.isObject() && !tree.fields().isEmpty() && deeper) {
      List<String> keys = new ArrayList<>(tree.fields().keySet());
      String key = keys.get(random.nextInt(keys.size()));
      return random.nextInt(6) == 0 ? tree.without(key) : tree.with(key, spoil(tree.get(key)));
    }
    if (tree.isList() && !tree.items().isEmpty() && deeper) {
      List<Object> items = new ArrayList<>(tree.items());
      int at = random.nextInt(items.size());
      items.set(at, spoil(tree.items().get(at)));
      return Tree.of(items);
    }
    int choice = random.nextInt(UNFITTING.size() + 1);
    return choice == UNFITTING.size() ? Tree.of(null) : Tree.of(UNFITTING.get(choice));
  }
}
