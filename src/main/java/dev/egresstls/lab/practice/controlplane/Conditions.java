package dev.egresstls.lab.practice.controlplane;

import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.List;

/** Status conditions, whose transition times move only when their status does. */
public final class Conditions {
  private Conditions() {}

  /** Whether an object's condition of a type has the status True. */
  public static boolean isTrue(Tree object, String type) {
    return find(object.at("status.conditions").items(), type).get("status").text("").equals("True");
  }

  /** The condition of a type, or nothing. */
  public static Tree find(List<Tree> conditions, String type) {
    return conditions.stream()
        .filter(condition -> condition.get("type").text("").equals(type))
        .findFirst()
        .orElse(Tree.MISSING);
  }

  /**
   * Puts a condition among others, in place of the one of its type.
   *
   * @param condition with {@code type} and {@code status}; gets {@code lastTransitionTime}: the old
   *     one's if the status is the same, else {@code now}
   */
  public static List<Tree> with(List<Tree> conditions, Tree condition, String now) {
    String type = condition.get("type").text("");
    Tree old = find(conditions, type);
    boolean same = old.get("status").equals(condition.get("status"));
    Tree stamped = condition.with("lastTransitionTime", same ? old.get("lastTransitionTime") : now);
    List<Tree> changed = new ArrayList<>();
    conditions.forEach(
        each -> changed.add(each.get("type").text("").equals(type) ? stamped : each));
    if (old.isMissing()) {
      changed.add(stamped);
    }
    return List.copyOf(changed);
  }
}
