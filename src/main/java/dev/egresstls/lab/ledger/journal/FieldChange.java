package dev.egresstls.lab.ledger.journal;

import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One field that a change sets, and what it was before.
 *
 * @param from its former value; {@link Tree#MISSING} if it was not there
 * @param to its new value; {@link Tree#MISSING} if it was taken away
 * @param at for an item of a list where it is in it; else -1
 * @param born how many parts of the path were there before, if not all that lead to the field were;
 *     else -1
 * @param lines for YAML inside a text the lines that were replaced, and by which
 */
public record FieldChange(FieldPath path, Tree from, Tree to, int at, int born, Lines lines) {
  /**
   * Lines of a text that are in the place of others.
   *
   * @param before empty if none were there
   * @param after empty if none are left
   */
  public record Lines(String before, String after) {
    static final Lines NONE = new Lines("", "");

    boolean none() {
      return before.isEmpty() && after.isEmpty();
    }
  }

  public FieldChange {
    Objects.requireNonNull(path);
    Objects.requireNonNull(from);
    Objects.requireNonNull(to);
    Objects.requireNonNull(lines);
  }

  /** A change of a value that was there, or of one that was not. */
  static FieldChange of(FieldPath path, Tree from, Tree to) {
    return new FieldChange(path, from, to, -1, -1, Lines.NONE);
  }

  /**
   * Changes of which only the merge patch that restores the former values is known, as notes of
   * version 0.1 have it. What was set is taken for the lab's as long as the lab owns the field.
   */
  public static List<FieldChange> restoring(Tree patch) {
    List<FieldChange> changes = new ArrayList<>();
    restoring(FieldPath.ROOT, patch, changes);
    return List.copyOf(changes);
  }

  private static void restoring(FieldPath path, Tree patch, List<FieldChange> changes) {
    if (patch.isObject() && (!patch.fields().isEmpty() || path.length() == 0)) {
      patch.fields().forEach((key, value) -> restoring(path.key(key), value, changes));
    } else {
      changes.add(of(path, patch.isPresent() ? patch : Tree.MISSING, Secrecy.UNKNOWN));
    }
  }

  FieldChange bornBelow(int length) {
    return new FieldChange(path, from, to, at, length, lines);
  }

  /** Whether something was there before that is no longer so. */
  public boolean overwrites() {
    return !from.isMissing();
  }

  /** Writes it as JSON. */
  public Tree json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("path", path.json());
    if (!from.isMissing()) {
      json.put("from", from);
    }
    if (!to.isMissing()) {
      json.put("to", to);
    }
    if (at >= 0) {
      json.put("at", at);
    }
    if (born >= 0) {
      json.put("born", born);
    }
    if (!lines.none()) {
      json.put("lines", Tree.object("before", lines.before(), "after", lines.after()));
    }
    return Tree.of(json);
  }

  /** Reads what {@link #json} wrote. */
  public static FieldChange read(Tree json) {
    Tree lines = json.get("lines");
    return new FieldChange(
        FieldPath.read(json.get("path")),
        json.get("from"),
        json.get("to"),
        (int) json.get("at").number(-1),
        (int) json.get("born").number(-1),
        new Lines(lines.get("before").text(""), lines.get("after").text("")));
  }
}
