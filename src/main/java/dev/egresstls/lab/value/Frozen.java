package dev.egresstls.lab.value;

import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Maps and lists that are unmodifiable all the way down, which their type shows: a value that is
 * made of another's parts copies none of them.
 */
final class Frozen {
  private Frozen() {}

  /** A map whose values are frozen; nobody else holds {@code map}. */
  static Map<String, Object> of(Map<String, Object> map) {
    return new FrozenMap(map);
  }

  /** A list whose items are frozen; nobody else holds {@code list}. */
  static List<Object> of(List<Object> list) {
    return new FrozenList(list);
  }

  static boolean is(Object value) {
    return value instanceof FrozenMap || value instanceof FrozenList;
  }

  private static final class FrozenMap extends AbstractMap<String, Object> {
    private final Map<String, Object> map;

    FrozenMap(Map<String, Object> map) {
      this.map = map;
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
      return Collections.unmodifiableMap(map).entrySet();
    }

    @Override
    public Object get(Object key) {
      return map.get(key);
    }

    @Override
    public boolean containsKey(Object key) {
      return map.containsKey(key);
    }

    @Override
    public int size() {
      return map.size();
    }

    @Override
    public boolean equals(Object other) {
      return other == this || map.equals(other instanceof FrozenMap frozen ? frozen.map : other);
    }

    @Override
    public int hashCode() {
      return map.hashCode();
    }

    @Override
    public void forEach(BiConsumer<? super String, ? super Object> action) {
      map.forEach(action);
    }
  }

  private static final class FrozenList extends AbstractList<Object> {
    private final List<Object> list;

    FrozenList(List<Object> list) {
      this.list = list;
    }

    @Override
    public Object get(int index) {
      return list.get(index);
    }

    @Override
    public int size() {
      return list.size();
    }

    @Override
    public boolean equals(Object other) {
      return other == this || list.equals(other instanceof FrozenList frozen ? frozen.list : other);
    }

    @Override
    public int hashCode() {
      return list.hashCode();
    }
  }
}
