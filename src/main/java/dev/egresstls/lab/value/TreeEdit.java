package dev.egresstls.lab.value;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/** Changed copies of a {@link Tree}, with one place deep inside it set or omitted. */
public final class TreeEdit {
  private TreeEdit() {}

  /**
   * Sets the member under a path of keys; objects on the way are made where they are missing.
   *
   * @param keys from the outside in; at least one
   */
  public static Tree put(Tree tree, Object value, String... keys) {
    return change(tree, old -> Tree.of(value), keys);
  }

  /** Leaves out the member under a path of keys; the same tree if it is not there. */
  public static Tree drop(Tree tree, String... keys) {
    List<String> way = Arrays.asList(keys).subList(0, keys.length - 1);
    Tree holder = tree;
    for (String key : way) {
      holder = holder.get(key);
    }
    String last = keys[keys.length - 1];
    if (holder.get(last).isMissing()) {
      return tree;
    }
    Tree without = holder.without(last);
    return way.isEmpty() ? without : put(tree, without, way.toArray(String[]::new));
  }

  /** Replaces the member under a path of keys by what a function makes of it. */
  public static Tree change(Tree tree, UnaryOperator<Tree> edit, String... keys) {
    Tree old = tree.get(keys[0]);
    if (keys.length == 1) {
      return tree.with(keys[0], edit.apply(old));
    }
    String[] rest = Arrays.copyOfRange(keys, 1, keys.length);
    return tree.with(keys[0], change(old, edit, rest));
  }
}
