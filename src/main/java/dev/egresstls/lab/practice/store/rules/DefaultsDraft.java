package dev.egresstls.lab.practice.store.rules;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An object that is being filled in. */
final class DefaultsDraft {
  private final Map<String, Object> map;

  DefaultsDraft(Map<String, Object> map) {
    this.map = map;
  }

  boolean has(String field) {
    return map.get(field) != null;
  }

  /** Whether it has nothing but one field. */
  boolean isOnly(String field) {
    return map.keySet().equals(Set.of(field));
  }

  Object get(String field) {
    return map.get(field);
  }

  String text(String field) {
    return map.get(field) == null ? "" : map.get(field).toString();
  }

  /** Sets a field that is not there. */
  DefaultsDraft fill(String field, Object value) {
    if (map.get(field) == null) {
      map.put(field, value);
    }
    return this;
  }

  void set(String field, Object value) {
    map.put(field, value);
  }

  void remove(String field) {
    map.remove(field);
  }

  /** The object in a field; made if there is none. */
  DefaultsDraft in(String field) {
    fill(field, new LinkedHashMap<String, Object>());
    return of(map.get(field));
  }

  /** The objects of a list in a field; none if there is no list. */
  List<DefaultsDraft> each(String field) {
    return map.get(field) instanceof List<?> list
        ? list.stream().filter(Map.class::isInstance).map(DefaultsDraft::of).toList()
        : List.of();
  }

  @SuppressWarnings("unchecked")
  static DefaultsDraft of(Object value) {
    return new DefaultsDraft(
        value instanceof Map ? (Map<String, Object>) value : new LinkedHashMap<>());
  }
}
