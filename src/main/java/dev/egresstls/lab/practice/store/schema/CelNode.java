package dev.egresstls.lab.practice.store.schema;

import java.util.Map;

/** A part of an expression. */
interface CelNode {
  /**
   * Its value: null, a Boolean, Long, Double, String, List or Map.
   *
   * @param names the values of the names in scope
   * @throws Cel.NoValue if it has none
   */
  Object value(Map<String, Object> names);

  /** A field of an object, which {@code has} may ask for. */
  record Select(CelNode target, String field) implements CelNode {
    @Override
    public Object value(Map<String, Object> names) {
      Object from = target.value(names);
      if (from instanceof Map<?, ?> map && map.containsKey(field)) {
        return map.get(field);
      }
      throw new Cel.NoValue("no such key: " + field);
    }

    boolean isThere(Map<String, Object> names) {
      return target.value(names) instanceof Map<?, ?> map && map.get(field) != null;
    }
  }
}
