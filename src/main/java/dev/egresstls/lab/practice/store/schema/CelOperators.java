package dev.egresstls.lab.practice.store.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What the operators of CEL do with values. */
final class CelOperators {
  private CelOperators() {}

  static CelNode binary(String operator, CelNode left, CelNode right) {
    return switch (operator) {
      case "||" -> scope -> either(left, right, scope, true);
      case "&&" -> scope -> either(left, right, scope, false);
      case "==" -> scope -> same(left.value(scope), right.value(scope));
      case "!=" -> scope -> !same(left.value(scope), right.value(scope));
      case "in" -> scope -> in(left.value(scope), right.value(scope));
      case "<" -> scope -> compare(left.value(scope), right.value(scope)) < 0;
      case "<=" -> scope -> compare(left.value(scope), right.value(scope)) <= 0;
      case ">" -> scope -> compare(left.value(scope), right.value(scope)) > 0;
      case ">=" -> scope -> compare(left.value(scope), right.value(scope)) >= 0;
      default -> scope -> calculate(operator, left.value(scope), right.value(scope));
    };
  }

  /** One side that decides is enough, even if the other has no value. */
  private static Object either(
      CelNode left, CelNode right, Map<String, Object> scope, boolean decides) {
    Cel.NoValue missing = null;
    for (CelNode side : List.of(left, right)) {
      try {
        if (isTrue(side.value(scope)) == decides) {
          return decides;
        }
      } catch (Cel.NoValue e) {
        missing = e;
      }
    }
    if (missing != null) {
      throw missing;
    }
    return !decides;
  }

  static boolean isTrue(Object value) {
    if (value instanceof Boolean bool) {
      return bool;
    }
    throw new Cel.NoValue("not a boolean: " + value);
  }

  private static boolean same(Object left, Object right) {
    if (left instanceof Number one && right instanceof Number two) {
      return one.doubleValue() == two.doubleValue();
    }
    return Objects.equals(left, right);
  }

  private static boolean in(Object item, Object where) {
    if (where instanceof Map<?, ?> map) {
      return map.containsKey(item);
    }
    if (where instanceof List<?> list) {
      return list.stream().anyMatch(one -> same(one, item));
    }
    throw new Cel.NoValue("no such overload: in");
  }

  static int compare(Object left, Object right) {
    if (left instanceof Number one && right instanceof Number two) {
      return Double.compare(one.doubleValue(), two.doubleValue());
    }
    if (left instanceof String one && right instanceof String two) {
      return one.compareTo(two);
    }
    throw new Cel.NoValue("no such overload: comparison");
  }

  private static Object calculate(String operator, Object left, Object right) {
    if (operator.equals("+") && left instanceof String one && right instanceof String two) {
      return one + two;
    }
    if (operator.equals("+") && left instanceof List<?> one && right instanceof List<?> two) {
      List<Object> both = new ArrayList<>(one);
      both.addAll(two);
      return both;
    }
    if (left instanceof Long one && right instanceof Long two) {
      return integer(operator, one, two);
    }
    if (left instanceof Number one && right instanceof Number two) {
      return real(operator, one.doubleValue(), two.doubleValue());
    }
    throw new Cel.NoValue("no such overload: " + operator);
  }

  private static Object integer(String operator, long one, long two) {
    if (two == 0 && (operator.equals("/") || operator.equals("%"))) {
      throw new Cel.NoValue("division by zero");
    }
    return switch (operator) {
      case "+" -> one + two;
      case "-" -> one - two;
      case "*" -> one * two;
      case "/" -> one / two;
      default -> one % two;
    };
  }

  private static Object real(String operator, double one, double two) {
    return switch (operator) {
      case "+" -> one + two;
      case "-" -> one - two;
      case "*" -> one * two;
      case "/" -> one / two;
      default -> throw new Cel.NoValue("no such overload: %");
    };
  }

  static Object negative(Object value) {
    if (value instanceof Long number) {
      return -number;
    }
    if (value instanceof Double number) {
      return -number;
    }
    throw new Cel.NoValue("no such overload: -");
  }

  static Object number(String text) {
    String digits = text.endsWith("u") ? text.substring(0, text.length() - 1) : text;
    return digits.matches("\\d+") ? (Object) Long.parseLong(digits) : Double.parseDouble(digits);
  }

  static Object item(Object from, Object index) {
    if (from instanceof Map<?, ?> map && map.containsKey(index)) {
      return map.get(index);
    }
    if (from instanceof List<?> list
        && index instanceof Long place
        && place >= 0
        && place < list.size()) {
      return list.get(place.intValue());
    }
    throw new Cel.NoValue("no such item: " + index);
  }
}
