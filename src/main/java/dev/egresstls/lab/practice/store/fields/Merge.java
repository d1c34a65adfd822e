package dev.egresstls.lab.practice.store.fields;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Merges an applied configuration into an object, and takes fields out of one. */
final class Merge {
  private Merge() {}

  /** The object with the configuration's fields in it. */
  static Object merged(Object live, Object config, Shape shape) {
    if (live == null || !Elements.splits(live, shape) || !Elements.splits(config, shape)) {
      return config;
    }
    if (live instanceof Map != config instanceof Map) {
      return config;
    }
    Map<String, Object> parts = new LinkedHashMap<>(Elements.of(live, shape));
    Elements.of(config, shape)
        .forEach(
            (element, part) ->
                parts.put(
                    element, merged(parts.get(element), part, Elements.shape(element, shape))));
    return Elements.join(parts, live instanceof List);
  }

  /**
   * The value without some fields.
   *
   * @param gone what to take out
   * @param kept what someone else owns: an object or list item that holds any of it stays
   * @return empty if nothing is left of it
   */
  static Optional<Object> without(Object value, FieldSet gone, FieldSet kept, Shape shape) {
    if (gone.isEmpty()) {
      return Optional.of(value);
    }
    if (!Elements.splits(value, shape) || (gone.isMember() && kept.isEmpty())) {
      return gone.isMember() && kept.isEmpty() ? Optional.empty() : Optional.of(value);
    }
    Map<String, Object> left = new LinkedHashMap<>();
    Elements.of(value, shape)
        .forEach(
            (element, part) -> {
              FieldSet goneHere = gone.child(element);
              if (part == null && !goneHere.isMember()) {
                left.put(element, null);
              } else if (part != null) {
                Shape inner = Elements.shape(element, shape);
                without(part, goneHere, kept.child(element), inner)
                    .ifPresent(rest -> left.put(element, rest));
              }
            });
    if (left.isEmpty() && kept.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(Elements.join(left, value instanceof List));
  }
}
