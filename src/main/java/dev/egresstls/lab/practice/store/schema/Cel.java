package dev.egresstls.lab.practice.store.schema;

import java.util.HashMap;
import java.util.Map;

/**
 * One CEL expression: literals, {@code has}, {@code size}, comparison, arithmetic, {@code && || !},
 * the ternary, {@code in}, string functions, and the macros {@code all exists exists_one map
 * filter}.
 */
public final class Cel {
  private final CelNode root;
  private final boolean transition;

  private Cel(CelNode root, boolean transition) {
    this.root = root;
    this.transition = transition;
  }

  /** Thrown for an expression that cannot be read; the message says what and where. */
  public static final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unreadable(String message) {
      super(message);
    }
  }

  /** Thrown when an expression has no value, such as for a field that is not there. */
  public static final class NoValue extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoValue(String message) {
      super(message);
    }
  }

  /**
   * Reads an expression.
   *
   * @throws Unreadable if it is not CEL, or uses what this evaluator does not know
   */
  public static Cel read(String expression) {
    CelParser reader = new CelParser(CelTokens.of(expression));
    CelNode root = reader.whole();
    return new Cel(root, reader.names().contains("oldSelf"));
  }

  /** Whether it compares with what was there before, and so applies to updates only. */
  public boolean isTransition() {
    return transition;
  }

  /**
   * Its value.
   *
   * @param self a JSON-shaped value
   * @param oldSelf what was in its place before; null if nothing was
   * @throws NoValue if it has none
   */
  public Object value(Object self, Object oldSelf) {
    Map<String, Object> names = new HashMap<>();
    names.put("self", self);
    names.put("oldSelf", oldSelf);
    return root.value(names);
  }
}
