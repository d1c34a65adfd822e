package dev.egresstls.lab.practice.store.fields;

import dev.egresstls.lab.value.Tree;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * How two versions of an object differ, field by field.
 *
 * @param set fields that are new or have another value
 * @param removed fields that are gone
 */
public record FieldComparison(FieldSet set, FieldSet removed) {
  private static final FieldComparison SAME = new FieldComparison(FieldSet.EMPTY, FieldSet.EMPTY);

  /** Compares two versions; either may be missing. */
  public static FieldComparison of(Tree before, Tree after, Shape shape) {
    return compare(before.raw(), after.raw(), shape);
  }

  private static FieldComparison compare(Object before, Object after, Shape shape) {
    if (Objects.equals(before, after)) {
      return SAME;
    }
    if (before == null) {
      return new FieldComparison(owned(after, shape), FieldSet.EMPTY);
    }
    if (after == null) {
      return new FieldComparison(FieldSet.EMPTY, owned(before, shape));
    }
    if (!Elements.splits(before, shape) || !Elements.splits(after, shape)) {
      return new FieldComparison(FieldSet.SELF, FieldSet.EMPTY);
    }
    return compareParts(Elements.of(before, shape), Elements.of(after, shape), shape);
  }

  private static FieldComparison compareParts(
      Map<String, Object> before, Map<String, Object> after, Shape shape) {
    Map<String, FieldSet> set = new TreeMap<>();
    Map<String, FieldSet> removed = new TreeMap<>();
    Set<String> all = new LinkedHashSet<>(before.keySet());
    all.addAll(after.keySet());
    for (String element : all) {
      Shape part = Elements.shape(element, shape);
      FieldComparison one = compare(before.get(element), after.get(element), part);
      set.put(element, one.set());
      removed.put(element, one.removed());
    }
    return new FieldComparison(FieldSet.of(false, set), FieldSet.of(false, removed));
  }

  /** All fields of a value that has just come: with the objects and lists themselves. */
  static FieldSet owned(Object value, Shape shape) {
    if (!Elements.splits(value, shape)) {
      return FieldSet.SELF;
    }
    Map<String, FieldSet> children = new TreeMap<>();
    Elements.of(value, shape)
        .forEach((e, part) -> children.put(e, owned(part, Elements.shape(e, shape), e)));
    boolean self = children.isEmpty() || !shape.alwaysThere();
    return FieldSet.of(self, children);
  }

  private static FieldSet owned(Object part, Shape shape, String element) {
    FieldSet set = owned(part, shape);
    return element.startsWith("f:") ? set : set.plus(FieldSet.SELF);
  }

  /** The fields that an applied configuration names: leaves, and list items themselves. */
  static FieldSet applied(Object value, Shape shape) {
    if (!Elements.splits(value, shape)) {
      return FieldSet.SELF;
    }
    Map<String, FieldSet> children = new TreeMap<>();
    Elements.of(value, shape)
        .forEach(
            (element, part) -> {
              FieldSet set = applied(part, Elements.shape(element, shape));
              children.put(element, element.startsWith("f:") ? set : set.plus(FieldSet.SELF));
            });
    return FieldSet.of(children.isEmpty(), children);
  }
}
