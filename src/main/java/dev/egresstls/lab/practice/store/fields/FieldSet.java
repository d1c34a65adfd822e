package dev.egresstls.lab.practice.store.fields;

import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A set of fields, as {@code fieldsV1} writes it: {@code f:name} for a field, {@code k:{...}} for a
 * list item by its keys, {@code v:...} for an item of a set, {@code .} for the thing itself.
 */
public final class FieldSet {
  /** No field at all. */
  public static final FieldSet EMPTY = new FieldSet(false, new TreeMap<>());

  /** The thing itself and nothing in it. */
  public static final FieldSet SELF = new FieldSet(true, new TreeMap<>());

  private final boolean member;
  private final SortedMap<String, FieldSet> children;

  private FieldSet(boolean member, SortedMap<String, FieldSet> children) {
    this.member = member;
    this.children = children;
  }

  static FieldSet of(boolean member, Map<String, FieldSet> children) {
    SortedMap<String, FieldSet> kept = new TreeMap<>();
    children.forEach(
        (element, set) -> {
          if (!set.isEmpty()) {
            kept.put(element, set);
          }
        });
    return new FieldSet(member, kept);
  }

  /** Reads {@code fieldsV1}. */
  public static FieldSet read(Tree fieldsV1) {
    SortedMap<String, FieldSet> children = new TreeMap<>();
    fieldsV1
        .fields()
        .forEach(
            (element, set) -> {
              if (!element.equals(".")) {
                children.put(element, set.fields().isEmpty() ? SELF : read(set));
              }
            });
    return new FieldSet(fieldsV1.fields().containsKey("."), children);
  }

  /** Writes {@code fieldsV1}. */
  public Tree write() {
    Map<String, Object> map = new LinkedHashMap<>();
    if (member && !children.isEmpty()) {
      map.put(".", Map.of());
    }
    children.forEach((element, set) -> map.put(element, set.write()));
    return Tree.of(map);
  }

  public boolean isEmpty() {
    return !member && children.isEmpty();
  }

  /** Whether the thing itself is in the set. */
  boolean isMember() {
    return member;
  }

  Map<String, FieldSet> children() {
    return children;
  }

  FieldSet child(String element) {
    return children.getOrDefault(element, EMPTY);
  }

  /** The fields in either. */
  public FieldSet plus(FieldSet other) {
    if (other.isEmpty() || isEmpty()) {
      return isEmpty() ? other : this;
    }
    SortedMap<String, FieldSet> all = new TreeMap<>(children);
    other.children.forEach((element, set) -> all.merge(element, set, FieldSet::plus));
    return new FieldSet(member || other.member, all);
  }

  /** The fields of this that are not in the other. */
  public FieldSet minus(FieldSet other) {
    if (other.isEmpty() || isEmpty()) {
      return this;
    }
    Map<String, FieldSet> left = new TreeMap<>();
    children.forEach((element, set) -> left.put(element, set.minus(other.child(element))));
    return of(member && !other.member, left);
  }

  /** The fields in both. */
  public FieldSet common(FieldSet other) {
    if (other.isEmpty() || isEmpty()) {
      return EMPTY;
    }
    Map<String, FieldSet> both = new TreeMap<>();
    children.forEach((element, set) -> both.put(element, set.common(other.child(element))));
    return of(member && other.member, both);
  }

  /** Every field as kubectl prints it in a conflict: {@code .spec.ports[port=443].name}. */
  public List<String> paths() {
    List<String> paths = new ArrayList<>();
    collect("", paths);
    return paths;
  }

  private void collect(String here, List<String> into) {
    if (member) {
      into.add(here);
    }
    children.forEach((element, set) -> set.collect(here + shown(element), into));
  }

  private static String shown(String element) {
    String rest = element.substring(2);
    if (element.startsWith("f:")) {
      return "." + rest;
    }
    if (element.startsWith("v:")) {
      return "[=" + rest + "]";
    }
    List<String> keys = new ArrayList<>();
    Json.read(rest).fields().forEach((key, value) -> keys.add(key + "=" + Json.write(value)));
    return "[" + String.join(",", keys) + "]";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FieldSet set && member == set.member && children.equals(set.children);
  }

  @Override
  public int hashCode() {
    return children.hashCode() * 2 + (member ? 1 : 0);
  }

  @Override
  public String toString() {
    return write().toString();
  }
}
