package dev.egresstls.lab.practice.store.schema;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The macros that look at each item of a list, or each key of a map. */
final class CelMacros {
  static final Set<String> NAMES = Set.of("all", "exists", "exists_one", "map", "filter");

  private CelMacros() {}

  static CelNode node(String name, CelNode target, String variable, List<CelNode> bodies) {
    boolean filteredMap = name.equals("map") && bodies.size() == 2;
    if (bodies.size() != 1 && !filteredMap) {
      throw new Cel.Unreadable(name + "() takes a name and one expression");
    }
    CelNode body = bodies.get(bodies.size() - 1);
    return switch (name) {
      case "all" -> scope -> !decided(target, variable, body, scope, false);
      case "exists" -> scope -> decided(target, variable, body, scope, true);
      case "exists_one" -> scope -> chosen(target, variable, body, scope).size() == 1;
      case "filter" -> scope -> chosen(target, variable, body, scope);
      default ->
          scope -> {
            List<Object> from =
                filteredMap
                    ? chosen(target, variable, bodies.get(0), scope)
                    : items(target.value(scope));
            List<Object> made = new ArrayList<>();
            from.forEach(item -> made.add(body.value(with(scope, variable, item))));
            return made;
          };
    };
  }

  /** Whether any item gives the deciding answer; one without a value counts if none does. */
  private static boolean decided(
      CelNode target, String variable, CelNode body, Map<String, Object> scope, boolean decides) {
    Cel.NoValue missing = null;
    for (Object item : items(target.value(scope))) {
      try {
        if (CelOperators.isTrue(body.value(with(scope, variable, item))) == decides) {
          return true;
        }
      } catch (Cel.NoValue e) {
        missing = e;
      }
    }
    if (missing != null) {
      throw missing;
    }
    return false;
  }

  private static List<Object> chosen(
      CelNode target, String variable, CelNode body, Map<String, Object> scope) {
    List<Object> chosen = new ArrayList<>();
    for (Object item : items(target.value(scope))) {
      if (CelOperators.isTrue(body.value(with(scope, variable, item)))) {
        chosen.add(item);
      }
    }
    return chosen;
  }

  private static List<Object> items(Object value) {
    if (value instanceof Map<?, ?> map) {
      return new ArrayList<>(map.keySet());
    }
    if (value instanceof List<?> list) {
      return new ArrayList<>(list);
    }
    throw new Cel.NoValue("not a list: " + value);
  }

  private static Map<String, Object> with(Map<String, Object> scope, String name, Object value) {
    Map<String, Object> inner = new HashMap<>(scope);
    inner.put(name, value);
    return inner;
  }
}
