package dev.egresstls.lab.value;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * An immutable JSON value: an object, a list, a string, a number, a boolean, null, or nothing at
 * all ({@link #MISSING}). Reading never throws: what is not there is {@link #MISSING}.
 */
public final class Tree {
  /** What a read gives when there is nothing at the place. */
  public static final Tree MISSING = new Tree(null, true);

  private static final Tree NULL = new Tree(null, false);

  private final Object raw;
  private final boolean missing;

  private Tree(Object raw, boolean missing) {
    this.raw = raw;
    this.missing = missing;
  }

  /**
   * Copies a JSON-shaped value.
   *
   * @param raw a {@link Map} with string keys, a {@link Collection}, a {@link CharSequence}, a
   *     {@link Number}, a {@link Boolean}, a {@link Tree} or null
   * @return the same value, no longer tied to {@code raw}
   */
  public static Tree of(Object raw) {
    if (raw instanceof Tree tree) {
      return tree;
    }
    return raw == null ? NULL : new Tree(frozen(raw), false);
  }

  /**
   * A tree of what a reader of this package made: unmodifiable throughout, and not copied again.
   */
  static Tree ofUnmodifiable(Object raw) {
    return raw == null ? NULL : new Tree(raw, false);
  }

  /** An object from alternating keys and values, in that order. */
  public static Tree object(Object... keysAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return of(map);
  }

  private static Object frozen(Object raw) {
    if (raw instanceof Tree tree) {
      return tree.raw;
    }
    if (Frozen.is(raw)) {
      return raw;
    }
    if (raw instanceof Map<?, ?> map) {
      Map<String, Object> copy = new LinkedHashMap<>(map.size() * 2);
      map.forEach((key, value) -> copy.put(String.valueOf(key), frozen(value)));
      return Frozen.of(copy);
    }
    if (raw instanceof Collection<?> list) {
      List<Object> copy = new ArrayList<>(list.size());
      list.forEach(item -> copy.add(frozen(item)));
      return Frozen.of(copy);
    }
    if (raw instanceof Integer || raw instanceof Short || raw instanceof Byte) {
      return ((Number) raw).longValue(); // so that what YAML reads equals what JSON reads
    }
    if (raw == null || raw instanceof Boolean || raw instanceof Number) {
      return raw;
    }
    return raw.toString();
  }

  /** The plain value: unmodifiable maps and lists, strings, numbers, booleans or null. */
  public Object raw() {
    return raw;
  }

  /** A deep copy in modifiable maps and lists, for building a changed value. */
  public Object thawed() {
    return thaw(raw);
  }

  private static Object thaw(Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> copy = new LinkedHashMap<>(map.size() * 2);
      map.forEach((key, item) -> copy.put((String) key, thaw(item)));
      return copy;
    }
    if (value instanceof List<?> list) {
      List<Object> copy = new ArrayList<>(list.size());
      list.forEach(item -> copy.add(thaw(item)));
      return copy;
    }
    return value;
  }

  /** Whether there is nothing here, not even a null. */
  public boolean isMissing() {
    return missing;
  }

  /** Whether there is a value other than null here. */
  public boolean isPresent() {
    return raw != null;
  }

  public boolean isObject() {
    return raw instanceof Map;
  }

  public boolean isList() {
    return raw instanceof List;
  }

  /** The value under a key of this object. */
  public Tree get(String key) {
    if (raw instanceof Map<?, ?> map && map.containsKey(key)) {
      return child(map.get(key));
    }
    return MISSING;
  }

  /** The item at a place of this list, counted from 0. */
  public Tree get(int index) {
    if (raw instanceof List<?> list && index >= 0 && index < list.size()) {
      return child(list.get(index));
    }
    return MISSING;
  }

  /**
   * Reads along a path such as {@code spec.ports[0].name}. A key that itself holds dots or slashes
   * is written in brackets: {@code metadata.annotations[gateway.networking.k8s.io/channel]}.
   */
  public Tree at(String path) {
    Tree here = this;
    for (Object part : TreePath.parts(path)) {
      here = part instanceof Integer index ? here.get(index) : here.get((String) part);
    }
    return here;
  }

  private static Tree child(Object value) {
    return value == null ? NULL : new Tree(value, false);
  }

  /** The string, number or boolean here as text. */
  public Optional<String> text() {
    return raw == null || raw instanceof Map || raw instanceof List
        ? Optional.empty()
        : Optional.of(raw.toString());
  }

  /** The string, number or boolean here as text, or {@code other}. */
  public String text(String other) {
    return text().orElse(other);
  }

  /** The number here, or {@code other}. */
  public long number(long other) {
    return raw instanceof Number number ? number.longValue() : other;
  }

  /** Whether the boolean true stands here. */
  public boolean isTrue() {
    return Boolean.TRUE.equals(raw);
  }

  /** The items of this list; none for anything else. */
  public List<Tree> items() {
    if (!(raw instanceof List<?> list)) {
      return List.of();
    }
    List<Tree> items = new ArrayList<>(list.size());
    for (Object item : list) {
      items.add(child(item));
    }
    return Collections.unmodifiableList(items);
  }

  /** The texts of this list's items, those that have one. */
  public List<String> texts() {
    return items().stream().flatMap(item -> item.text().stream()).toList();
  }

  /** The members of this object in order; none for anything else. */
  public Map<String, Tree> fields() {
    if (!(raw instanceof Map<?, ?> map)) {
      return Map.of();
    }
    Map<String, Tree> fields = new LinkedHashMap<>(map.size() * 2);
    map.forEach((key, value) -> fields.put((String) key, child(value)));
    return Collections.unmodifiableMap(fields);
  }

  /** This object with one member set. */
  public Tree with(String key, Object value) {
    Map<String, Object> map = members();
    map.put(key, value);
    return of(map);
  }

  /** This object without one member. */
  public Tree without(String key) {
    Map<String, Object> map = members();
    map.remove(key);
    return of(map);
  }

  private Map<String, Object> members() {
    Map<String, Object> map = new LinkedHashMap<>();
    if (raw instanceof Map<?, ?> mine) {
      mine.forEach((key, value) -> map.put((String) key, value));
    }
    return map;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Tree tree && missing == tree.missing && Objects.equals(raw, tree.raw);
  }

  @Override
  public int hashCode() {
    return Objects.hashCode(raw);
  }

  /** Compact JSON. */
  @Override
  public String toString() {
    return missing ? "(missing)" : Json.write(this);
  }
}
